package onsagerflow.statistics;

import java.util.Collection;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import smile.stat.distribution.TDistribution;

/// A mean over independent runs.
///
/// @param value the mean
/// @param standardError standard deviation between runs over √runs; NaN for a single run, which
///   does not know its own
/// @param runs number of runs
public record Mean(double value, double standardError, int runs) {

  /// The mean of a number of each of several independent things, such as fits to sets of data.
  public static <T> Mean of(Collection<T> things, ToDoubleFunction<? super T> number) {
    var mean = new RunningMean();
    things.forEach(thing -> mean.add(number.applyAsDouble(thing)));
    return mean.mean();
  }

  /// This over another, independent mean; the error is that of first order, to which a single run
  /// adds nothing.
  public Mean over(Mean other) {
    double ratio = value / other.value;
    double error =
        Math.hypot(errorBetweenRuns(), ratio * other.errorBetweenRuns()) / Math.abs(other.value);
    return new Mean(ratio, error, Math.max(runs, other.runs));
  }

  /// This less another, independent mean, with their joint standard error.
  public Mean minus(Mean other) {
    double joint = Math.hypot(errorBetweenRuns(), other.errorBetweenRuns());
    return new Mean(value - other.value, joint, Math.max(runs, other.runs));
  }

  /// The mean and its error multiplied by a number.
  public Mean times(double factor) {
    return new Mean(factor * value, Math.abs(factor) * standardError, runs);
  }

  /// The distance to another mean in units of their joint standard error.
  public double standardErrorsFrom(Mean other) {
    return Math.abs(standardErrorsAbove(other));
  }

  /// How far above another mean, in units of their joint standard error, to which a single run adds
  /// nothing; NaN where both are of one.
  public double standardErrorsAbove(Mean other) {
    return runs == 1 && other.runs == 1
        ? Double.NaN
        : (value - other.value) / Math.hypot(errorBetweenRuns(), other.errorBetweenRuns());
  }

  /// The probability that two means of equal systems lie within so many joint standard errors:
  /// Student's t with the degrees of freedom of Welch (Biometrika 34, 28 (1947)), for errors of few
  /// runs scatter themselves. A single run counts as exact.
  public static double chanceWithin(double standardErrors, Mean one, Mean other) {
    double a = one.errorBetweenRuns() * one.errorBetweenRuns();
    double b = other.errorBetweenRuns() * other.errorBetweenRuns();
    double degrees =
        (a + b)
            * (a + b)
            / ((one.runs > 1 ? a * a / (one.runs - 1) : 0)
                + (other.runs > 1 ? b * b / (other.runs - 1) : 0));
    return chanceWithin(standardErrors, degrees);
  }

  /// The same for given degrees of freedom; without a whole one nothing scatters.
  public static double chanceWithin(double standardErrors, double degrees) {
    return degrees >= 1 ? 2 * new TDistribution((int) degrees).cdf(standardErrors) - 1 : 1;
  }

  /// How far above another mean, in per cent of its size: positive where this is the larger number,
  /// of negative ones too.
  public double percentAbove(Mean other) {
    return percentAbove(other.value);
  }

  /// How far above an exact number, per cent of its size.
  public Mean percentOff(double exact) {
    return new Mean(percentAbove(exact), 100 * standardError / Math.abs(exact), runs);
  }

  private double percentAbove(double other) {
    double above = 100 * (value / other - 1);
    return other < 0 ? -above : above;
  }

  /// Whether it differs from 0 by no more than so many standard errors.
  public boolean isZeroWithin(double standardErrors) {
    return Math.abs(value) <= standardErrors * errorBetweenRuns();
  }

  /// The standard error, and 0 for a single run: of a figure or a comparison in which that counts
  /// as exact.
  public double errorBetweenRuns() {
    return runs == 1 ? 0 : standardError;
  }

  /// The geometric mean of independent positive numbers, with the standard error that the mean of
  /// their logarithms makes: of ratios, which are as often twice too large as twice too small.
  public static Mean geometric(Collection<Double> values) {
    for (double x : values) {
      if (!(x > 0)) {
        throw new IllegalArgumentException("a geometric mean is of positive numbers, got " + x);
      }
    }
    var logarithm = of(values, Math::log);
    double value = Math.exp(logarithm.value());
    return new Mean(value, value * logarithm.standardError(), logarithm.runs());
  }

  /// The standard error over the size of the value.
  public double relativeError() {
    return Math.abs(standardError / value);
  }

  /// Value and standard error, as in `0.2410 ± 0.0050 (8 runs)`.
  @Override
  public String toString() {
    return runs == 1
        ? String.format(Locale.ROOT, "%.4g (1 run)", value)
        : String.format(Locale.ROOT, "%.4g ± %.2g (%d runs)", value, standardError, runs);
  }
}
