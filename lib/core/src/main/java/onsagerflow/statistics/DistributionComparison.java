package onsagerflow.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import onsagerflow.statistics.DistributionDifference.Distance;

/// Distances between histograms of runs, their errors and their null reference by resampling runs.
final class DistributionComparison {

  private static final int PERMUTATIONS = 999;
  private static final int BOOTSTRAPS = 200;

  private static final int MEASURES = 2;

  private final double[] middles;
  private final RandomGenerator random;

  /// @param middles of the bins
  DistributionComparison(double[] middles, RandomGenerator random) {
    this.middles = middles;
    this.random = random;
  }

  /// @param one,other a histogram per run
  DistributionDifference of(double time, Collection<double[]> one, Collection<double[]> other) {
    var a = one.stream().map(DistributionComparison::cumulative).toList();
    var b = other.stream().map(DistributionComparison::cumulative).toList();
    var value = distances(Jackknife.mean(a), Jackknife.mean(b));
    if (a.size() < 2 || b.size() < 2) {
      return new DistributionDifference(time, alone(value[0]), alone(value[1]));
    }
    var drawn = new RunningMean[] {new RunningMean(), new RunningMean()};
    for (int i = 0; i < BOOTSTRAPS; i++) {
      var distances = distances(drawn(a), drawn(b));
      for (int measure = 0; measure < MEASURES; measure++) {
        drawn[measure].add(distances[measure]);
      }
    }
    var pooled = new ArrayList<>(a);
    pooled.addAll(b);
    var permuted = new RunningMean[] {new RunningMean(), new RunningMean()};
    var larger = new int[MEASURES];
    for (int i = 0; i < PERMUTATIONS; i++) {
      shuffle(pooled);
      var distances =
          distances(
              Jackknife.mean(pooled.subList(0, a.size())),
              Jackknife.mean(pooled.subList(a.size(), pooled.size())));
      for (int measure = 0; measure < MEASURES; measure++) {
        permuted[measure].add(distances[measure]);
        // labels that only swap equal runs give the same distance but for rounding
        if (distances[measure] >= value[measure] * (1 - 1e-12)) {
          larger[measure]++;
        }
      }
    }
    return new DistributionDifference(
        time,
        distance(value[0], drawn[0], permuted[0], larger[0]),
        distance(value[1], drawn[1], permuted[1], larger[1]));
  }

  private static Distance alone(double value) {
    return new Distance(value, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  private static Distance distance(
      double value, RunningMean drawn, RunningMean permuted, int larger) {
    return new Distance(
        value,
        deviation(drawn),
        permuted.mean().value(),
        deviation(permuted),
        (1.0 + larger) / (1 + PERMUTATIONS));
  }

  private static double deviation(RunningMean numbers) {
    var mean = numbers.mean();
    return mean.standardError() * Math.sqrt(mean.runs());
  }

  private static double[] cumulative(double[] histogram) {
    var sum = histogram.clone();
    for (int bin = 1; bin < sum.length; bin++) {
      sum[bin] += sum[bin - 1];
    }
    return sum;
  }

  /// Kolmogorov–Smirnov and Wasserstein-1.
  private double[] distances(double[] f, double[] g) {
    double largest = 0;
    double area = 0;
    for (int bin = 0; bin + 1 < f.length; bin++) {
      double apart = Math.abs(f[bin] - g[bin]);
      largest = Math.max(largest, apart);
      area += apart * (middles[bin + 1] - middles[bin]);
    }
    return new double[] {largest, area};
  }

  /// The mean of n − 1 of n runs drawn with replacement, which scatters like the mean of n runs.
  private double[] drawn(List<double[]> runs) {
    var drawn = new ArrayList<double[]>();
    for (int i = 1; i < runs.size(); i++) {
      drawn.add(runs.get(random.nextInt(runs.size())));
    }
    return Jackknife.mean(drawn);
  }

  private void shuffle(List<double[]> runs) {
    for (int i = runs.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      runs.set(j, runs.set(i, runs.get(j)));
    }
  }
}
