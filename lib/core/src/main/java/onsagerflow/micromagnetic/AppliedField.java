package onsagerflow.micromagnetic;

import onsagerflow.field.ExternalField;
import onsagerflow.llg.EnergyTerm;
import onsagerflow.llg.Zeeman;

/// An external field in tesla, `E = −V Σ M_i m_i·B(x, t)`.
public final class AppliedField implements EnergyTerm {

  private final Sample sample;
  private final Zeeman zeeman;

  /// @param field of three components, tesla, its times in seconds
  public AppliedField(Sample sample, ExternalField field) {
    this.sample = sample;
    this.zeeman = new Zeeman(sample.grid(), field);
  }

  @Override
  public void prepare(double[][] m, double time) {
    zeeman.prepare(m, time);
  }

  @Override
  public void addField(double[][] m, double[][] b, int from, int to) {
    zeeman.addField(m, b, from, to);
  }

  @Override
  public double energy(double[][] m, double time) {
    double[][] b = new double[3][m[0].length];
    prepare(m, time);
    addField(m, b, 0, m[0].length);
    return -sample.energyIn(b, m);
  }

  @Override
  public double strongestField() {
    return zeeman.strongestField();
  }

  @Override
  public String identity() {
    return zeeman.identity();
  }
}
