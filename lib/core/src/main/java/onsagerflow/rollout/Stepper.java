package onsagerflow.rollout;

import java.util.random.RandomGenerator;
import onsagerflow.meso.SemiLinear;
import onsagerflow.meso.StochasticEquation;
import onsagerflow.meso.vector.Precessing;

/// Advances the state of one equation in time.
///
/// The state stays in the set that the equation names ([onsagerflow.meso.Confinement]), and steps
/// that left it are counted. A stepper draws standard normal deviates, or flips; how noise is made
/// of deviates is the equation's. An instance holds work space and serves one thread at a time.
public interface Stepper {

  /// The most accurate one-step method for an equation: [TrapezoidalLeap] if it has flip rates,
  /// [ExponentialRungeKutta] if its diffusion can be integrated exactly, [RotatingHeun] if its
  /// vectors precess, else [StochasticHeun].
  static Stepper of(StochasticEquation equation) {
    if (equation instanceof SemiLinear) {
      return new ExponentialRungeKutta(equation);
    }
    if (equation instanceof Precessing) {
      return new RotatingHeun(equation);
    }
    return equation.flipRates().isPresent()
        ? new TrapezoidalLeap(equation)
        : new StochasticHeun(equation);
  }

  /// The quickest method of second order in small noise, for rollouts: [AdamsBashforthLeap] if the
  /// equation has flip rates, [AdamsBashforth] if it is one of precessing vectors, else that of
  /// [#of].
  static Stepper fast(StochasticEquation equation) {
    if (equation instanceof Precessing) {
      return new AdamsBashforth(equation);
    }
    return equation.flipRates().isPresent() ? new AdamsBashforthLeap(equation) : of(equation);
  }

  StochasticEquation equation();

  /// Whether a step depends on m and chance alone, and not on steps before it.
  default boolean isOneStep() {
    return true;
  }

  /// A stepper of the same order for the same equation without its noise.
  Stepper withoutNoise();

  /// Begins a run: forgets former steps, and makes a field one that the steps can start from.
  /// Nothing to do for most.
  default void start(double[] m, RandomGenerator random) {}

  /// Advances `m` in place from t to t + dt.
  ///
  /// @param t time, which the external field follows
  void step(double t, double[] m, double dt, RandomGenerator random);

  /// The same where the external field is constant in time.
  ///
  /// @throws IllegalArgumentException if it is not
  default void step(double[] m, double dt, RandomGenerator random) {
    equation().requireConstantField();
    step(0, m, dt, random);
  }

  /// How many times so far a cell had to be brought back, reflected at |m| = 1 for instance.
  long clips();
}
