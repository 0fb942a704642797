package onsagerflow.statistics;

import java.util.Collection;
import java.util.Locale;

/// A mean over independent runs.
///
/// @param value the mean
/// @param standardError standard deviation between runs over √runs; NaN for a single run, which
///   does not know its own
/// @param runs number of runs
public record Mean(double value, double standardError, int runs) {

  /// The geometric mean of independent positive numbers, with the standard error that the mean of
  /// their logarithms makes: of ratios, which are as often twice too large as twice too small.
  public static Mean geometric(Collection<Double> values) {
    var logarithms = new RunningMean();
    for (double x : values) {
      if (!(x > 0)) {
        throw new IllegalArgumentException("a geometric mean is of positive numbers, got " + x);
      }
      logarithms.add(Math.log(x));
    }
    var mean = logarithms.mean();
    double value = Math.exp(mean.value());
    return new Mean(value, value * mean.standardError(), mean.runs());
  }

  /// The ratio to an independent mean, its error to first order.
  public Mean over(Mean other) {
    double ratio = value / other.value;
    double relative = Math.hypot(relativeError(), other.relativeError());
    return new Mean(ratio, Math.abs(ratio) * relative, Math.min(runs, other.runs));
  }

  /// The standard error over the value.
  public double relativeError() {
    return Math.abs(standardError / value);
  }

  /// The distance to another mean in units of their joint standard error.
  public double standardErrorsFrom(Mean other) {
    return Math.abs(standardErrorsAbove(other));
  }

  /// How far above another mean, in units of their joint standard error.
  public double standardErrorsAbove(Mean other) {
    return (value - other.value) / Math.hypot(standardError, other.standardError);
  }

  /// How far above another mean, in per cent of it.
  public double percentAbove(Mean other) {
    return 100 * (value / other.value - 1);
  }

  /// The standard error, and 0 for a single run: of a figure or a comparison in which that counts
  /// as exact.
  public double errorBetweenRuns() {
    return runs == 1 ? 0 : standardError;
  }

  /// Value and standard error, as in `0.2410 ± 0.0050 (8 runs)`.
  @Override
  public String toString() {
    return runs == 1
        ? String.format(Locale.ROOT, "%.4g (1 run)", value)
        : String.format(Locale.ROOT, "%.4g ± %.2g (%d runs)", value, standardError, runs);
  }
}
