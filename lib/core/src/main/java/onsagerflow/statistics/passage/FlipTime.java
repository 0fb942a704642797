package onsagerflow.statistics.passage;

import java.util.List;
import java.util.Locale;
import onsagerflow.statistics.Mean;
import smile.stat.distribution.ChiSquareDistribution;

/// The mean first-passage time τ of runs that flip at a constant rate, by maximum likelihood.
///
/// With the total time T that all runs together were watched and d passages, τ̂ = T/d. 2T/τ is χ²
/// distributed with 2d degrees of freedom, which makes the confidence interval exact if every run
/// passed; where runs were cut off at a given time, the lower end takes 2d + 2 degrees, which makes
/// it a little cautious. Without any passage τ̂ and the upper end are infinite. Epstein and Sobel,
/// JASA 48, 486 (1953); Cox, Biometrika 40, 354 (1953). Whether the rate is constant is for
/// [ExponentialTest] to say.
///
/// @param mean τ̂, sweeps
/// @param standardError τ̂/√d
/// @param low,high ends of the confidence interval
/// @param confidence probability that it holds τ
/// @param passed d, runs that passed
/// @param runs all runs
public record FlipTime(
    double mean,
    double standardError,
    double low,
    double high,
    double confidence,
    int passed,
    int runs) {

  /// @param confidence probability that the interval should hold τ, say 0.95
  public static FlipTime of(List<Passage> passages, double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence must be between 0 and 1, got " + confidence);
    }
    double total = passages.stream().mapToDouble(Passage::time).sum();
    if (!(total > 0)) {
      throw new IllegalArgumentException(
          "%s runs watched for %s sweeps have no flip time".formatted(passages.size(), total));
    }
    int passed = (int) passages.stream().filter(Passage::passed).count();
    boolean cut = passed < passages.size();
    double tail = (1 - confidence) / 2;
    double low = 2 * total / quantile(2 * passed + (cut ? 2 : 0), 1 - tail);
    if (passed == 0) {
      double infinite = Double.POSITIVE_INFINITY;
      return new FlipTime(infinite, infinite, low, infinite, confidence, 0, passages.size());
    }
    double mean = total / passed;
    return new FlipTime(
        mean,
        mean / Math.sqrt(passed),
        low,
        2 * total / quantile(2 * passed, tail),
        confidence,
        passed,
        passages.size());
  }

  /// τ̂ with its standard error.
  public Mean asMean() {
    return new Mean(mean, standardError, runs);
  }

  /// How many times longer than another, independent one. Its error is to first order; both are
  /// infinite where nothing passed here.
  public Mean over(FlipTime other) {
    if (passed == 0) {
      return new Mean(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, runs);
    }
    return asMean().over(other.asMean());
  }

  /// The mean and its interval, as in `738.9 [690.3, 792.9]`.
  @Override
  public String toString() {
    return "%s [%s, %s]".formatted(text(mean), text(low), text(high));
  }

  private static String text(double sweeps) {
    return Double.isInfinite(sweeps) ? "∞" : String.format(Locale.ROOT, "%.4g", sweeps);
  }

  private static double quantile(int degrees, double probability) {
    return new ChiSquareDistribution(degrees).quantile(probability);
  }
}
