package onsagerflow.micromagnetic;

import onsagerflow.llg.EnergyTerm;

/// Preferred axes at right angles; see [Material.Cubic].
public final class CubicAnisotropy implements EnergyTerm {

  private final Sample sample;
  private final double[] inverse;
  private final double[][] k = new double[3][];
  private final double strongest;

  public CubicAnisotropy(Sample sample) {
    this.sample = sample;
    this.inverse = sample.inverseSaturation();
    for (int n = 0; n < 3; n++) {
      int number = n;
      k[n] = sample.values(of -> of.cubic().strengths().get(number));
    }
    this.strongest =
        sample.largest(
            of ->
                2 * of.cubic().strengths().stream().mapToDouble(Math::abs).sum() / of.saturation());
  }

  /// B = −Σ (∂e/∂a) â / M_s over the three axes.
  @Override
  public void addField(double[][] m, double[][] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!sample.isFilled(i)) {
        continue;
      }
      var axes = sample.materials().get(sample.region(i)).cubic();
      var third = axes.a().cross(axes.b());
      double x = along(axes.a(), m, i);
      double y = along(axes.b(), m, i);
      double z = along(third, m, i);
      add(axes.a(), slope(i, x, y * y, z * z), b, i);
      add(axes.b(), slope(i, y, z * z, x * x), b, i);
      add(third, slope(i, z, x * x, y * y), b, i);
    }
  }

  private static double along(Direction axis, double[][] m, int i) {
    return axis.x() * m[0][i] + axis.y() * m[1][i] + axis.z() * m[2][i];
  }

  /// ∂e/∂a, of e as a function of a, b², c².
  private double slope(int i, double a, double bb, double cc) {
    double third = 4 * a * a * a * (bb * bb + cc * cc);
    return 2 * a * (k[0][i] * (bb + cc) + k[1][i] * bb * cc) + k[2][i] * third;
  }

  private void add(Direction axis, double slope, double[][] b, int i) {
    double field = -slope * inverse[i];
    b[0][i] += field * axis.x();
    b[1][i] += field * axis.y();
    b[2][i] += field * axis.z();
  }

  @Override
  public double energy(double[][] m, double time) {
    double sum = 0;
    for (int i = 0; i < inverse.length; i++) {
      if (!sample.isFilled(i)) {
        continue;
      }
      var axes = sample.materials().get(sample.region(i)).cubic();
      double x = square(along(axes.a(), m, i));
      double y = square(along(axes.b(), m, i));
      double z = square(along(axes.a().cross(axes.b()), m, i));
      sum +=
          k[0][i] * (x * y + y * z + z * x)
              + k[1][i] * x * y * z
              + k[2][i] * (square(x * y) + square(y * z) + square(z * x));
    }
    return sample.mesh().cellVolume() * sum;
  }

  private static double square(double x) {
    return x * x;
  }

  @Override
  public double strongestField() {
    return strongest;
  }

  @Override
  public String identity() {
    return "cubic anisotropy";
  }
}
