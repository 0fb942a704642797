package onsagerflow.llg;

import java.util.random.RandomGenerator;

/// One step in time of unit vectors by the equation of [Dynamics]. An instance holds work space and
/// serves one thread at a time.
interface LlgStep {

  /// @param s the vectors, which it moves on
  /// @param time at the beginning
  /// @param dt length of the step
  /// @param random gives keys of normal deviates, of each cell by its number
  void step(double[][] s, double time, double dt, RandomGenerator random);
}
