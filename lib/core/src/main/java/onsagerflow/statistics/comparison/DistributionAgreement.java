package onsagerflow.statistics.comparison;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import onsagerflow.statistics.DistributionDifference;
import onsagerflow.statistics.DistributionDifference.Distance;

/// How far two distributions of m are apart, in the mean over several times.
///
/// W₁ sees above all how far apart the mean magnetisations of the boxes are. These wander slowly:
/// distances at successive times are not independent.
///
/// @param times compared
/// @param wasserstein mean of W₁, in units of m
/// @param standardError mean of those of the times
/// @param byChance mean of W₁ of permuted runs
/// @param within share of all distances, Kolmogorov–Smirnov and W₁ at each time, that are less than
///   two standard deviations above those of permuted runs
public record DistributionAgreement(
    int times, double wasserstein, double standardError, double byChance, double within) {

  private static final double WITHIN = 2;

  /// The means over some times.
  ///
  /// @throws IllegalArgumentException if there is none
  public static DistributionAgreement of(List<DistributionDifference> differences) {
    if (differences.isEmpty()) {
      throw new IllegalArgumentException("no common time at which distributions are compared");
    }
    return new DistributionAgreement(
        differences.size(),
        mean(differences, d -> d.wasserstein().value()),
        mean(differences, d -> d.wasserstein().standardError()),
        mean(differences, d -> d.wasserstein().nullMean()),
        mean(differences, d -> (agrees(d.wasserstein()) + agrees(d.kolmogorovSmirnov())) / 2.0));
  }

  private static int agrees(Distance distance) {
    return distance.z() < WITHIN ? 1 : 0;
  }

  private static double mean(
      List<DistributionDifference> differences, ToDoubleFunction<DistributionDifference> of) {
    return differences.stream().mapToDouble(of).average().orElseThrow();
  }

  /// One line.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "P(m) at %d times: W1 %.2g ± %.2g, of permuted runs %.2g; %.0f %% of the distances as by"
            + " chance",
        times,
        wasserstein,
        standardError,
        byChance,
        100 * within);
  }
}
