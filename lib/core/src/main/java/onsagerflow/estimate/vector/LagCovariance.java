package onsagerflow.estimate.vector;

import java.util.Arrays;

/// The covariance of m of a cell after a lag, and its derivatives by the unknowns.
///
///     V = (2T/v) ∫₀^Δt Ψ(t) K Ψ(t)ᵀ dt,    Ψ′ = −Ψ A,  Ψ(Δt) = 1
///
/// with A = ∂a/∂m of the cell itself and K along its mean path: the linear noise approximation of a
/// cell whose neighbours keep to their paths, and what its noise does to them and comes back, to the
/// second order in J ([#squares]). Simpson's rule over the [LagPath]'s nodes.
///
/// Derivatives are those by K, A and γ at the nodes; what a displaced path makes of V is left out,
/// which keeps the estimating equations unbiased.
final class LagCovariance {

  private final LagPath path;
  private final LocalTerms local;
  private final double perK;

  /// Σ J(r)² over r ≠ 0.
  private final double squares;

  private int nodes;
  private double[][] a = new double[0][];
  private double[][] psi = new double[0][];

  /// ∫₀^t Ψ K Ψᵀ times 2T/v up to each node.
  private double[][] until = new double[0][];

  private double[][] growth = new double[0][];
  private final double[] m = new double[3];
  private final double[] phi = new double[3];
  private final double[] x = new double[9];
  private final double[] y = new double[9];
  private final double[] z = new double[9];
  private final double[] inverse = new double[9];

  /// V of the last cell.
  final double[] v = new double[9];

  LagCovariance(VectorEquation equation, LagPath path) {
    this.path = path;
    this.local = new LocalTerms(equation);
    this.perK = 2 * equation.temperature() / equation.cellVolume();
    this.squares = Arrays.stream(equation.kernel().values()).map(j -> j * j).sum();
  }

  /// Goes to a cell.
  void evaluate(int cell) {
    nodes = 2 * path.steps + 1;
    if (a.length < nodes) {
      a = new double[nodes][9];
      psi = new double[nodes][9];
      until = new double[nodes][9];
      growth = new double[nodes][9];
    }
    for (int i = 0; i < nodes; i++) {
      go(cell, i);
      local.terms.byM(m, phi, a[i]);
    }
    propagate();
    for (int i = 0; i < nodes; i++) {
      go(cell, i);
      local.terms.mobility(m, x);
      Vectors.times(psi[i], x, y);
      Vectors.timesTransposed(y, psi[i], growth[i]);
      for (int k = 0; k < 9; k++) {
        growth[i][k] *= perK;
      }
    }
    accumulate(growth, until);
    System.arraycopy(until[nodes - 1], 0, v, 0, 9);
    addReturn(cell);
  }

  private void go(int cell, int node) {
    path.get(path.nodeM(node), cell, m);
    path.get(path.nodePhi(node), cell, phi);
    local.at(m);
  }

  /// Ψ at every node, backwards by the classical Runge–Kutta method, in the middles by the cubic
  /// through both ends.
  private void propagate() {
    double h = path.step;
    identity(psi[nodes - 1]);
    for (int i = nodes - 3; i >= 0; i -= 2) {
      double[] end = psi[i + 2];
      double[] k1 = new double[9];
      double[] k2 = new double[9];
      double[] k3 = new double[9];
      double[] k4 = new double[9];
      Vectors.times(end, a[i + 2], k1);
      combine(end, h / 2, k1, x);
      Vectors.times(x, a[i + 1], k2);
      combine(end, h / 2, k2, x);
      Vectors.times(x, a[i + 1], k3);
      combine(end, h, k3, x);
      Vectors.times(x, a[i], k4);
      for (int k = 0; k < 9; k++) {
        psi[i][k] = end[k] + h / 6 * (k1[k] + 2 * (k2[k] + k3[k]) + k4[k]);
      }
      Vectors.times(psi[i], a[i], k4); // −Ψ′ at the start
      for (int k = 0; k < 9; k++) {
        psi[i + 1][k] = 0.5 * (psi[i][k] + end[k]) + h / 8 * (k1[k] - k4[k]);
      }
    }
  }

  private static void combine(double[] from, double h, double[] along, double[] to) {
    for (int k = 0; k < 9; k++) {
      to[k] = from[k] + h * along[k];
    }
  }

  private static void identity(double[] to) {
    Arrays.fill(to, 0);
    to[0] = 1;
    to[4] = 1;
    to[8] = 1;
  }

  /// ∫₀^t f dt up to every node, by Simpson's rule and, in the middles, by the same parabola.
  private void accumulate(double[][] f, double[][] to) {
    double h = path.step;
    Arrays.fill(to[0], 0);
    for (int i = 0; i + 2 < nodes; i += 2) {
      for (int k = 0; k < 9; k++) {
        to[i + 1][k] = to[i][k] + h / 24 * (5 * f[i][k] + 8 * f[i + 1][k] - f[i + 2][k]);
        to[i + 2][k] = to[i][k] + h / 6 * (f[i][k] + 4 * f[i + 1][k] + f[i + 2][k]);
      }
    }
  }

