package onsagerflow.statistics.passage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.RunningMean;
import onsagerflow.statistics.Samples;
import org.junit.jupiter.api.Test;
import smile.stat.distribution.ChiSquareDistribution;

/// Passages of known runs, and exponential variates with and without censoring.
class FirstPassageTest {

  private static final Grid GRID = new Grid(2, 2, 4);

  private static Frame frame(double time, int run, double mean) {
    return Samples.frame(
        time, run, Samples.field(GRID, cell -> mean + (cell % 2 == 0 ? 0.1 : -0.1)));
  }

  /// n runs with waiting times drawn by `draw`, watched until `end`.
  private static List<Passage> passages(int n, double end, DoubleSupplier draw) {
    return IntStream.range(0, n)
        .mapToObj(
            run -> {
              double time = draw.getAsDouble();
              return new Passage(run, Math.min(time, end), time <= end);
            })
        .toList();
  }

  private static DoubleSupplier exponential(double mean, SplittableRandom random) {
    return () -> -mean * Math.log(1 - random.nextDouble());
  }

  @Test
  void passagesAreInterpolatedFromTheSideWhereARunStarts() {
    var frames = new ArrayList<Frame>();
    for (int i = 0; i <= 10; i++) {
      double t = 5 + i; // time counts from the first frame
      frames.add(frame(t, 0, -0.8 + 0.15 * i)); // upwards through 0.1 after 6 sweeps
      frames.add(frame(t, 1, 0.9 - 0.17 * i)); // downwards after 0.8/0.17
      frames.add(frame(t, 2, -0.5 + 0.05 * i)); // never
      frames.add(frame(t, 3, i < 4 ? -0.3 : i < 6 ? 0.5 : -0.3)); // comes back: the first counts
    }
    var passages = FirstPassage.of(Samples.trajectory(frames), 0.1);
    assertEquals(List.of(0, 1, 2, 3), passages.stream().map(Passage::run).toList());
    assertEquals(6, passages.getFirst().time(), 1e-12);
    assertEquals(0.8 / 0.17, passages.get(1).time(), 1e-12);
    assertEquals(new Passage(2, 10, false), passages.get(2));
    assertEquals(3.5, passages.get(3).time(), 1e-12);
    assertTrue(passages.get(3).passed());
  }

  @Test
  void anyNumberOfAFrameCanBeWatched() {
    var largest =
        new FirstPassage(frame -> Arrays.stream(frame.m().values()).max().orElseThrow(), 0.35);
    for (int i = 0; i < 5; i++) {
      largest.accept(frame(i, 7, 0.1 * i)); // the largest cell is 0.1 above the mean
    }
    assertEquals(2.5, largest.passages().getFirst().time(), 1e-12);
  }

