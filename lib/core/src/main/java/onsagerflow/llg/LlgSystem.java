package onsagerflow.llg;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import onsagerflow.field.Frame;

/// Unit vectors that obey the stochastic Landau–Lifshitz–Gilbert equation; see [Dynamics].
///
/// The result is the same, bit for bit, whatever the number of threads.
public final class LlgSystem extends VectorState {

  private final EffectiveField field;
  private final Dynamics dynamics;
  private final Scheme scheme;
  private final double longest;
  private final LlgStep step;

  /// All vectors along z, at time 0, with the default step.
  ///
  /// @param conditions T, energy per moment, and the external field, which is one of the terms of
  ///   `field`
  public LlgSystem(
      EffectiveField field, Frame.Conditions conditions, double gyromagneticRatio, double damping) {
    this(
        field,
        conditions,
        new Dynamics(gyromagneticRatio, damping, conditions.temperature()),
        Scheme.SPLITTING,
        Double.NaN);
  }

  private LlgSystem(
      EffectiveField field,
      Frame.Conditions conditions,
      Dynamics dynamics,
      Scheme scheme,
      double longest) {
    super(field.grid(), conditions);
    this.field = field;
    this.dynamics = dynamics;
    this.scheme = scheme;
    this.longest = Double.isNaN(longest) ? scheme.step(field.strongest(), dynamics) : longest;
    this.step = scheme.of(field, dynamics);
    requireStable();
  }

  private void requireStable() {
    double stable = scheme.stableStep(field.strongest(), dynamics);
    if (!(longest > 0 && longest <= stable)) {
      throw new IllegalArgumentException(
          "a step must be positive and at most %s, to be stable in fields up to %s, got %s"
              .formatted((float) stable, (float) field.strongest(), longest));
    }
  }

  /// This system by another scheme, with its default step; the two share their energy terms, so
  /// that one only is to be used.
  public LlgSystem by(Scheme other) {
    return new LlgSystem(field, conditions(), dynamics, other, Double.NaN);
  }

  /// This system with another step; the two share their energy terms, so that one only is to be
  /// used.
  ///
  /// @param dt the longest step
  /// @throws IllegalArgumentException if it is not positive, or not stable
  public LlgSystem withStep(double dt) {
    return new LlgSystem(field, conditions(), dynamics, scheme, dt);
  }

  /// The longest step.
  public double step() {
    return longest;
  }

  public Dynamics dynamics() {
    return dynamics;
  }

  /// The field of all terms, to be read while the system does not advance.
  public EffectiveField effectiveField() {
    return field;
  }

  @Override
  public double energy() {
    return field.energy(s, time());
  }

  @Override
  public Optional<Instant> instant() {
    var drift = new double[3][grid().size()];
    var work = new double[3][grid().size()];
    double back = 2 * dynamics.rotationalDiffusion();
    field.prepare(s, time());
    Bands.each(
        grid().size(),
        (_, from, to) -> {
          field.fill(s, drift, from, to);
          Torque.of(s, drift, dynamics, work, from, to);
          Combination.add(drift, -back, s, drift, from, to);
        });
    return Optional.of(new Instant(fieldOf(drift), dynamics.rotationalDiffusion()));
  }

  /// Advances by equal steps, none longer than the longest.
  ///
  /// @throws IllegalArgumentException also if the external field becomes too strong for the step
  @Override
  public void advance(Advance from, RandomGenerator random, Consumer<Advance> afterStep) {
    advance(
        from,
        longest,
        afterStep,
        dt -> {
          requireStable(); // a field that changes in time may have grown
          step.step(s, time(), dt, random);
        });
  }

  @Override
  public String identity() {
    return "LLG of %s, T %s, %s, %s, steps of %s by %s"
        .formatted(
            grid(),
            conditions().temperature(),
            dynamics.identity(),
            field.identity(),
            longest,
            scheme);
  }
}
