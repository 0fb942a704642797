package onsagerflow.llg;

/// How a step of the stochastic equation is made.
///
/// Bias of the energy of a spin, of its thermal part e + 3J, measured on a simple cubic ferromagnet
/// (16³, 0.6 T_c) at equal cost, eight fields in a time of 0.1/γJ; ± 0.06 %:
///
/// | scheme | step γJ dt | λ = 0.1 | λ = 1 |
/// |---|---|---|---|
/// | splitting | 0.1 | −0.03 % | +0.4 % |
/// | Depondt–Mertens | 0.025 | +0.2 % | +0.7 % |
/// | midpoint | 0.025 | −0.2 % | −1.4 % |
/// | Heun | 0.025 | +0.3 % | −1.5 % |
///
/// Default steps are shorter where the damping is strong, 0.032/γJ at λ = 1 here.
public enum Scheme {
  /// Noise and flow in turns, eight fields a step; the default.
  SPLITTING(0.3, 2),
  /// Semi-implicit midpoint, two fields a step.
  MIDPOINT(0.05, 0.5),
  /// Rotations about the mean of two fields.
  DEPONDT_MERTENS(0.05, 0.5),
  /// Stochastic Heun with projection, two fields a step.
  HEUN(0.05, 0.5);

  private final double turn;
  private final double largestTurn;

  Scheme(double turn, double largestTurn) {
    this.turn = turn;
    this.largestTurn = largestTurn;
  }

  /// The default step: vectors turn by a fixed angle in it, in the strongest field.
  public double step(double strongestField, Dynamics dynamics) {
    return turn / rate(strongestField, dynamics);
  }

  /// The longest step allowed: beyond it the shortest waves, which turn up to twice as fast, may
  /// grow.
  public double stableStep(double strongestField, Dynamics dynamics) {
    return largestTurn / rate(strongestField, dynamics);
  }

  /// How fast vectors turn in a field: by precession, damping and noise.
  private static double rate(double strongestField, Dynamics dynamics) {
    return dynamics.gyromagneticRatio() * strongestField * Math.hypot(1, dynamics.damping())
        + dynamics.rotationalDiffusion();
  }

  LlgStep of(EffectiveField field, Dynamics dynamics) {
    return this == SPLITTING
        ? new SplittingStep(field, dynamics)
        : new TwoStageStep(this, field, dynamics);
  }
}
