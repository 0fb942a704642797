package onsagerflow.estimate;

import java.util.ArrayList;
import java.util.List;
import onsagerflow.meso.Table;

/// The mobility straight from the paper's formula, without knowledge of the drift:
///
///     K(m) = βv Var[Δm | m] / (2Δt)
///
/// Biased at any finite lag, by a relative O(Δt): the variance of the drift at given m adds to it
/// and relaxation within the lag takes from it. [Learner] fits the residual variance about the
/// drift and corrects for the lag instead. Source: paper, section 2.2.
public final class RawMobility {

  private RawMobility() {}

  /// Estimates K in equal bins of m; errors are those of a variance of increments that scatter as
  /// these do: of few flips more than Gaussian ones.
  ///
  /// @param pairs observations without generator channels
  /// @param bins bins over −1 ≤ m ≤ 1; those with fewer than 100 increments are left out
  public static Table of(Observations pairs, int bins) {
    if (pairs.fromGenerator()) {
      throw new IllegalArgumentException(
          "the variance of increments needs frame pairs: open the data with UseGenerator.NEVER");
    }
    if (bins < 2) {
      throw new IllegalArgumentException("need two or more bins, got " + bins);
    }
    var count = new long[bins];
    var m = new double[bins];
    var rate = new double[bins]; // Δm/√Δt, whose variance does not depend on the lag
    var square = new double[bins];
    var cube = new double[bins];
    var fourth = new double[bins];
    for (int i = 0; i < pairs.size(); i++) {
      var pair = (Observation.Increment) pairs.get(i);
      double root = Math.sqrt(pair.lag());
      for (int x = 0; x < pair.m().size(); x++) {
        double from = pair.m().get(x);
        int bin = Math.clamp((int) ((from + 1) / 2 * bins), 0, bins - 1);
        double r = (pair.after().get(x) - from) / root;
        count[bin]++;
        m[bin] += from;
        rate[bin] += r;
        square[bin] += r * r;
        cube[bin] += r * r * r;
        fourth[bin] += r * r * r * r;
      }
    }
    double scale = pairs.origin().cellVolume() / pairs.onlyTemperature() / 2;
    var points = new ArrayList<double[]>();
    for (int b = 0; b < bins; b++) {
      if (count[b] >= 100) {
        long n = count[b];
        double mean = rate[b] / n;
        double variance = square[b] / n - mean * mean;
        double ofVariance = // the fourth central moment less the square of the second
            fourth[b] / n
                - 4 * mean * cube[b] / n
                + 6 * mean * mean * square[b] / n
                - 3 * Math.pow(mean, 4)
                - variance * variance;
        points.add(
            new double[] {m[b] / n, scale * variance, scale * Math.sqrt(ofVariance / (n - 1))});
      }
    }
    return new Table(column(points, 0), column(points, 1), column(points, 2));
  }

  private static double[] column(List<double[]> points, int c) {
    return points.stream().mapToDouble(p -> p[c]).toArray();
  }
}
