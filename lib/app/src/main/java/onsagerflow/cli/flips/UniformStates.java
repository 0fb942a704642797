package onsagerflow.cli.flips;

import java.util.function.DoubleUnaryOperator;

/// The uniform states that last, by mean-field theory: where s′(m) = Ĵ(0)m + h and the free energy
/// has a minimum.
final class UniformStates {

  private static final int CELLS = 2000;

  private UniformStates() {}

  /// The lowest minimum in m.
  ///
  /// @param slope dF/dm = s′(m) − Ĵ(0)m − h
  /// @throws IllegalArgumentException if there are not two of them
  static double lower(DoubleUnaryOperator slope) {
    double lower = firstMinimum(slope);
    if (!(lower < -firstMinimum(mirrored(slope)) - 2.0 / CELLS)) {
      throw new IllegalArgumentException(
          "there is one lasting uniform state only, near M = "
              + (float) lower
              + ": nothing flips; give --start and --threshold");
    }
    return lower;
  }

  /// The highest minimum in m.
  static double upper(DoubleUnaryOperator slope) {
    return -lower(mirrored(slope));
  }

  private static DoubleUnaryOperator mirrored(DoubleUnaryOperator slope) {
    return m -> -slope.applyAsDouble(-m);
  }

  /// The first change of the slope from negative to positive, seen from −1.
  private static double firstMinimum(DoubleUnaryOperator slope) {
    double width = 2.0 / CELLS;
    double low = -1 + 0.5 * width;
    while (slope.applyAsDouble(low + width) < 0 && low + 2 * width < 1) {
      low += width;
    }
    double high = low + width;
    for (int i = 0; i < 40; i++) {
      double middle = (low + high) / 2;
      if (slope.applyAsDouble(middle) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
