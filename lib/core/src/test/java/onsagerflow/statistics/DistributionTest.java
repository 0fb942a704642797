package onsagerflow.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import org.junit.jupiter.api.Test;
import smile.stat.distribution.GaussianDistribution;
import smile.stat.hypothesis.KSTest;

/// Histograms of blocks and of Gaussian fields, whose distances are known.
class DistributionTest {

  private static final Grid GRID = new Grid(8, 8, 4);

  /// Runs of cells m = mean + shared + own, Gaussian with standard deviations 0.1 and 0.2.
  private static Distribution gaussian(int runs, double mean, RandomGenerator random) {
    var distribution = Distribution.ofBlocks(40);
    for (int run = 0; run < runs; run++) {
      double shared = mean + 0.1 * random.nextGaussian();
      distribution.accept(
          Samples.frame(
              0, run, Samples.correlated(GRID, shared, () -> 0.2 * random.nextGaussian())));
    }
    return distribution;
  }

  private static DistributionDifference difference(int runs, double mean, RandomGenerator random) {
    var a = gaussian(runs, 0, random);
    return a.against(gaussian(runs, mean, random), random).getFirst();
  }

  @Test
  void blocksFillTheBinsOfTheirOwnValues() {
    var random = new SplittableRandom(1);
    int v = 16;
    var blocks =
        Samples.field(
            GRID, cell -> (float) (2.0 * Long.bitCount(random.nextLong(1L << v)) / v - 1));
    var bins =
        Distribution.of(Samples.trajectory(List.of(Samples.frame(1, 0, blocks)))).getFirst().bins();
    assertEquals(v + 1, bins.size());
    for (int up = 0; up <= v; up++) {
      double m = 2.0 * up / v - 1;
      assertEquals(m, bins.get(up).m(), 1e-12);
      long cells = java.util.Arrays.stream(blocks.values()).filter(x -> x == (float) m).count();
      assertEquals((double) cells / GRID.size(), bins.get(up).probability().value(), 1e-12);
      assertEquals(cells * 8.0 / GRID.size(), bins.get(up).density().value(), 1e-12);
    }
  }

  @Test
  void whatLiesBeyondTheEdgesIsNotLost() {
    var distribution = new Distribution(-0.5, 0, 0.5);
    distribution.accept(Samples.frame(0, 0, Samples.field(GRID, cell -> cell % 4 == 0 ? -2 : 0.5)));
    var bins = distribution.points().getFirst().bins();
    assertEquals(0.25, bins.getFirst().probability().value(), 1e-12);
    assertEquals(0.75, bins.getLast().probability().value(), 1e-12);
    assertTrue(Double.isNaN(bins.getLast().probability().standardError()));
  }

  @Test
  void probabilitiesOfAGaussianAndTheirErrors() {
    int runs = 400;
    var bins = gaussian(runs, 0.1, new SplittableRandom(2)).points().getFirst().bins();
    var exact = new GaussianDistribution(0.1, Math.hypot(0.1, 0.2));
    double sum = 0;
    for (var bin : bins) {
      var p = bin.probability();
      double expected = exact.cdf(bin.to()) - exact.cdf(bin.from());
      if (expected > 1e-3) {
        assertEquals(expected, p.value(), 4 * p.standardError(), "m = " + bin.m());
        // cells of a run are correlated: more than binomial
        assertTrue(p.standardError() > Math.sqrt(expected / runs / GRID.size()) * 0.9);
      }
      sum += p.value();
    }
    assertEquals(1, sum, 1e-12);
  }

  /// Two stripes of points against smile's two-sample statistic, and the means' difference.
  @Test
  void distancesByHand() {
    var random = new Random(3);
    int v = 10;
    var one = Samples.field(GRID, cell -> random.nextInt(v + 1) * 2.0 / v - 1);
    var other = one.map(m -> Math.min(1, m + 0.4));
    var a = Distribution.ofBlocks(v);
    a.accept(Samples.frame(1, 0, one));
    var b = Distribution.ofBlocks(v);
    b.accept(Samples.frame(1 + 1e-12, 0, other));
    var difference = a.against(b, random).getFirst();
    var smile = KSTest.test(one.values().clone(), other.values().clone());
    assertEquals(smile.d(), difference.kolmogorovSmirnov().value(), 1e-12);
    // all mass moves upwards: the Wasserstein distance is that of the means
    assertEquals(other.mean() - one.mean(), difference.wasserstein().value(), 1e-12);
    assertTrue(Double.isNaN(difference.wasserstein().standardError()), "one run knows no error");
    assertTrue(Double.isNaN(difference.wasserstein().probability()));
  }

