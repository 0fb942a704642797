package onsagerflow.estimate.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import onsagerflow.meso.vector.Anisotropy;

/// The covariance of m of a cell after a lag, and its derivatives by the unknowns.
///
///     V = (2T/v) ∫₀^Δt Ψ(t) K Ψ(t)ᵀ dt,    Ψ′ = −Ψ A,  Ψ(Δt) = 1
///
/// with A = ∂a/∂m of the cell itself and K along its mean path: the linear noise approximation of a
/// cell whose neighbours keep to their paths, and what its noise does to them and comes back, to the
/// second order in J ([#squares]). Simpson's rule over the [LagPath]'s nodes.
///
/// Derivatives are those by K, γ and what else of ∂a/∂m acts at given φ at the nodes; what a
/// displaced path makes of V, and the couplings in φ, is left out, which keeps the estimating
/// equations unbiased.
final class LagCovariance {

  private final VectorEquation equation;
  private final LagPath path;
  private final double perK;

  /// Σ J(r)² over r ≠ 0.
  private final double squares;

  /// What is known of the last cell at one node of its path.
  private static final class Node {
    final double[] m = new double[3];
    final double[] phi = new double[3];
    final LocalTerms local;
    final double[] a = new double[9];
    final double[] psi = new double[9];
    final double[] inverse = new double[9];
    final double[] growth = new double[9];

    /// ∫₀^t Ψ K Ψᵀ times 2T/v.
    final double[] until = new double[9];

    /// What comes back from neighbours: B̂, its growth and its integral.
    final double[] b = new double[9];

    final double[] back = new double[9];
    final double[] first = new double[9];

    Node(VectorEquation equation) {
      this.local = new LocalTerms(equation);
    }
  }

  private final List<Node> all = new ArrayList<>();

  /// Those of the last path.
  private List<Node> nodes = all;

  private final double[] x = new double[9];
  private final double[] y = new double[9];
  private final double[] z = new double[9];
  private final double[] dk = new double[9];
  private final double[] da = new double[9];
  private final double[] c = new double[9];
  private final double[] left = new double[9];
  private final double[] k1 = new double[9];
  private final double[] k2 = new double[9];
  private final double[] k3 = new double[9];
  private final double[] k4 = new double[9];

  private final LocalTerms beside;
  private final double[] drift = new double[3];
  private final double[] driftAside = new double[3];
  private final double[] aside = new double[3];
  private final double[] bent = new double[3];

  /// V of the last cell.
  final double[] v = new double[9];

  LagCovariance(VectorEquation equation, LagPath path) {
    this.equation = equation;
    this.path = path;
    this.beside = new LocalTerms(equation);
    this.perK = 2 * equation.temperature() / equation.cellVolume();
    this.squares = Arrays.stream(equation.kernel().values()).map(j -> j * j).sum();
  }

  /// Goes to a cell.
  void evaluate(int cell) {
    int n = 2 * path.steps + 1;
    while (all.size() < n) {
      all.add(new Node(equation));
    }
    nodes = all.subList(0, n);
    for (int i = 0; i < n; i++) {
      var node = nodes.get(i);
      path.get(path.nodeM(i), cell, node.m);
      path.get(path.nodePhi(i), cell, node.phi);
      node.local.at(node.m);
      node.local.derivatives();
      node.local.terms.byM(node.m, node.phi, node.a);
      addAnisotropy(node);
    }
    propagate();
    for (var node : nodes) {
      node.local.terms.mobility(node.m, x);
      Vectors.times(node.psi, x, y);
      Vectors.timesTransposed(y, node.psi, node.growth);
      for (int k = 0; k < 9; k++) {
        node.growth[k] *= perK;
      }
      Vectors.invert(node.psi, node.inverse);
    }
    accumulate(node -> node.growth, node -> node.until);
    System.arraycopy(nodes.getLast().until, 0, v, 0, 9);
    addReturn();
  }

  /// Adds B A of the anisotropy to ∂a/∂m.
  private void addAnisotropy(Node node) {
    var anisotropy = equation.anisotropy();
    if (anisotropy.equals(Anisotropy.NONE)) {
      return;
    }
    node.local.terms.byPhi(node.m, x);
    double[] tensor = {
      anisotropy.xx(), anisotropy.xy(), anisotropy.xz(),
      anisotropy.xy(), anisotropy.yy(), anisotropy.yz(),
      anisotropy.xz(), anisotropy.yz(), anisotropy.zz()
    };
    Vectors.times(x, tensor, y);
    for (int k = 0; k < 9; k++) {
      node.a[k] += y[k];
    }
  }