  /// The weight of a node in ∫₀^Δt f dt.
  private double weight(int i) {
    return path.step / 6 * (i % 2 == 1 ? 4 : i == 0 || i == nodes - 1 ? 1 : 2);
  }

  /// Adds to V what the noise of a cell makes of its neighbours and they of it, if they are as it
  /// is: with Ĉ = Ψ C Ψᵀ and B̂ = Ψ B Ψ⁻¹,
  ///
  ///     Ĉ₁′ = ΣJ² (B̂ Ĉ₀ + Ĉ₀ B̂ᵀ),   V = Ĉ₀ + ∫ (B̂ Ĉ₁ + Ĉ₁ B̂ᵀ) dt.
  private void addReturn(int cell) {
    if (squares == 0) {
      return;
    }
    var b = new double[nodes][9];
    var f = new double[nodes][9];
    var first = new double[nodes][9];
    for (int i = 0; i < nodes; i++) {
      go(cell, i);
      local.terms.byPhi(m, x);
      Vectors.invert(psi[i], inverse);
      Vectors.times(psi[i], x, y);
      Vectors.times(y, inverse, b[i]);
      symmetric(b[i], until[i], squares, f[i]);
    }
    accumulate(f, first);
    for (int i = 0; i < nodes; i++) {
      symmetric(b[i], first[i], weight(i), f[i]);
      for (int k = 0; k < 9; k++) {
        v[k] += f[i][k];
      }
    }
  }

  /// Writes c (B C + C Bᵀ) of a symmetric C.
  private void symmetric(double[] b, double[] c, double factor, double[] to) {
    Vectors.times(b, c, z);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        to[3 * i + j] = factor * (z[3 * i + j] + z[3 * j + i]);
      }
    }
  }

  /// Adds tr[W ∂V] by every unknown that acts on the path of the last cell.
  ///
  /// @param w symmetric
  void pullBack(int cell, double[] w, double[] gradient) {
    for (int i = 0; i < nodes; i++) {
      go(cell, i);
      double weight = weight(i);
      // Y = Ψᵀ W Ψ; Z = 2 Ψ⁻¹ P W Ψ so that tr[Z ∂A] = 2 tr[C Y ∂A].
      Vectors.times(w, psi[i], x);
      transposedTimes(psi[i], x, y);
      double trace = perK * Vectors.trace(y);
      double along = perK * Vectors.form(m, y, m);
      Vectors.invert(psi[i], inverse);
      Vectors.times(until[i], x, y);
      Vectors.times(inverse, y, z);
      double mZm = Vectors.form(m, z, m);
      double mPhi = Vectors.dot(m, phi);
      double mZphi = Vectors.form(m, z, phi);
      double phiZm = Vectors.form(phi, z, m);
      double traceZ = Vectors.trace(z);
      double turn = phi[0] * (z[7] - z[5]) + phi[1] * (z[2] - z[6]) + phi[2] * (z[3] - z[1]);
      for (var t : local.derivatives()) {
        if (t.unknown >= 0) {
          double byA =
              -t.gamma * turn
                  + 2 * t.acrossByQ * mZphi
                  + t.kappa * (phiZm + mPhi * traceZ)
                  + 2 * (t.kappaByQ * mPhi - t.sigmaByQ) * mZm
                  - t.sigma * traceZ;
          gradient[t.unknown] += weight * (t.mobility(trace, along) + 2 * byA);
        }
      }
    }
  }

  /// Writes Aᵀ B.
  private static void transposedTimes(double[] a, double[] b, double[] to) {
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        to[3 * i + j] = a[i] * b[j] + a[3 + i] * b[3 + j] + a[6 + i] * b[6 + j];
      }
    }
  }

  /// Adds the six numbers of M = L⁻¹ ∂V L⁻ᵀ by every unknown to rows of a matrix whose products are
  /// the information, ½ tr[M M]: √½ M_xx, √½ M_yy, √½ M_zz, M_xy, M_xz, M_yz.
  ///
  /// @param whitening L⁻¹
  void addRows(int cell, double[] whitening, double scale, double[][] rows) {
    var dk = new double[9];
    var da = new double[9];
    var c = new double[9];
    var left = new double[9];
    for (int i = 0; i < nodes; i++) {
      go(cell, i);
      double weight = scale * weight(i);
      Vectors.times(whitening, psi[i], left);
      Vectors.invert(psi[i], inverse);
      Vectors.times(inverse, until[i], x);
      Vectors.timesTransposed(x, inverse, c);
      for (var t : local.derivatives()) {
        if (t.unknown < 0) {
          continue;
        }
        t.mobility(m, dk);
        t.byM(m, phi, da);
        Vectors.times(da, c, x);
        for (int p = 0; p < 3; p++) {
          for (int q = 0; q < 3; q++) {
            y[3 * p + q] = perK * dk[3 * p + q] + x[3 * p + q] + x[3 * q + p];
          }
        }
        Vectors.times(left, y, x);
        Vectors.timesTransposed(x, left, y);
        for (int p = 0; p < 3; p++) {
          rows[p][t.unknown] += weight * Math.sqrt(0.5) * y[4 * p];
        }
        rows[3][t.unknown] += weight * y[1];
        rows[4][t.unknown] += weight * y[2];
        rows[5][t.unknown] += weight * y[5];
      }
    }
  }
}
