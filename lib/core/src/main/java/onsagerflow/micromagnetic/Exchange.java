package onsagerflow.micromagnetic;

import onsagerflow.llg.EnergyTerm;

/// Exchange, `E = ∫ A (∇m)² dV`, by differences to the six neighbours:
///
///     E = V Σ A_ij |m_i − m_j|² / d²,   B_i = 2/M_i Σ_j A_ij (m_j − m_i) / d²
///
/// over pairs of neighbours a distance d apart. Between two materials A_ij is the harmonic mean of
/// their A. Where there is no neighbour there is no term, so that the normal derivative of m is zero.
public final class Exchange implements EnergyTerm {

  private final Sample sample;
  private final double[] inverse; // 1/M_s
  private final Bonds[] bonds = new Bonds[3];
  private final double strongest;

  public Exchange(Sample sample) {
    this.sample = sample;
    this.inverse = sample.inverseSaturation();
    double rate = 0;
    double[] a = sample.values(Material::exchange);
    for (int axis = 0; axis < 3; axis++) {
      double edge = Bonds.axis(sample.mesh(), axis).edge();
      bonds[axis] = new Bonds(sample, axis, (i, j) -> 2 * harmonicMean(a[i], a[j]) / (edge * edge));
      rate += 4 * bonds[axis].strongest();
    }
    this.strongest = rate * sample.largest(material -> 1 / material.saturation());
  }

  /// Of two numbers ≥ 0; 0 where one is.
  static double harmonicMean(double a, double b) {
    return a * b <= 0 ? 0 : 2 * a * b / (a + b);
  }

  @Override
  public void addField(double[][] m, double[][] b, int from, int to) {
    for (var along : bonds) {
      for (int c = 0; c < 3; c++) {
        along.addDifferences(m[c], inverse, b[c], from, to);
      }
    }
  }

  @Override
  public double energy(double[][] m, double time) {
    double sum = 0;
    for (var along : bonds) {
      sum += along.sumOfSquares(m);
    }
    return sample.mesh().cellVolume() * sum / 2;
  }

  @Override
  public double strongestField() {
    return strongest;
  }

  @Override
  public String identity() {
    return "exchange";
  }
}
