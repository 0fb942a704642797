package onsagerflow.micromagnetic;

import onsagerflow.llg.EnergyTerm;

/// A term that is quadratic in m: `E = −½ V Σ M_i m_i·B_i`, joule.
abstract class QuadraticEnergy implements EnergyTerm {

  private final Sample sample;

  QuadraticEnergy(Sample sample) {
    this.sample = sample;
  }

  @Override
  public final double energy(double[][] m, double time) {
    double[][] b = new double[3][m[0].length];
    prepare(m, time);
    addField(m, b, 0, m[0].length);
    return -0.5 * sample.energyIn(b, m);
  }
}
