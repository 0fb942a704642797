package onsagerflow.rollout;

import java.util.random.RandomGenerator;
import onsagerflow.meso.StochasticEquation;

/// Advances the state of one equation in time.
///
/// The state of a bounded equation is kept inside |m| ≤ 1 − 10⁻¹² by reflection there, which keeps
/// the probability (no flux through the walls) and is counted. An instance holds work space and
/// serves one thread at a time.
public interface Stepper {

  /// The most accurate stepper for an equation whose time scale is that of its spins:
  /// [TrapezoidalLeap] if it has flip rates, else [StochasticHeun].
  static Stepper of(StochasticEquation equation) {
    return equation.flipRates().isPresent()
        ? new TrapezoidalLeap(equation)
        : new StochasticHeun(equation);
  }

  StochasticEquation equation();

  /// A stepper of the same order for the same equation without its noise.
  Stepper withoutNoise();

  /// Makes a field one that the steps can start from; nothing to do for most.
  default void start(double[] m, RandomGenerator random) {}

  /// Advances `m` in place from t to t + dt.
  void step(double[] m, double dt, RandomGenerator random);

  /// How many times so far a cell had to be reflected at ±1.
  long clips();
}
