package onsagerflow.statistics.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Trajectory;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.Samples;
import onsagerflow.statistics.Series;
import onsagerflow.statistics.Statistic;
import org.junit.jupiter.api.Test;

/// Runs whose mean at t = 1 is that of their start, which is drawn, plus noise of their own.
class SharedStartsTest {

  private static final Grid GRID = new Grid(2, 3, 4);
  private static final double OF_STARTS = 0.1;
  private static final double OWN = 0.02;
  private static final int TRIALS = 400;

  /// Starts about three means, so many of each.
  private static double[] starts(int ofEach, SplittableRandom random) {
    double[] means = {-0.3, 0, 0.3};
    return java.util.stream.IntStream.range(0, 3 * ofEach)
        .mapToDouble(i -> means[i / ofEach] + OF_STARTS * random.nextGaussian())
        .toArray();
  }

  /// @param runs which go round the starts
  private static Trajectory runs(double[] starts, int runs, int firstRun, SplittableRandom random) {
    var frames = new ArrayList<Frame>();
    for (int run = 0; run < runs; run++) {
      double start =
          starts[runs < starts.length ? run * starts.length / runs : run % starts.length];
      double end = start + OWN * random.nextGaussian();
      frames.add(Samples.frame(0, firstRun + run, Samples.field(GRID, x -> start)));
      frames.add(Samples.frame(1, firstRun + run, Samples.field(GRID, x -> end)));
    }
    return Samples.trajectory(frames);
  }

  private static Comparison comparison(int ofEach, int rollouts, SplittableRandom random) {
    double[] starts = starts(ofEach, random);
    return Comparison.of("spins", runs(starts, 3 * ofEach, 5, random))
        .with("model", runs(starts, rollouts, 0, random));
  }

  /// What errors say of the differences, and how far these really scatter.
  private static Samples.Trial trial(int ofEach, int rollouts, boolean part) {
    var random = new SplittableRandom(ofEach + 100 * rollouts);
    return Samples.trial(
        TRIALS,
        () -> {
          var both = comparison(ofEach, rollouts, random);
          var seen = part ? both.map(record -> record.at(1)) : both;
          return seen.difference(Statistic.MEAN, "model").at(1);
        });
  }

  private static void assertTold(double exact, Samples.Trial trial) {
    assertEquals(0, trial.mean().value(), 5 * exact / Math.sqrt(TRIALS));
    assertEquals(exact, trial.deviation(), 4 * exact / Math.sqrt(2.0 * TRIALS));
    assertEquals(exact, trial.quoted(), 0.08 * exact, "quoted, not " + trial.deviation());
  }

  @Test
  void theStartsDropOutOfTheErrorOfADifference() {
    double exact = OWN * Math.sqrt(2.0 / 12);
    assertTold(exact, trial(4, 12, false));
    assertTold(exact, trial(4, 12, true)); // a part remembers where the whole began
  }

  @Test
  void severalRolloutsOfAStartAreOneDraw() {
    assertTold(OWN * Math.sqrt(1.0 / 12 + 1.0 / 36), trial(4, 36, false));
  }

  /// Starts without a rollout add what they scatter.
  @Test
  void rolloutsOfSomeOfTheStarts() {
    var random = new SplittableRandom(8);
    var trial =
        Samples.trial(
            TRIALS,
            () -> {
              double[] starts = random.doubles(24).map(x -> OF_STARTS * (x - 0.5)).toArray();
              return Comparison.of("spins", runs(starts, 24, 0, random))
                  .with("model", runs(starts, 12, 0, random))
                  .difference(Statistic.MEAN, "model")
                  .at(1);
            });
    double start = OF_STARTS * OF_STARTS / 12;
    double exact = Math.sqrt(start / 24 + OWN * OWN * (1.0 / 24 + 1.0 / 12));
    assertEquals(exact, trial.deviation(), 4 * exact / Math.sqrt(2.0 * TRIALS));
    assertEquals(exact, trial.quoted(), 0.1 * exact, "quoted, not " + trial.deviation());
  }

  @Test
  void independentRunsKeepTheirErrors() {
    var random = new SplittableRandom(3);
    var one = runs(starts(4, random), 12, 0, random);
    var other = runs(starts(4, random), 12, 0, random);
    var comparison = Comparison.of("spins", one).with("model", other);
    Series model = comparison.series(Statistic.MEAN, "model");
    Mean expected = model.minus(comparison.series(Statistic.MEAN, "spins")).at(1);
    assertEquals(
        expected.standardError(),
        comparison.difference(Statistic.MEAN, "model").at(1).standardError(),
        1e-15);
  }

  /// Of one start, what is compared is what comes of it.
  @Test
  void oneStartIsGiven() {
    var random = new SplittableRandom(4);
    double[] start = {0.2};
    var trial =
        Samples.trial(
            TRIALS,
            () ->
                Comparison.of("spins", runs(start, 8, 0, random))
                    .with("model", runs(start, 16, 0, random))
                    .difference(Statistic.MEAN, "model")
                    .at(1));
    assertTold(OWN * Math.sqrt(1.0 / 8 + 1.0 / 16), trial);
  }

  @Test
  void allThatIsSaidOfADifferenceKnowsTheStarts() {
    var random = new SplittableRandom(6);
    var within = 0.0;
    var expected = 0.0;
    for (int i = 0; i < 100; i++) {
      double[] starts = starts(4, random);
      for (int s = 0; s < starts.length; s++) {
        starts[s] += 2; // far from 0, where ratios make sense
      }
      var both =
          Comparison.of("spins", runs(starts, 12, 0, random))
              .with("model", runs(starts, 12, 0, random));
      var agreement = both.agreement("model", Statistic.MEAN);
      assertEquals(1, agreement.points());
      within += agreement.within() / 100;
      expected += agreement.expectedWithin() / 100;
      var row = both.sideBySide("model", Statistic.MEAN).row("⟨m⟩(1)");
      assertEquals(Math.abs(both.deviations(Statistic.MEAN, "model")[1]), row.standardErrors());
      double error = OWN * Math.sqrt(2.0 / 12);
      assertEquals(error, row.difference().standardError(), 0.7 * error);
      assertEquals(error / 2, both.ratio(Statistic.MEAN, "model").at(1).standardError(), error / 2);
      assertEquals(100 * error / 2, row.percentError(), 50 * error);
    }
    assertEquals(0.929, expected, 0.001); // |t| < 2 with 11 degrees of freedom
    assertEquals(expected, within, 4 * Math.sqrt(expected * (1 - expected) / 100));
    assertTrue(within < 1, "within " + within);
  }
}
