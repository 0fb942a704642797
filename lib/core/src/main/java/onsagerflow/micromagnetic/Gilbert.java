package onsagerflow.micromagnetic;

/// What a field does to the magnetisation,
///
///     ṁ = −γ/(1 + α²) (m×B + α m×(m×B)),
///
/// the Landau–Lifshitz form of Gilbert's equation, in cells `from` to `to`.
final class Gilbert {

  private final double[] turning; // γ/(1 + α²), 0 in empty cells
  private final double[] falling; // the same times α

  /// @param gyromagneticRatio γ, rad/(s T)
  Gilbert(Sample sample, double gyromagneticRatio) {
    this.turning = sample.values(of -> gyromagneticRatio / (1 + of.damping() * of.damping()));
    this.falling =
        sample.values(of -> gyromagneticRatio * of.damping() / (1 + of.damping() * of.damping()));
  }

  private Gilbert(double[] turning, double[] falling) {
    this.turning = turning;
    this.falling = falling;
  }

  /// Damping alone, as fast as it can be: ṁ = −γ m×(m×B), down the energy.
  static Gilbert fall(Sample sample, double gyromagneticRatio) {
    return new Gilbert(new double[sample.grid().size()], sample.values(_ -> gyromagneticRatio));
  }

  /// Replaces the field b by ṁ.
  void slope(double[][] m, double[][] b, int from, int to) {
    slope(m[0], m[1], m[2], b[0], b[1], b[2], from, to);
  }

  private void slope(
      double[] x, double[] y, double[] z, double[] a, double[] b, double[] c, int from, int to) {
    for (int i = from; i < to; i++) {
      double px = y[i] * c[i] - z[i] * b[i];
      double py = z[i] * a[i] - x[i] * c[i];
      double pz = x[i] * b[i] - y[i] * a[i];
      double g = turning[i];
      double f = falling[i];
      a[i] = -g * px - f * (y[i] * pz - z[i] * py);
      b[i] = -g * py - f * (z[i] * px - x[i] * pz);
      c[i] = -g * pz - f * (x[i] * py - y[i] * px);
    }
  }
}
