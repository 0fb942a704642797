package onsagerflow.meso;

import java.util.Locale;
import java.util.Optional;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;

/// An Itô equation `dm = a(m, t) dt + √D(m, t) dW`, independent noise in every cell of a grid. Time
/// enters by the external field alone.
///
/// An instance holds work space and serves one thread at a time.
public interface StochasticEquation {

  Grid grid();

  /// The microscopic spins of one cell, v; those under it on the grid, where the equation does not
  /// depend on them.
  default int cellVolume() {
    return grid().cellVolume();
  }

  /// Temperature and field of the system the equation describes.
  Frame.Conditions conditions();

  /// Whether the state is a magnetisation per spin, |m| < 1, which a step has to respect.
  default boolean isBounded() {
    return true;
  }

  /// The rates of single flips of which the equation is the average, where it has such.
  default Optional<FlipRates> flipRates() {
    return Optional.empty();
  }

  /// Evaluates both coefficients at one state.
  ///
  /// @param t time, which the external field follows
  /// @param m state, `grid().size()` values
  /// @param drift receives a, per unit of time
  /// @param noise receives D, variance per unit of time (2K/(βv) in eq. (5)); zeros for a
  ///   deterministic equation
  /// @throws IllegalArgumentException if the external field is not known at that time
  void evaluate(double t, double[] m, double[] drift, double[] noise);

  /// The same where the external field is constant in time.
  ///
  /// @throws IllegalArgumentException if it is not
  default void evaluate(double[] m, double[] drift, double[] noise) {
    requireConstantField();
    evaluate(0, m, drift, noise);
  }

  /// @throws IllegalArgumentException if the external field depends on time
  default void requireConstantField() {
    if (!conditions().field().isConstant()) {
      throw new IllegalArgumentException(
          "a field that is constant in time is wanted here, got " + conditions().field());
    }
  }

  /// Cells and conditions, for the one line that an equation says of itself.
  default String setting() {
    return String.format(
        Locale.ROOT,
        "%s cells of %d spins, T = %s, h = %s",
        grid().extent(),
        cellVolume(),
        (float) conditions().temperature(),
        conditions().field());
  }
}