  /// The p-value is uniform if both are the same, although cells of a run are correlated.
  @Test
  void nullHypothesisIsRejectedAsOftenAsItSays() {
    var random = new SplittableRandom(4);
    int trials = 400;
    int[] below = new int[2];
    var z = new RunningMean();
    for (int i = 0; i < trials; i++) {
      var difference = difference(6, 0, random);
      below[0] += difference.kolmogorovSmirnov().probability() <= 0.2 ? 1 : 0;
      below[1] += difference.wasserstein().probability() <= 0.2 ? 1 : 0;
      z.add(difference.wasserstein().z());
    }
    double deviation = Math.sqrt(trials * 0.2 * 0.8);
    assertEquals(0.2 * trials, below[0], 3.5 * deviation);
    assertEquals(0.2 * trials, below[1], 3.5 * deviation);
    assertEquals(0, z.mean().value(), 4 * z.mean().standardError());
  }

  /// Gaussians shifted by d: W₁ = d, KS = 2Φ(d/2σ) − 1.
  @Test
  void distanceOfShiftedGaussiansAndItsError() {
    var random = new SplittableRandom(5);
    double sigma = Math.hypot(0.1, 0.2);
    double ks = 2 * new GaussianDistribution(0, 1).cdf(0.3 / 2 / sigma) - 1;
    int draws = 150;
    var ksTrial = Samples.trial(draws, () -> mean(difference(12, 0.3, random).kolmogorovSmirnov()));
    var trial = Samples.trial(draws, () -> mean(difference(12, 0.3, random).wasserstein()));
    assertEquals(0.3, trial.mean().value(), 4 * trial.mean().standardError());
    double tolerance = 4 / Math.sqrt(2.0 * draws);
    assertEquals(trial.deviation(), trial.quoted(), tolerance * trial.deviation());
    // the exact deviation of the difference of two means of 12 runs
    assertEquals(0.1 * Math.sqrt(2.0 / 12), trial.deviation(), tolerance * trial.deviation());
    // the largest of many differences lies a little above the true one
    assertEquals(ks, ksTrial.mean().value(), 0.02);
    assertEquals(ksTrial.deviation(), ksTrial.quoted(), tolerance * ksTrial.deviation());
    assertTrue(difference(12, 0.3, random).kolmogorovSmirnov().probability() < 0.01);
  }

  private static Mean mean(DistributionDifference.Distance distance) {
    return new Mean(distance.value(), distance.standardError(), 12);
  }

  @Test
  void sameSeedSameErrors() {
    assertEquals(
        difference(4, 0.1, new SplittableRandom(6)), difference(4, 0.1, new SplittableRandom(6)));
  }

  @Test
  void binsOfLargeBlocksHoldSeveralValues() {
    var distribution = Distribution.ofBlocks(46340 * 46340);
    distribution.accept(
        Samples.frame(0, 0, Samples.field(GRID, cell -> cell % 4 < 2 ? 2 * (cell % 4) - 1 : 0.1)));
    var bins = distribution.points().getFirst().bins();
    assertTrue(bins.size() <= 1 << 16);
    assertEquals(-1, bins.getFirst().from(), 1e-9);
    assertEquals(1, bins.getLast().to(), 1e-9);
    assertEquals(0.25, bins.getFirst().probability().value());
    assertEquals(0.25, bins.getLast().probability().value());
  }

  @Test
  void impossibleHistogramsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Distribution(0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Distribution(0));
    assertThrows(IllegalArgumentException.class, () -> Distribution.ofBlocks(0));
    var a = Distribution.ofBlocks(4);
    var wider = new Distribution(-2, 2);
    var random = new SplittableRandom(7);
    var refusal = assertThrows(IllegalArgumentException.class, () -> a.against(wider, random));
    assertTrue(String.valueOf(refusal.getMessage()).contains("-2.0 to 2.0"));
    a.accept(Samples.frame(1, 3, new ScalarField(GRID)));
    var twice =
        assertThrows(
            IllegalArgumentException.class,
            () -> a.accept(Samples.frame(1, 3, new ScalarField(GRID))));
    assertEquals("run 3 has a second frame at t = 1.0", twice.getMessage());
  }
}
