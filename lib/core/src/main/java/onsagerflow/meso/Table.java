package onsagerflow.meso;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// A function of m known at increasing points, each value with its standard error.
///
/// Arguments outside the table are answered with the value at its nearer end.
public final class Table {

  private final double[] m;
  private final double[] value;
  private final double[] standardError;

  /// @throws IllegalArgumentException on unequal lengths, fewer than two points, points that do not
  ///   increase, or a number that is not finite
  public Table(double[] m, double[] value, double[] standardError) {
    if (m.length < 2 || m.length != value.length || m.length != standardError.length) {
      throw new IllegalArgumentException(
          "a table needs equally many (two or more) points, values and errors, got "
              + m.length
              + ", "
              + value.length
              + ", "
              + standardError.length);
    }
    for (int i = 0; i < m.length; i++) {
      if (!Double.isFinite(m[i]) || !Double.isFinite(value[i]) || !(standardError[i] >= 0)) {
        throw new IllegalArgumentException(
            "table entry "
                + i
                + " is not finite: m "
                + m[i]
                + ", value "
                + value[i]
                + ", standard error "
                + standardError[i]);
      }
      if (i > 0 && m[i] <= m[i - 1]) {
        throw new IllegalArgumentException(
            "table points must increase, got " + m[i - 1] + " then " + m[i]);
      }
    }
    this.m = m.clone();
    this.value = value.clone();
    this.standardError = standardError.clone();
  }

  public int size() {
    return m.length;
  }

  public double m(int i) {
    return m[i];
  }

  public double value(int i) {
    return value[i];
  }

  public double standardError(int i) {
    return standardError[i];
  }

  /// A copy of the points.
  public double[] m() {
    return m.clone();
  }

  /// A copy of the values.
  public double[] value() {
    return value.clone();
  }

  /// A copy of the standard errors.
  public double[] standardError() {
    return standardError.clone();
  }

  /// The value at any m, linear between points.
  public double at(double x) {
    return interpolate(value, x);
  }

  /// The standard error at any m, linear between points.
  public double standardErrorAt(double x) {
    return interpolate(standardError, x);
  }

  private double interpolate(double[] y, double x) {
    if (x <= m[0]) {
      return y[0];
    }
    int last = m.length - 1;
    if (x >= m[last]) {
      return y[last];
    }
    int i = interval(m, x);
    double w = (x - m[i]) / (m[i + 1] - m[i]);
    return (1 - w) * y[i] + w * y[i + 1];
  }

  /// What is left of the function beside an exact one; the errors stay.
  public Table minus(DoubleUnaryOperator exact) {
    var left = value();
    Arrays.setAll(left, i -> value[i] - exact.applyAsDouble(m[i]));
    return new Table(m, left, standardError);
  }

  /// The points with low ≤ m ≤ high.
  ///
  /// @throws IllegalArgumentException if there are fewer than two
  public Table within(double low, double high) {
    return only(i -> m[i] >= low && m[i] <= high);
  }

  /// The points whose standard error is at most this.
  ///
  /// @throws IllegalArgumentException if there are fewer than two
  public Table knownTo(double error) {
    return only(i -> standardError[i] <= error);
  }

  private Table only(IntPredicate wanted) {
    int[] kept = IntStream.range(0, m.length).filter(wanted).toArray();
    return new Table(at(kept, m), at(kept, value), at(kept, standardError));
  }

  private static double[] at(int[] places, double[] numbers) {
    return Arrays.stream(places).mapToDouble(i -> numbers[i]).toArray();
  }

  /// The function and its errors multiplied by a positive factor.
  public Table times(double factor) {
    return new Table(
        m(),
        Arrays.stream(value).map(v -> factor * v).toArray(),
        Arrays.stream(standardError).map(e -> factor * e).toArray());
  }

  /// The same function at other points, increasing.
  public Table sampled(double... points) {
    return new Table(
        points,
        Arrays.stream(points).map(this::at).toArray(),
        Arrays.stream(points).map(this::standardErrorAt).toArray());
  }

  /// The same function on `size` points: those of this table and others halfway between the points
  /// that lie furthest apart.
  public Table refined(int size) {
    double[] points = m();
    while (points.length < size) {
      int widest = 1;
      for (int i = 2; i < points.length; i++) {
        if (points[i] - points[i - 1] > points[widest] - points[widest - 1]) {
          widest = i;
        }
      }
      var more = new double[points.length + 1];
      System.arraycopy(points, 0, more, 0, widest);
      more[widest] = (points[widest - 1] + points[widest]) / 2;
      System.arraycopy(points, widest, more, widest + 1, points.length - widest);
      points = more;
    }
    return sampled(points);
  }

  /// The i with points[i] ≤ x < points[i + 1], clamped to the table.
  static int interval(double[] points, double x) {
    int found = java.util.Arrays.binarySearch(points, x);
    int i = found >= 0 ? found : -found - 2;
    return Math.clamp(i, 0, points.length - 2);
  }

  /// One line: points, range and largest standard error.
  @Override
  public String toString() {
    var values = Arrays.stream(value).summaryStatistics();
    return String.format(
        Locale.ROOT,
        "table of %d points: m from %.4g to %.4g, values from %.4g to %.4g, standard errors up to"
            + " %.2g",
        m.length,
        m[0],
        m[m.length - 1],
        values.getMin(),
        values.getMax(),
        Arrays.stream(standardError).max().orElseThrow());
  }
}