  @Test
  void impossibleRunsAreRefused() {
    var passage = FirstPassage.ofMean(0);
    var start = frame(0, 4, -0.1);
    passage.accept(start);
    var back = assertThrows(IllegalArgumentException.class, () -> passage.accept(start));
    assertEquals("run 4 goes back from t = 0.0 to 0.0", back.getMessage());
    var zero = Samples.frame(0, 5, new ScalarField(GRID));
    var on = assertThrows(IllegalArgumentException.class, () -> passage.accept(zero));
    assertEquals("run 5 starts on the threshold 0.0", on.getMessage());
    var bad = Samples.frame(0, 6, ScalarField.uniform(GRID, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> passage.accept(bad));
    assertThrows(IllegalArgumentException.class, () -> FirstPassage.ofMean(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Passage(0, -1, true));
  }

  /// The 6-mercaptopurine remissions of Freireich et al. (1963), the textbook case of Kaplan and
  /// Meier's curve with Greenwood's errors (R: `survfit(Surv(time, status) ~ 1)`).
  @Test
  void survivalOfTheTextbookCase() {
    int[] passed = {6, 6, 6, 7, 10, 13, 16, 22, 23};
    int[] censored = {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35};
    var runs = new ArrayList<Passage>();
    Arrays.stream(passed).forEach(t -> runs.add(new Passage(runs.size(), t, true)));
    Arrays.stream(censored).forEach(t -> runs.add(new Passage(runs.size(), t, false)));
    var survival = Survival.of(runs);
    double[][] expected = {
      {6, 0.857, 0.0764},
      {7, 0.807, 0.0869},
      {10, 0.753, 0.0963},
      {13, 0.690, 0.1068},
      {16, 0.627, 0.1141},
      {22, 0.538, 0.1282},
      {23, 0.448, 0.1346}
    };
    assertEquals(expected.length + 1, survival.steps().size());
    for (double[] row : expected) {
      var step = survival.at(row[0] + 0.5);
      assertEquals(row[0], step.time(), 0);
      assertEquals(row[1], step.survival(), 6e-4);
      assertEquals(row[2], step.standardError(), 6e-5);
    }
    assertEquals(1, survival.at(5.9).survival(), 0);
    assertEquals(17, survival.at(7).watched());
  }

  @Test
  void greenwoodsErrorIsTheScatterOfTheCurve() {
    var random = new SplittableRandom(1);
    var trial =
        Samples.trial(
            400,
            () -> {
              // watched until a time of their own: half of them are censored
              var runs =
                  IntStream.range(0, 60)
                      .mapToObj(
                          run -> {
                            double time = exponential(10, random).getAsDouble();
                            double end = 20 * random.nextDouble();
                            return new Passage(run, Math.min(time, end), time <= end);
                          })
                      .toList();
              var step = Survival.of(runs).at(8);
              return new Mean(step.survival(), step.standardError(), 60);
            });
    assertEquals(Math.exp(-0.8), trial.mean().value(), 4 * trial.mean().standardError());
    assertEquals(trial.deviation(), trial.quoted(), 0.15 * trial.deviation());
  }

  @Test
  void flipTimeOfKnownTimes() {
    var runs = List.of(new Passage(0, 1, true), new Passage(1, 2, true), new Passage(2, 6, true));
    var exact = FlipTime.of(runs, 0.9);
    assertEquals(3, exact.mean(), 1e-12);
    assertEquals(3 / Math.sqrt(3), exact.standardError(), 1e-12);
    // χ² with 6 degrees of freedom: 5 % below 1.635383, 95 % below 12.591587
    assertEquals(18 / 12.591587, exact.low(), 1e-5);
    assertEquals(18 / 1.635383, exact.high(), 1e-5);
    var none = FlipTime.of(List.of(new Passage(0, 100, false), new Passage(1, 50, false)), 0.95);
    assertEquals(Double.POSITIVE_INFINITY, none.mean());
    assertEquals(Double.POSITIVE_INFINITY, none.high());
    assertEquals(-150 / Math.log(0.025), none.low(), 1e-4);
    assertThrows(IllegalArgumentException.class, () -> FlipTime.of(runs, 1));
    assertThrows(IllegalArgumentException.class, () -> FlipTime.of(List.of(), 0.95));
  }

  /// The interval holds τ as often as it says, whether runs are cut off or not.
  @Test
  void confidenceIntervalsHoldTheFlipTime() {
    var random = new SplittableRandom(2);
    int trials = 2000;
    for (double end : new double[] {Double.POSITIVE_INFINITY, 80}) {
      int held = 0;
      var mean = new RunningMean();
      for (int i = 0; i < trials; i++) {
        var flip = FlipTime.of(passages(12, end, exponential(100, random)), 0.9);
        held += flip.low() <= 100 && 100 <= flip.high() ? 1 : 0;
        mean.add(1 / flip.mean());
      }
      double deviation = Math.sqrt(0.9 * 0.1 / trials);
      double coverage = (double) held / trials;
      assertTrue(coverage > 0.9 - 3.5 * deviation, end + ": " + coverage);
      assertTrue(coverage < (end < 1e9 ? 0.96 : 0.9 + 3.5 * deviation), end + ": " + coverage);
      if (end > 1e9) { // ⟨d/T⟩ of Gamma distributed T
        assertEquals(12.0 / 11 / 100, mean.mean().value(), 4 * mean.mean().standardError());
      }
    }
  }

  @Test
  void exponentialTimesAreRejectedAsOftenAsTheTestSays() {
    var random = new SplittableRandom(3);
    int trials = 2000;
    for (double end : new double[] {Double.POSITIVE_INFINITY, 60}) {
      int rejected = 0;
      for (int i = 0; i < trials; i++) {
        var runs = passages(30, end, exponential(100, random));
        rejected += ExponentialTest.of(runs).probability() < 0.1 ? 1 : 0;
      }
      assertEquals(0.1, (double) rejected / trials, 4 * Math.sqrt(0.09 / trials), "until " + end);
    }
  }

  @Test
  void anotherLawIsRejected() {
    var random = new SplittableRandom(4);
    var exponential = exponential(30, random);
    DoubleSupplier ofTwoSteps = () -> exponential.getAsDouble() + exponential.getAsDouble();
    DoubleSupplier mixed =
        () -> exponential.getAsDouble() * (random.nextBoolean() ? 0.2 : 3); // two kinds of runs
    for (var law : List.of(ofTwoSteps, mixed)) {
      var test = ExponentialTest.of(passages(100, 150, law));
      assertTrue(test.probability() < 1e-3, test.toString());
      assertTrue(test.passed() > 70 && test.passed() < 100, test.toString());
    }
    var few = passages(3, 1e9, exponential);
    var refusal = assertThrows(IllegalArgumentException.class, () -> ExponentialTest.of(few));
    assertTrue(String.valueOf(refusal.getMessage()).startsWith("3 passages cannot tell"));
    assertFalse(ExponentialTest.of(passages(4, 1e9, exponential)).probability() < 1e-4);
  }

  /// A² of 1.933, 2.492 and 3.857 is exceeded by 10, 5 and 1 % (Stephens, JASA 69, 730 (1974)).
  @Test
  void tabulatedPointsOfAndersonDarling() {
    // Three even shares, pushed together until A² has the value sought.
    double[][] tabulated = {{1.933, 0.10}, {2.492, 0.05}, {3.857, 0.01}};
    for (double[] row : tabulated) {
      double low = 0;
      double high = 0.25;
      ExponentialTest test = pushed(0);
      for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        test = pushed(middle);
        if (test.statistic() < row[0]) {
          low = middle;
        } else {
          high = middle;
        }
      }
      assertEquals(row[0], test.statistic(), 1e-6);
      assertEquals(row[1], test.probability(), 3e-4);
    }
  }

  /// Four runs whose first three passages come at shares ¼ − p, ½ − p, ¾ − p of the total time.
  private static ExponentialTest pushed(double p) {
    double a = (0.25 - p) / 4;
    double b = a + 0.25 / 3;
    double c = b + 0.25 / 2;
    double d = c + 0.25 + p;
    return ExponentialTest.of(
        List.of(
            new Passage(0, a, true),
            new Passage(1, b, true),
            new Passage(2, c, true),
            new Passage(3, d, true)));
  }

  @Test
  void chiSquareOfManyDegreesIsGood() {
    // FlipTime relies on it for runs by the thousand: the Wilson–Hilferty value
    double z = 1.959964;
    int nu = 4000;
    double cube = 1 - 2.0 / (9 * nu) + z * Math.sqrt(2.0 / (9 * nu));
    assertEquals(nu * cube * cube * cube, new ChiSquareDistribution(nu).quantile(0.975), 0.02);
  }
}
