package onsagerflow.micromagnetic;

import onsagerflow.llg.EnergyTerm;

/// The torque of a current across a layer, polarised along p by a fixed one, as the field that exerts
/// it in Gilbert's equation:
///
///     ṁ = … + γβ ε m×(p×m) − γβ ε′ m×p,   B = β (ε′ p − ε p×m),
///     β = ħ j_z/(e d M_s),   ε = P Λ²/((Λ² + 1) + (Λ² − 1) m·p)
///
/// with d the thickness of the sample. It has no energy.
///
/// Slonczewski, J. Magn. Magn. Mater. 247, 324 (2002); Xiao, Zangwill and Stiles, Phys. Rev. B 70,
/// 172405 (2004).
public final class SpinValveTorque implements EnergyTerm {

  private static final double REDUCED_PLANCK = 1.054571817e-34;
  private static final double ELEMENTARY_CHARGE = 1.602176634e-19;

  private final Current current;
  private final double[] beta;
  private final double strongest;

  /// What flows.
  ///
  /// @param density j_z, A/m², along z
  /// @param polarisation P
  /// @param asymmetry Λ ≥ 1
  /// @param fieldLike ε′
  /// @param fixed p
  public record Current(
      double density, double polarisation, double asymmetry, double fieldLike, Direction fixed) {

    public Current {
      if (!(Math.abs(density) <= 1e20)) {
        throw new IllegalArgumentException("a current density is in A/m2, got " + density);
      }
      if (!(polarisation >= 0 && polarisation <= 1)) {
        throw new IllegalArgumentException(
            "polarisation lies between 0 and 1, got " + polarisation);
      }
      if (!(asymmetry >= 1) || !Double.isFinite(asymmetry) || !Double.isFinite(fieldLike)) {
        throw new IllegalArgumentException(
            "a spin valve has finite lambda >= 1 and epsilon', got %s and %s"
                .formatted(asymmetry, fieldLike));
      }
    }
  }

  public SpinValveTorque(Sample sample, Current current) {
    this.current = current;
    double thickness = sample.mesh().z().cells() * sample.mesh().z().edge();
    double perMoment = REDUCED_PLANCK * current.density / (ELEMENTARY_CHARGE * thickness);
    this.beta = sample.values(of -> perMoment / of.saturation());
    double most = sample.largest(of -> Math.abs(perMoment) / of.saturation());
    double square = current.asymmetry * current.asymmetry;
    this.strongest = most * Math.hypot(current.polarisation * square / 2, current.fieldLike);
  }

  @Override
  public void addField(double[][] m, double[][] b, int from, int to) {
    double px = current.fixed.x();
    double py = current.fixed.y();
    double pz = current.fixed.z();
    double square = current.asymmetry * current.asymmetry;
    for (int i = from; i < to; i++) {
      double x = m[0][i];
      double y = m[1][i];
      double z = m[2][i];
      double along = x * px + y * py + z * pz;
      double epsilon = current.polarisation * square / (square + 1 + (square - 1) * along);
      b[0][i] += beta[i] * (current.fieldLike * px - epsilon * (py * z - pz * y));
      b[1][i] += beta[i] * (current.fieldLike * py - epsilon * (pz * x - px * z));
      b[2][i] += beta[i] * (current.fieldLike * pz - epsilon * (px * y - py * x));
    }
  }

  /// A torque has none.
  @Override
  public double energy(double[][] m, double time) {
    return 0;
  }

  @Override
  public double strongestField() {
    return strongest;
  }

  @Override
  public String identity() {
    return "torque of " + current;
  }
}
