package onsagerflow.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/// One axis of a figure.
///
/// @param label with its unit
/// @param logarithmic whether equal ratios are equally far apart
/// @param range its two ends; empty where the points say
/// @param names in the place of the numbers 1, 2, …; empty for numbers
record Axis(String label, boolean logarithmic, List<Double> range, List<String> names) {

  private static final char FIRST_SPACE = '\u2000';
  private static final int SPACES = 11;
  private static final double TINY = 1e-4;
  private static final double HUGE = 1e6;

  Axis {
    range = List.copyOf(range);
    names = List.copyOf(names);
  }

  static Axis of(String label) {
    return new Axis(label, false, List.of(), List.of());
  }

  Axis withLogarithms() {
    return new Axis(label, true, range, names);
  }

  Axis between(double low, double high) {
    if (!(low < high)) {
      throw new IllegalArgumentException("an axis runs upwards, got " + low + " to " + high);
    }
    return new Axis(label, logarithmic, List.of(low, high), names);
  }

  Axis withNames(List<String> categories) {
    return new Axis(label, logarithmic, range, categories).between(0.5, categories.size() + 0.5);
  }

  /// @throws IllegalArgumentException if it cannot show a number of that curve
  void requireShowable(String curve, List<Double> values) {
    for (int i = 0; logarithmic && i < values.size(); i++) {
      if (values.get(i) <= 0) {
        throw new IllegalArgumentException(
            "curve '%s' is %s at point %s: a logarithmic axis shows positive numbers only"
                .formatted(curve, values.get(i), i));
      }
    }
  }

  /// Its ends; empty where XChart's own will do. A logarithmic axis holds the range asked for, or
  /// all points, and two powers of ten, which are all that is labelled there.
  ///
  /// @param shown all numbers along it
  List<Double> ends(DoubleStream shown) {
    if (!logarithmic) {
      return range;
    }
    var values = range.isEmpty() ? shown : range.stream().mapToDouble(Double::doubleValue);
    var extremes = values.summaryStatistics();
    double low = Math.log10(extremes.getMin());
    double high = Math.log10(extremes.getMax());
    if (Math.floor(high + 1e-9) - Math.ceil(low - 1e-9) >= 1) {
      return range;
    }
    double down = Math.floor(low + 1e-9);
    double up = Math.ceil(high - 1e-9);
    if (up - down < 2) {
      return List.of(Math.pow(10, down), Math.pow(10, Math.max(up, down + 1)));
    }
    return low - down < up - high
        ? List.of(Math.pow(10, down), extremes.getMax())
        : List.of(extremes.getMin(), Math.pow(10, up));
  }

  /// The name at a whole number, and nothing to see elsewhere. XChart widens its ticks until all
  /// labels differ and are short, so these are pairs of the eleven spaces of Unicode.
  String name(double x) {
    int i = (int) Math.rint(x) - 1;
    boolean whole = Math.abs(x - i - 1) < 1e-6;
    int pair = Math.floorMod((int) Math.rint(4 * x), SPACES * SPACES);
    return whole && i >= 0 && i < names.size()
        ? names.get(i)
        : "" + (char) (FIRST_SPACE + pair / SPACES) + (char) (FIRST_SPACE + pair % SPACES);
  }

  /// How its numbers are written, where not as XChart would: with powers of ten on a logarithmic
  /// axis, and where they would be rows of zeros.
  ///
  /// @param shown all numbers along it
  Optional<Function<Double, String>> labels(DoubleStream shown) {
    if (!names.isEmpty()) {
      return Optional.of(this::name);
    }
    if (logarithmic) {
      return Optional.of(Axis::power);
    }
    double largest = shown.map(Math::abs).max().orElse(0);
    return largest > 0 && (largest < TINY || largest >= HUGE)
        ? Optional.of(value -> engineering(value, largest))
        : Optional.empty();
  }

  /// A number in digits and that power of a thousand which suits the largest number of its axis, so
  /// that all have the same.
  private static String engineering(double value, double largest) {
    int exponent = 3 * Math.floorDiv((int) Math.floor(Math.log10(largest) + 1e-9), 3);
    var digits =
        BigDecimal.valueOf(value)
            .movePointLeft(exponent)
            .setScale(4, RoundingMode.HALF_EVEN)
            .stripTrailingZeros();
    return digits.signum() == 0
        ? "0"
        : digits.toPlainString() + "·" + power(Math.pow(10, exponent));
  }

  /// A power of ten as 10ⁿ.
  static String power(double value) {
    long exponent = Math.round(Math.log10(value));
    var raised =
        Long.toString(exponent)
            .chars()
            .map(c -> c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
    return "10" + raised;
  }
}
