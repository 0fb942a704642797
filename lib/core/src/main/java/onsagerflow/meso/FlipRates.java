package onsagerflow.meso;

/// The rates at which single spins of each cell flip: the jump process behind the drift and the noise
/// of a [StochasticEquation].
///
/// A cell of v spins has v(1 − m)/2 spins down, each flipping at rate w₊, and v(1 + m)/2 up, each
/// flipping at w₋; a flip moves m by ±2/v. Hence
///
///     a = w₊(1 − m) − w₋(1 + m),   D = (2/v)[w₊(1 − m) + w₋(1 + m)]
@FunctionalInterface
public interface FlipRates {

  /// Evaluates both rates, per spin and unit of time, at one state.
  ///
  /// @param t time, which the external field follows
  /// @param m state
  /// @param up receives w₊ ≥ 0
  /// @param down receives w₋ ≥ 0
  void at(double t, double[] m, double[] up, double[] down);

  /// The same at time 0, for a field that is constant in time.
  default void at(double[] m, double[] up, double[] down) {
    at(0, m, up, down);
  }
}
