package onsagerflow.llg;

import java.util.random.RandomGenerator;

/// Noise and the equation without noise in turns, each by itself nearly exact:
///
///     N(h/6) F(h/2) N(2h/3) F(h/2) N(h/6)
///
/// N(t) is the rotational diffusion over a time t, a turn about a normal random vector, to second
/// order in t; F(t) is the flow of the equation at T = 0, by the Runge–Kutta method of fourth order
/// and a return to unit length. The weights of Simpson's rule cancel the bias that splitting has of
/// second order in the damping, and precession does not meet the noise at all: of linear waves of
/// frequency ω the energy is too large by the part (λωh)⁴/180, where Heun's and midpoint methods of
/// the same cost (steps h/4) are off by (ωh)²/64.
///
/// Splitting of Langevin dynamics: Leimkuhler and Matthews, Molecular Dynamics (Springer 2015),
/// ch. 7.
final class SplittingStep implements LlgStep {

  private final EffectiveField field;
  private final Dynamics dynamics;
  private final double[][] h;
  private final double[][] sum;
  private final double[][] work;
  private double[][] here; // the vectors of a stage
  private double[][] next; // and of the one after

  SplittingStep(EffectiveField field, Dynamics dynamics) {
    this.field = field;
    this.dynamics = dynamics;
    int cells = field.grid().size();
    this.h = new double[3][cells];
    this.sum = new double[3][cells];
    this.work = new double[3][cells];
    this.here = new double[3][cells];
    this.next = new double[3][cells];
  }

  @Override
  public void step(double[][] s, double time, double dt, RandomGenerator random) {
    diffuse(s, dt / 6, random);
    flow(s, time, dt / 2);
    diffuse(s, 2 * dt / 3, random);
    flow(s, time + dt / 2, dt / 2);
    diffuse(s, dt / 6, random);
  }

  private void diffuse(double[][] s, double t, RandomGenerator random) {
    double turned = dynamics.rotationalDiffusion() * t;
    if (turned == 0) {
      return;
    }
    // of normal vectors in Cayley's transform, for ⟨s(t)⟩ = e^{−2Dt} s to second order
    double deviate = Math.sqrt(2 * turned * (1 + 1.5 * turned));
    long key = random.nextLong();
    Bands.each(
        field.grid().size(),
        (_, from, to) -> {
          Torque.addRandom(key, deviate, 0, h, from, to);
          Rotation.midpoint(s, h, work, s, from, to);
        });
  }

  private void flow(double[][] s, double time, double dt) {
    stage(s, s, s, time, dt / 6, dt / 2);
    stage(s, here, sum, time + dt / 2, dt / 3, dt / 2);
    stage(s, here, sum, time + dt / 2, dt / 3, dt);
    field.prepare(here, time + dt);
    Bands.each(
        field.grid().size(),
        (_, from, to) -> {
          field.fill(here, h, from, to);
          Torque.of(here, h, dynamics, work, from, to);
          Combination.addToUnitLength(sum, dt / 6, h, s, from, to);
        });
  }

  /// One of the first three stages: with k the slope at the vectors `at`, `sum` becomes base +
  /// weight k, and `here` s + reach k.
  private void stage(
      double[][] s, double[][] at, double[][] base, double time, double weight, double reach) {
    field.prepare(at, time);
    double[][] ahead = next;
    Bands.each(
        field.grid().size(),
        (_, from, to) -> {
          field.fill(at, h, from, to);
          Torque.of(at, h, dynamics, work, from, to);
          Combination.add(base, weight, h, sum, from, to);
          Combination.add(s, reach, h, ahead, from, to);
        });
    next = here;
    here = ahead;
  }
}
