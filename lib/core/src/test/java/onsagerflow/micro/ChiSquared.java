package onsagerflow.micro;

import java.util.Arrays;

/// Pearson's test of counts against exact probabilities.
public final class ChiSquared {

  private ChiSquared() {}

  /// (χ² − dof)/√(2 dof); bins that expect fewer than 10 counts are merged into one.
  public static double zScore(long[] counts, double[] probabilities) {
    double total = Arrays.stream(counts).sum();
    double chiSquared = 0;
    int bins = 0;
    double rareCount = 0;
    double rareExpected = 0;
    for (int i = 0; i < counts.length; i++) {
      double expected = total * probabilities[i];
      if (expected < 10) {
        rareCount += counts[i];
        rareExpected += expected;
      } else {
        chiSquared += (counts[i] - expected) * (counts[i] - expected) / expected;
        bins++;
      }
    }
    if (rareExpected > 1) {
      chiSquared += (rareCount - rareExpected) * (rareCount - rareExpected) / rareExpected;
      bins++;
    }
    int dof = bins - 1;
    return (chiSquared - dof) / Math.sqrt(2.0 * dof);
  }
}
