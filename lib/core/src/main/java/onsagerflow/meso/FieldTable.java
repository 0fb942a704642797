package onsagerflow.meso;

import java.util.Arrays;
import java.util.Locale;

/// A function of (m, φ) known on a rectangular grid of increasing points, with standard errors.
///
/// Arguments outside are answered at the nearest edge.
public final class FieldTable {

  private final double[] m;
  private final double[] phi;
  private final double[][] value;
  private final double[][] standardError;

  /// @param value `[m.length][phi.length]`
  /// @param standardError of the same shape
  /// @throws IllegalArgumentException if shapes disagree or a number is not finite
  public FieldTable(double[] m, double[] phi, double[][] value, double[][] standardError) {
    if (value.length != m.length || standardError.length != m.length) {
      throw new IllegalArgumentException(
          "a table over "
              + m.length
              + " points of m got "
              + value.length
              + " rows of values and "
              + standardError.length
              + " of errors");
    }
    // Each row is a table over φ: one check serves both types.
    for (int i = 0; i < m.length; i++) {
      new Table(phi, value[i], standardError[i]);
    }
    new Table(m, new double[m.length], new double[m.length]);
    this.m = m.clone();
    this.phi = phi.clone();
    this.value = Arrays.stream(value).map(double[]::clone).toArray(double[][]::new);
    this.standardError = Arrays.stream(standardError).map(double[]::clone).toArray(double[][]::new);
  }

  public double[] m() {
    return m.clone();
  }

  public double[] phi() {
    return phi.clone();
  }

  public double value(int i, int j) {
    return value[i][j];
  }

  public double standardError(int i, int j) {
    return standardError[i][j];
  }

  /// The value at any (m, φ), bilinear between points.
  public double at(double x, double y) {
    return interpolate(value, x, y);
  }

  /// The standard error at any (m, φ), bilinear between points.
  public double standardErrorAt(double x, double y) {
    return interpolate(standardError, x, y);
  }

  /// The function of m at one φ.
  public Table section(double at) {
    return new Table(
        m,
        Arrays.stream(m).map(x -> at(x, at)).toArray(),
        Arrays.stream(m).map(x -> standardErrorAt(x, at)).toArray());
  }

  /// The function and its errors multiplied by a positive factor.
  FieldTable times(double factor) {
    return new FieldTable(m, phi, times(value, factor), times(standardError, factor));
  }

  private static double[][] times(double[][] rows, double factor) {
    return Arrays.stream(rows)
        .map(row -> Arrays.stream(row).map(x -> factor * x).toArray())
        .toArray(double[][]::new);
  }

  private double interpolate(double[][] f, double x, double y) {
    double u = Math.clamp(x, m[0], m[m.length - 1]);
    double w = Math.clamp(y, phi[0], phi[phi.length - 1]);
    int i = Table.interval(m, u);
    int j = Table.interval(phi, w);
    double p = (u - m[i]) / (m[i + 1] - m[i]);
    double q = (w - phi[j]) / (phi[j + 1] - phi[j]);
    return (1 - p) * ((1 - q) * f[i][j] + q * f[i][j + 1])
        + p * ((1 - q) * f[i + 1][j] + q * f[i + 1][j + 1]);
  }

  /// One line: points, ranges and largest standard error.
  @Override
  public String toString() {
    var values = Arrays.stream(value).flatMapToDouble(Arrays::stream).summaryStatistics();
    return String.format(
        Locale.ROOT,
        "table of %d x %d points (m, φ): m from %.4g to %.4g, φ from %.4g to %.4g, values from %.4g"
            + " to %.4g, standard errors up to %.2g",
        m.length,
        phi.length,
        m[0],
        m[m.length - 1],
        phi[0],
        phi[phi.length - 1],
        values.getMin(),
        values.getMax(),
        Arrays.stream(standardError).flatMapToDouble(Arrays::stream).max().orElseThrow());
  }
}
