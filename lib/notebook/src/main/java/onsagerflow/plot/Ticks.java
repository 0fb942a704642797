package onsagerflow.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.LongStream;

/// Round numbers that divide a range: multiples of 1, 2 or 5 times a power of ten.
///
/// @param values the numbers, increasing, all inside the range
/// @param decimals digits after the point that write them exactly
record Ticks(List<Double> values, int decimals) {

  Ticks {
    values = List.copyOf(values);
  }

  /// About `most` ticks from `low` to `high`, no closer than `least`.
  static Ticks between(double low, double high, int most, double least) {
    double rough = Math.max((high - low) / most, least);
    int exponent = (int) Math.floor(Math.log10(rough));
    double power = Math.pow(10, exponent);
    double step = 10 * power;
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= rough) {
        step = factor * power;
        break;
      }
    }
    double spacing = step;
    long first = (long) Math.ceil(low / spacing - 1e-9);
    long last = (long) Math.floor(high / spacing + 1e-9);
    var values = LongStream.rangeClosed(first, last).mapToObj(i -> i * spacing).toList();
    return new Ticks(values, Math.max(0, step >= 10 * power ? -exponent - 1 : -exponent));
  }

  String label(double value) {
    var rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return rounded.toPlainString();
  }
}
