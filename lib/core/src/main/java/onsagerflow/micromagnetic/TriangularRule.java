package onsagerflow.micromagnetic;

/// Points and weights for averages over u ∈ [−1, 1] of density 1 − |u|: how far apart two points of
/// the unit interval are.
final class TriangularRule {

  private final double[] points;
  private final double[] weights;

  private TriangularRule(double[] points, double[] weights) {
    this.points = points;
    this.weights = weights;
  }

  /// Gauss's rule, exact for polynomials of degree 2n − 1.
  ///
  /// @param n 2 to 5
  static TriangularRule of(int n) {
    // a rule in t = u², which for odd n leaves the point u = 0 to itself
    int shift = n % 2;
    double[] points = new double[n];
    double[] weights = new double[n];
    double centre = 1;
    double[] t = n < 4 ? new double[] {moment(1 + shift) / moment(shift)} : pair(shift);
    for (int i = 0; i < t.length; i++) {
      double others = t.length == 1 ? 1 : (moment(1 + shift) / moment(shift) - t[1 - i]);
      double share = t.length == 1 ? 1 : others / (t[i] - t[1 - i]);
      double weight = moment(shift) * share / (shift == 1 ? t[i] : 1);
      points[2 * i] = Math.sqrt(t[i]);
      points[2 * i + 1] = -points[2 * i];
      weights[2 * i] = weight / 2;
      weights[2 * i + 1] = weight / 2;
      centre -= weight;
    }
    if (shift == 1) {
      weights[n - 1] = centre;
    }
    return new TriangularRule(points, weights);
  }

  /// ⟨u^2k⟩
  private static double moment(int k) {
    return 2.0 / ((2 * k + 1) * (2 * k + 2));
  }

  /// The zeros of the orthogonal polynomial t² + bt + c.
  private static double[] pair(int shift) {
    double m0 = moment(shift);
    double m1 = moment(shift + 1);
    double m2 = moment(shift + 2);
    double m3 = moment(shift + 3);
    double determinant = m1 * m1 - m0 * m2;
    double b = (m0 * m3 - m1 * m2) / determinant;
    double c = (m2 * m2 - m1 * m3) / determinant;
    double root = Math.sqrt(b * b / 4 - c);
    return new double[] {-b / 2 - root, -b / 2 + root};
  }

  /// The rule for both intervals cut into equal parts: each pair of parts by this rule.
  TriangularRule divided(int parts) {
    if (parts <= 1) {
      return this;
    }
    int n = points.length;
    var at = new double[(2 * parts - 1) * n];
    var of = new double[at.length];
    for (int d = 1 - parts; d < parts; d++) {
      for (int i = 0; i < n; i++) {
        at[(d + parts - 1) * n + i] = (d + points[i]) / parts;
        of[(d + parts - 1) * n + i] = weights[i] * (parts - Math.abs(d)) / parts / parts;
      }
    }
    return new TriangularRule(at, of);
  }

  int size() {
    return points.length;
  }

  double at(int point) {
    return points[point];
  }

  double weight(int point) {
    return weights[point];
  }
}
