package onsagerflow.meso;

import onsagerflow.field.function.Exponential;

/// How the flux of m answers to the force u = β δF/δm = β(s′(m) − φ), φ = J*m + h.
///
/// With N = K/β the drift is `∂m/∂t = −N·L(u)` and the variance of m grows at 2N/v. Both closures
/// agree near local equilibrium, where u is small.
public enum Closure {
  /// L(u) = u: the paper's eq. (5), linear Onsager response.
  ONSAGER {
    @Override
    public double response(double u) {
      return u;
    }

    @Override
    public void response(double[] u, double[] l) {
      System.arraycopy(u, 0, l, 0, u.length);
    }

    @Override
    public double slopeAt(double response) {
      return 1;
    }

    @Override
    public double curvatureAt(double response) {
      return 0;
    }

    @Override
    public double largestForce() {
      return 1.2;
    }
  },
  /// L(u) = tanh u: exact for single spin flips with local detailed balance, at any distance from
  /// equilibrium (generalised gradient flow of Mielke, Peletier and Renger, Potential Anal. 41,
  /// 1293 (2014)).
  COSH {
    @Override
    public double response(double u) {
      return Math.tanh(u);
    }

    // 1 − 2/(e^{2u} + 1), to an absolute 10⁻¹⁵
    @Override
    public void response(double[] u, double[] l) {
      for (int cell = 0; cell < u.length; cell++) {
        l[cell] = 2 * u[cell];
      }
      Exponential.apply(l, 0, l.length);
      for (int cell = 0; cell < u.length; cell++) {
        l[cell] = 1 - 2 / (l[cell] + 1);
      }
    }

    @Override
    public double slopeAt(double response) {
      return 1 - response * response;
    }

    @Override
    public double curvatureAt(double response) {
      return -2 * response * slopeAt(response);
    }

    @Override
    public double largestForce() {
      return 3;
    }
  };

  /// L(u).
  public abstract double response(double u);

  /// L(u) of many cells.
  ///
  /// @param l receives the values
  public abstract void response(double[] u, double[] l);

  /// L′(u) where L(u) is `response`.
  public abstract double slopeAt(double response);

  /// L″(u) where L(u) is `response`.
  public abstract double curvatureAt(double response);

  /// The largest |u| of a cell that says something about s′ and J through this response: spins
  /// leave the linear law, and beyond |u| = 3 their response has saturated.
  public abstract double largestForce();
}