  /// Ψ at every node, backwards by the classical Runge–Kutta method, in the middles by the cubic
  /// through both ends.
  private void propagate() {
    double h = path.step;
    identity(nodes.getLast().psi);
    for (int i = nodes.size() - 3; i >= 0; i -= 2) {
      var from = nodes.get(i);
      var middle = nodes.get(i + 1);
      var to = nodes.get(i + 2);
      double[] end = to.psi;
      Vectors.times(end, to.a, k1);
      combine(end, h / 2, k1, x);
      Vectors.times(x, middle.a, k2);
      combine(end, h / 2, k2, x);
      Vectors.times(x, middle.a, k3);
      combine(end, h, k3, x);
      Vectors.times(x, from.a, k4);
      for (int k = 0; k < 9; k++) {
        from.psi[k] = end[k] + h / 6 * (k1[k] + 2 * (k2[k] + k3[k]) + k4[k]);
      }
      Vectors.times(from.psi, from.a, k4); // −Ψ′ at the start
      for (int k = 0; k < 9; k++) {
        middle.psi[k] = 0.5 * (from.psi[k] + end[k]) + h / 8 * (k1[k] - k4[k]);
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
  private void accumulate(Function<Node, double[]> f, Function<Node, double[]> integral) {
    double h = path.step;
    Arrays.fill(integral.apply(nodes.getFirst()), 0);
    for (int i = 0; i + 2 < nodes.size(); i += 2) {
      double[] f0 = f.apply(nodes.get(i));
      double[] f1 = f.apply(nodes.get(i + 1));
      double[] f2 = f.apply(nodes.get(i + 2));
      double[] to0 = integral.apply(nodes.get(i));
      double[] to1 = integral.apply(nodes.get(i + 1));
      double[] to2 = integral.apply(nodes.get(i + 2));
      for (int k = 0; k < 9; k++) {
        to1[k] = to0[k] + h / 24 * (5 * f0[k] + 8 * f1[k] - f2[k]);
        to2[k] = to0[k] + h / 6 * (f0[k] + 4 * f1[k] + f2[k]);
      }
    }
  }

  /// The weight of a node in ∫₀^Δt f dt.
  private double weight(int i) {
    return path.step / 6 * (i % 2 == 1 ? 4 : i == 0 || i == nodes.size() - 1 ? 1 : 2);
  }

  /// Adds to V what the noise of a cell makes of its neighbours and they of it, if they are as it
  /// is: with Ĉ = Ψ C Ψᵀ and B̂ = Ψ B Ψ⁻¹,
  ///
  ///     Ĉ₁′ = ΣJ² (B̂ Ĉ₀ + Ĉ₀ B̂ᵀ),   V = Ĉ₀ + ∫ (B̂ Ĉ₁ + Ĉ₁ B̂ᵀ) dt.
  private void addReturn() {
    if (squares == 0) {
      return;
    }
    for (var node : nodes) {
      node.local.terms.byPhi(node.m, x);
      Vectors.times(node.psi, x, y);
      Vectors.times(y, node.inverse, node.b);
      symmetric(node.b, node.until, squares, node.back);
    }
    accumulate(node -> node.back, node -> node.first);
    for (int i = 0; i < nodes.size(); i++) {
      var node = nodes.get(i);
      symmetric(node.b, node.first, weight(i), node.back);
      for (int k = 0; k < 9; k++) {
        v[k] += node.back[k];
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

  /// Writes what noise does to the mean of m of the last cell after the lag, to first order in V:
  ///
  ///     ∫₀^Δt Ψ(t) ½ Σ_jk C_jk ∂²a/∂m_j∂m_k dt,
  ///
  /// C the covariance at t and φ held. The sum over both is the mean drift of points one standard
  /// deviation to either side, along the columns of the Cholesky factor of C.
  void bend(double[] to) {
    Arrays.fill(to, 0);
    for (int i = 1; i < nodes.size(); i++) {
      var node = nodes.get(i);
      Vectors.times(node.inverse, node.until, x);
      Vectors.timesTransposed(x, node.inverse, c);
      if (!Vectors.cholesky(c, left)) {
        continue;
      }
      double[] m = node.m;
      node.local.terms.drift(m, node.phi, drift);
      Arrays.fill(bent, 0);
      for (int k = 0; k < 3; k++) {
        for (int side = -1; side <= 1; side += 2) {
          for (int j = 0; j < 3; j++) {
            aside[j] = m[j] + side * left[3 * j + k];
          }
          beside.at(aside);
          beside.terms.drift(aside, node.phi, driftAside);
          for (int j = 0; j < 3; j++) {
            bent[j] += 0.5 * (driftAside[j] - drift[j]);
          }
        }
      }
      Vectors.apply(node.psi, bent, driftAside);
      for (int j = 0; j < 3; j++) {
        to[j] += weight(i) * driftAside[j];
      }
    }
  }

  /// Adds tr[W ∂V] by every unknown that acts on the path of the last cell.
  ///
  /// @param w symmetric
  void pullBack(double[] w, double[] gradient) {
    for (int i = 0; i < nodes.size(); i++) {
      var node = nodes.get(i);
      double[] m = node.m;
      double[] phi = node.phi;
      double weight = weight(i);
      // Y = Ψᵀ W Ψ; Z = 2 Ψ⁻¹ P W Ψ so that tr[Z ∂A] = 2 tr[C Y ∂A].
      Vectors.times(w, node.psi, x);
      transposedTimes(node.psi, x, y);
      double trace = perK * Vectors.trace(y);
      double along = perK * Vectors.form(m, y, m);
      Vectors.times(node.until, x, y);
      Vectors.times(node.inverse, y, z);
      double mZm = Vectors.form(m, z, m);
      double mPhi = Vectors.dot(m, phi);
      double mZphi = Vectors.form(m, z, phi);
      double phiZm = Vectors.form(phi, z, m);
      double traceZ = Vectors.trace(z);
      double turn = phi[0] * (z[7] - z[5]) + phi[1] * (z[2] - z[6]) + phi[2] * (z[3] - z[1]);
      for (var t : node.local.unknowns) {
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
  void addRows(double[] whitening, double scale, double[][] rows) {
    for (int i = 0; i < nodes.size(); i++) {
      var node = nodes.get(i);
      double weight = scale * weight(i);
      Vectors.times(whitening, node.psi, left);
      Vectors.times(node.inverse, node.until, x);
      Vectors.timesTransposed(x, node.inverse, c);
      for (var t : node.local.unknowns) {
        if (t.unknown < 0) {
          continue;
        }
        t.mobility(node.m, dk);
        t.byM(node.m, node.phi, da);
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
