package onsagerflow.estimate.baseline;

import java.util.ArrayList;
import java.util.List;
import onsagerflow.estimate.data.Observation;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.data.Pass;
import onsagerflow.meso.Table;

/// The mobility straight from the paper's formula, without knowledge of the drift:
///
///     K(m) = βv Var[Δm | m] / (2Δt)
///
/// Biased at any finite lag, by a relative O(Δt): the variance of the drift at given m adds to it
/// and relaxation within the lag takes from it. [Learner] fits the residual variance about the
/// drift and corrects for the lag instead. Source: paper, section 2.2.
public final class RawMobility {

  private static final int LEAST = 100;

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
    var moments =
        Pass.over(pairs)
            .total(
                () -> new Moments(bins),
                Moments::add,
                grid -> (number, pair, sums) -> sums.add((Observation.Increment) pair));
    double scale = pairs.origin().cellVolume() / pairs.onlyTemperature() / 2;
    var points = new ArrayList<double[]>();
    for (int b = 0; b < bins; b++) {
      double n = moments.sums[0][b];
      if (n >= LEAST) {
        double mean = moments.sums[2][b] / n;
        double square = moments.sums[3][b] / n;
        double variance = square - mean * mean;
        double ofVariance = // the fourth central moment less the square of the second
            moments.sums[5][b] / n
                - 4 * mean * moments.sums[4][b] / n
                + 6 * mean * mean * square
                - 3 * Math.pow(mean, 4)
                - variance * variance;
        double error = Math.sqrt(ofVariance / (n - 1));
        points.add(new double[] {moments.sums[1][b] / n, scale * variance, scale * error});
      }
    }
    return new Table(column(points, 0), column(points, 1), column(points, 2));
  }

  private static double[] column(List<double[]> points, int c) {
    return points.stream().mapToDouble(p -> p[c]).toArray();
  }

  /// In each bin the number of increments, Σ m, and Σ r, Σ r², Σ r³, Σ r⁴ of the rates r = Δm/√Δt,
  /// whose variance does not depend on the lag.
  private static final class Moments {
    final double[][] sums;

    Moments(int bins) {
      this.sums = new double[6][bins];
    }

    void add(Observation.Increment pair) {
      double root = Math.sqrt(pair.lag());
      int bins = sums[0].length;
      for (int x = 0; x < pair.m().size(); x++) {
        double from = pair.m().get(x);
        int bin = Math.clamp((int) ((from + 1) / 2 * bins), 0, bins - 1);
        double r = (pair.after().get(x) - from) / root;
        sums[0][bin]++;
        sums[1][bin] += from;
        sums[2][bin] += r;
        sums[3][bin] += r * r;
        sums[4][bin] += r * r * r;
        sums[5][bin] += r * r * r * r;
      }
    }

    void add(Moments other) {
      for (int k = 0; k < sums.length; k++) {
        for (int b = 0; b < sums[k].length; b++) {
          sums[k][b] += other.sums[k][b];
        }
      }
    }
  }
}
