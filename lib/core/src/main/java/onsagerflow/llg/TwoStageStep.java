package onsagerflow.llg;

import java.util.random.RandomGenerator;

/// A predictor and a corrector, with one and the same noise in both: what other programs do. Of weak
/// order 1, and of second order without noise.
///
/// With Ω = γ(H + λ s×H) dt + noise, by which s changes as Ω×s:
///
///     Heun               p = |s + Ω(s)×s|,       s′ = |s + ½(Ω(s)×s + Ω(p)×p)|
///     Depondt–Mertens    p = R(Ω(s)) s,          s′ = R(½(Ω(s) + Ω(p))) s
///     midpoint           p = ½(s + C(Ω(s)) s),   s′ = C(Ω(p)) s
///
/// |…| brings back to unit length, R turns by |Ω|, C by the midpoint rule.
///
/// Depondt and Mertens, J. Phys.: Condens. Matter 21, 336005 (2009); Mentink et al., J. Phys.:
/// Condens. Matter 22, 176001 (2010), scheme SIB.
final class TwoStageStep implements LlgStep {

  private final Scheme scheme;
  private final EffectiveField field;
  private final Dynamics dynamics;
  private final double[][] h;
  private final double[][] first; // of Ω(s)×s or Ω(s)
  private final double[][] predicted;
  private final double[][] work;

  TwoStageStep(Scheme scheme, EffectiveField field, Dynamics dynamics) {
    this.scheme = scheme;
    this.field = field;
    this.dynamics = dynamics;
    int cells = field.grid().size();
    this.h = new double[3][cells];
    this.first = new double[3][cells];
    this.predicted = new double[3][cells];
    this.work = new double[3][cells];
  }

  @Override
  public void step(double[][] s, double time, double dt, RandomGenerator random) {
    long key = random.nextLong();
    field.prepare(s, time);
    Bands.each(
        field.grid().size(),
        (_, from, to) -> {
          turn(s, dt, key, from, to);
          switch (scheme) {
            case HEUN -> {
              Combination.cross(1, h, s, first, from, to);
              Combination.addToUnitLength(s, 1, first, predicted, from, to);
            }
            case DEPONDT_MERTENS -> {
              Combination.add(h, 0, h, first, from, to);
              Rotation.lengthen(h, from, to);
              Rotation.midpoint(s, h, work, predicted, from, to);
            }
            default -> {
              Rotation.midpoint(s, h, work, predicted, from, to);
              Combination.add(s, 1, predicted, predicted, from, to);
              Combination.add(predicted, -0.5, predicted, predicted, from, to);
            }
          }
        });
    field.prepare(predicted, scheme == Scheme.MIDPOINT ? time + dt / 2 : time + dt);
    Bands.each(
        field.grid().size(),
        (_, from, to) -> {
          turn(predicted, dt, key, from, to);
          switch (scheme) {
            case HEUN -> {
              Combination.addCross(first, 1, h, predicted, work, from, to);
              Combination.addToUnitLength(s, 0.5, work, s, from, to);
            }
            case DEPONDT_MERTENS -> {
              Combination.add(h, 1, first, h, from, to);
              Combination.add(h, -0.5, h, h, from, to);
              Rotation.lengthen(h, from, to);
              Rotation.midpoint(s, h, work, s, from, to);
            }
            default -> Rotation.midpoint(s, h, work, s, from, to);
          }
        });
  }

  /// Writes Ω at some vectors, which were prepared, into h.
  private void turn(double[][] at, double dt, long key, int from, int to) {
    field.fill(at, h, from, to);
    double deviate = Math.sqrt(2 * dynamics.rotationalDiffusion() * dt);
    Torque.turn(at, h, dynamics, dt, work, from, to);
    Torque.addRandom(key, deviate, 1, h, from, to);
  }
}
