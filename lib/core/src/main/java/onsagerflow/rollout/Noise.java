package onsagerflow.rollout;

import java.util.random.RandomGenerator;

/// Draws the increments of independent cells over one step, given their coefficients.
///
/// Noise that is no law of independent increments, such as single flips, has steppers of its own.
public interface Noise {

  /// No noise: Δm = a dt.
  static Noise none() {
    return (m, drift, variance, v, dt, random, increment) -> {
      for (int cell = 0; cell < increment.length; cell++) {
        increment[cell] = drift[cell] * dt;
      }
    };
  }

  /// Draws Δm of every cell.
  ///
  /// @param m state at the start of the step
  /// @param drift a, per unit of time
  /// @param variance D ≥ 0, per unit of time
  /// @param cellVolume v, spins of one cell
  /// @param dt length of the step
  /// @param increment receives Δm, of mean a dt and variance D dt
  void draw(
      double[] m,
      double[] drift,
      double[] variance,
      int cellVolume,
      double dt,
      RandomGenerator random,
      double[] increment);
}
