package onsagerflow.plot;

import java.util.Arrays;
import java.util.List;

/// One curve of a figure.
///
/// @param low,high the ends of error bars or the edges of a band, else y itself
record PlottedCurve(
    Kind kind,
    String name,
    List<Double> x,
    List<Double> y,
    List<Double> low,
    List<Double> high,
    Palette colour) {

  enum Kind {
    POINTS,
    LINE,
    BAND
  }

  /// @throws IllegalArgumentException if there are not equally many numbers, or one is infinite
  static PlottedCurve of(
      Kind kind, String name, double[] x, double[] y, double[] low, double[] high, Palette colour) {
    requireSameLength(name, x, y);
    for (var values : List.of(x, low, high)) {
      for (int i = 0; i < values.length; i++) {
        if (Double.isInfinite(values[i])) {
          throw new IllegalArgumentException(
              "curve '" + name + "' is infinite at point " + i + ": " + values[i]);
        }
      }
    }
    return new PlottedCurve(kind, name, list(x), list(y), list(low), list(high), colour);
  }

  static void requireSameLength(String name, double[] a, double[] b) {
    if (a.length != b.length || a.length == 0) {
      throw new IllegalArgumentException(
          "curve '" + name + "' needs equally many numbers, got " + a.length + " and " + b.length);
    }
  }

  boolean hasErrorBars() {
    return kind == Kind.POINTS && !low.equals(y);
  }

  Legend.Entry entry() {
    return new Legend.Entry(
        name, colour, kind == Kind.LINE, kind == Kind.BAND, kind == Kind.POINTS, hasErrorBars());
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
