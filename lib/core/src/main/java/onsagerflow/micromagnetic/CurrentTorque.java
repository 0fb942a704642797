package onsagerflow.micromagnetic;

import onsagerflow.llg.EnergyTerm;

/// The torque of a current that flows through the sample (Zhang and Li), as the field that exerts it in
/// Gilbert's equation:
///
///     ṁ = … − (u·∇)m + ξ m×(u·∇)m,   B = −(1/γ)(m×(u·∇)m + ξ (u·∇)m),   u = −μ_B P j/(e M_s (1 + ξ²))
///
/// with j the density of the electric current: what m shows moves with the electrons, against j. By central differences; where a cell has no neighbour its own m stands for it. It has no energy.
///
/// Zhang and Li, Phys. Rev. Lett. 93, 127204 (2004); Vansteenkiste et al., AIP Advances 4, 107133
/// (2014).
public final class CurrentTorque implements EnergyTerm {

  private static final double BOHR_MAGNETON = 9.2740100783e-24;
  private static final double ELEMENTARY_CHARGE = 1.602176634e-19;

  private final Current current;
  private final double gyromagneticRatio;
  private final double[][] speed = new double[3][]; // u along each axis, m/s
  private final double[][] missing; // what a cell's own m counts in the difference
  private final Bonds[] bonds = new Bonds[3];
  private final double[][] change; // (u·∇)m
  private final double strongest;

  /// What flows.
  ///
  /// @param x,y,z density j, A/m²
  /// @param polarisation P
  /// @param nonAdiabaticity ξ
  public record Current(double x, double y, double z, double polarisation, double nonAdiabaticity) {

    public Current {
      if (!(Math.max(Math.abs(x), Math.max(Math.abs(y), Math.abs(z))) <= 1e20)) {
        throw new IllegalArgumentException(
            "a current density is in A/m2, got (%s, %s, %s)".formatted(x, y, z));
      }
      if (!(polarisation >= 0 && polarisation <= 1) || !Double.isFinite(nonAdiabaticity)) {
        throw new IllegalArgumentException(
            "a current has a polarisation from 0 to 1 and a finite xi, got %s and %s"
                .formatted(polarisation, nonAdiabaticity));
      }
    }

    private double along(int axis) {
      return axis == 0 ? x : axis == 1 ? y : z;
    }
  }

  /// @param gyromagneticRatio γ, rad/(s T), of the equation that it stands in
  public CurrentTorque(Sample sample, Current current, double gyromagneticRatio) {
    this.current = current;
    this.gyromagneticRatio = gyromagneticRatio;
    int cells = sample.grid().size();
    this.missing = new double[3][cells];
    this.change = new double[3][cells];
    double xi = current.nonAdiabaticity;
    double perMoment = -BOHR_MAGNETON * current.polarisation / (ELEMENTARY_CHARGE * (1 + xi * xi));
    double rate = 0;
    for (int axis = 0; axis < 3; axis++) {
      double j = current.along(axis);
      double edge = Bonds.axis(sample.mesh(), axis).edge();
      speed[axis] = sample.values(of -> perMoment * j / of.saturation());
      bonds[axis] = new Bonds(sample, axis, (_, _) -> 0.5 / edge);
      for (int i = 0; i < cells; i++) {
        missing[axis][i] = 0.5 / edge * Bonds.surplus(sample, axis, i);
      }
      rate += sample.largest(of -> Math.abs(perMoment * j) / of.saturation()) / edge;
    }
    this.strongest = rate * Math.hypot(1, xi) / gyromagneticRatio;
  }

  @Override
  public void addField(double[][] m, double[][] b, int from, int to) {
    for (int c = 0; c < 3; c++) {
      java.util.Arrays.fill(change[c], from, to, 0);
      for (int axis = 0; axis < 3; axis++) {
        if (current.along(axis) != 0) {
          bonds[axis].addCentral(1, m[c], speed[axis], change[c], from, to);
          addOwn(speed[axis], missing[axis], m[c], change[c], from, to);
        }
      }
    }
    double f = -1 / gyromagneticRatio;
    double xi = current.nonAdiabaticity;
    for (int i = from; i < to; i++) {
      double vx = change[0][i];
      double vy = change[1][i];
      double vz = change[2][i];
      b[0][i] += f * (m[1][i] * vz - m[2][i] * vy + xi * vx);
      b[1][i] += f * (m[2][i] * vx - m[0][i] * vz + xi * vy);
      b[2][i] += f * (m[0][i] * vy - m[1][i] * vx + xi * vz);
    }
  }

  private static void addOwn(
      double[] speed, double[] missing, double[] m, double[] sum, int from, int to) {
    for (int i = from; i < to; i++) {
      sum[i] += speed[i] * missing[i] * m[i];
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
