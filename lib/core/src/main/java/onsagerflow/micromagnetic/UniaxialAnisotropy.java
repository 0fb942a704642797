package onsagerflow.micromagnetic;

import onsagerflow.llg.EnergyTerm;

/// A preferred axis n, `E = −V Σ (K₁ (m·n)² + K₂ (m·n)⁴)`; see [Material.Uniaxial].
public final class UniaxialAnisotropy implements EnergyTerm {

  private final Sample sample;
  private final double[] inverse;
  private final double[] first;
  private final double[] second;
  private final double[][] axis = new double[3][];
  private final double strongest;

  public UniaxialAnisotropy(Sample sample) {
    this.sample = sample;
    this.inverse = sample.inverseSaturation();
    this.first = sample.values(of -> of.uniaxial().first());
    this.second = sample.values(of -> of.uniaxial().second());
    axis[0] = sample.values(of -> of.uniaxial().axis().x());
    axis[1] = sample.values(of -> of.uniaxial().axis().y());
    axis[2] = sample.values(of -> of.uniaxial().axis().z());
    this.strongest =
        sample.largest(
            of ->
                (2 * Math.abs(of.uniaxial().first()) + 12 * Math.abs(of.uniaxial().second()))
                    / of.saturation());
  }

  @Override
  public void addField(double[][] m, double[][] b, int from, int to) {
    for (int i = from; i < to; i++) {
      double along = m[0][i] * axis[0][i] + m[1][i] * axis[1][i] + m[2][i] * axis[2][i];
      double field = inverse[i] * along * (2 * first[i] + 4 * second[i] * along * along);
      b[0][i] += field * axis[0][i];
      b[1][i] += field * axis[1][i];
      b[2][i] += field * axis[2][i];
    }
  }

  @Override
  public double energy(double[][] m, double time) {
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      double along = m[0][i] * axis[0][i] + m[1][i] * axis[1][i] + m[2][i] * axis[2][i];
      double square = along * along;
      sum += square * (first[i] + second[i] * square);
    }
    return -sample.mesh().cellVolume() * sum;
  }

  @Override
  public double strongestField() {
    return strongest;
  }

  @Override
  public String identity() {
    return "uniaxial anisotropy";
  }
}
