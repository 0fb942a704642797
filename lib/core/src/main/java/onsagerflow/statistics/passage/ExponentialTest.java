package onsagerflow.statistics.passage;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Whether runs pass at a constant rate, so that their times are exponential.
///
/// By the clock T(t) = Σ min(tᵢ, t), the time that all runs together were watched, passages at a
/// constant rate come as a Poisson process, whatever the rate is: the d − 1 shares T(tᵢ)/T(t_d) of
/// all but the last passage are uniform. They are tested by Anderson–Darling's A². No parameter is
/// fitted, so its tabulated distribution holds: exactly where all runs pass, or all are cut off at
/// the last passage, and approximately for other censoring. Total time on test: Epstein,
/// Technometrics 2, 83 (1960); Barlow and Campo (1975). A²: Anderson and Darling, JASA 49, 765
/// (1954), its limiting distribution after Marsaglia and Marsaglia, J. Stat. Softw. 9, 2 (2004),
/// within 0.01 already for few passages.
///
/// @param statistic A²
/// @param probability of a larger A² if the rate is constant; below 0.05 the exponential law is in
///   doubt
/// @param passed d, runs that passed
public record ExponentialTest(double statistic, double probability, int passed) {

  private static final int FEWEST = 4;

  /// @throws IllegalArgumentException if fewer than four runs passed
  public static ExponentialTest of(List<Passage> passages) {
    double[] clock = clock(passages);
    int d = clock.length;
    if (d < FEWEST) {
      throw new IllegalArgumentException(
          "%s passages cannot tell whether the rate is constant: %s are needed"
              .formatted(d, FEWEST));
    }
    int n = d - 1;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double below = clock[i] / clock[d - 1];
      double above = 1 - clock[n - 1 - i] / clock[d - 1];
      sum += (2 * i + 1) * (Math.log(below) + Math.log(above));
    }
    double statistic = -n - sum / n;
    return new ExponentialTest(statistic, 1 - distribution(statistic), d);
  }

  /// T at each passage, in order of time.
  private static double[] clock(List<Passage> passages) {
    var inOrder =
        passages.stream()
            .sorted(Comparator.comparingDouble(Passage::time).thenComparing(p -> !p.passed()))
            .toList();
    var clock = new double[inOrder.size()];
    int passed = 0;
    double total = 0;
    double before = 0;
    for (int i = 0; i < inOrder.size(); i++) {
      var passage = inOrder.get(i);
      total += (inOrder.size() - i) * (passage.time() - before);
      before = passage.time();
      if (passage.passed()) {
        clock[passed++] = total;
      }
    }
    return Arrays.copyOf(clock, passed);
  }

  /// P(A² < z) for many uniform numbers.
  private static double distribution(double z) {
    if (!(z > 0)) {
      return 0;
    }
    if (z < 2) {
      return Math.exp(-1.2337141 / z)
          / Math.sqrt(z)
          * polynomial(z, 2.00012, 0.247105, -0.0649821, 0.0347962, -0.011672, 0.00168691);
    }
    return Math.exp(
        -Math.exp(polynomial(z, 1.0776, -2.30695, 0.43424, -0.082433, 0.008056, -0.0003146)));
  }

  private static double polynomial(double z, double... coefficients) {
    double value = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      value = value * z + coefficients[i];
    }
    return value;
  }
}
