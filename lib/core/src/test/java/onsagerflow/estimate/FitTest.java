package onsagerflow.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import onsagerflow.coarsen.BlockAverage;
import onsagerflow.coarsen.Recorder;
import onsagerflow.coarsen.Schedule;
import onsagerflow.estimate.data.Observations;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.Trajectory;
import onsagerflow.meso.Closure;
import onsagerflow.micro.KacIsing;
import onsagerflow.micro.KacKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Wherever a fit begins, it ends at the one solution.
class FitTest {

  private static final int CELLS = 1 << 17;

  private static Observations record(boolean generator, double temperature) {
    var grid = Grid.square(128);
    var spins = new KacIsing(grid, KacKernel.bump(16), new Frame.Conditions(temperature, 0.02));
    var frames = new ArrayList<Frame>();
    double[] means = {0, 0.3, -0.5, 0.6};
    new Recorder(new BlockAverage(4), generator)
        .record(
            spins,
            generator
                ? Schedule.series(Schedule.geometric(0.3, 10, 12))
                : Schedule.pairs(0.1, Schedule.geometric(0.3, 10, 12)),
            means,
            new SplittableRandom(5),
            frames::add);
    return Observations.of(
        new RecordedTrajectory(new Trajectory.Origin("Kac-Ising", grid.coarsen(4), 4, 5), frames));
  }

  private static Fit fit(Learner learner, Observations data) {
    double temperature = data.conditions().temperature();
    var branch = new Branch(temperature, Knots.of(data, data), learner.mobility());
    return new Fit(learner, 5, List.of(branch));
  }

  private static void distort(Fit fit, double slope, double noise) {
    var branch = fit.branches().getFirst();
    Arrays.setAll(branch.slope, i -> slope * branch.slope[i]);
    Arrays.setAll(branch.nu, k -> noise * branch.nu[k]);
  }

  /// Each J within half a standard error.
  private static void assertSame(Fit expected, Fit actual, String start) {
    for (int o = 0; o < expected.orbits().size(); o++) {
      int i = expected.kernelAt() + o;
      double error = Math.sqrt(expected.solution().covariance[i][i]);
      assertEquals(expected.orbitValues()[o], actual.orbitValues()[o], 0.5 * error, start);
    }
  }

  /// Their equations are solved from anywhere: s′ and N off by any factor, s′ of the wrong sign.
  @ParameterizedTest
  @CsvSource({"1.2, COSH, M", "0.7, COSH, M_PHI", "0.7, ONSAGER, M"})
  void generatorChannels(double temperature, Closure closure, MobilityForm mobility) {
    var data = record(true, temperature);
    var learner = Learner.standard().with(closure).with(mobility);
    Fit expected = null;
    for (double[] start : new double[][] {{1, 1}, {20, 30}, {-30, 1}, {0, 0.1}, {3, 100}}) {
      var fit = fit(learner, data);
      fit.startLinear(data, CELLS);
      distort(fit, start[0], start[1]);
      fit.refine();
      assertTrue(new Scoring(fit, line -> {}).iterate(data, CELLS, 0.1, 60) < 1);
      expected = expected == null ? fit : expected;
      assertSame(expected, fit, Arrays.toString(start));
    }
  }

  /// Their likelihood may have other maxima, but from within a factor of two it ends at one.
  @ParameterizedTest
  @CsvSource({"1.2, COSH, M", "0.7, COSH, M_PHI"})
  void framePairs(double temperature, Closure closure, MobilityForm mobility) {
    var data = record(false, temperature);
    var learner = Learner.standard().with(closure).with(mobility);
    Fit expected = null;
    for (double[] start : new double[][] {{1, 1}, {2, 2}, {0.5, 0.5}}) {
      var fit = fit(learner, data);
      fit.startFree(data, CELLS);
      distort(fit, start[0], start[1]);
      boolean isNear = new Scoring(fit, line -> {}).climb(data, CELLS, 0.3, 60);
      assertTrue(isNear, Arrays.toString(start));
      fit.conclude(data, isNear);
      expected = expected == null ? fit : expected;
      assertSame(expected, fit, Arrays.toString(start));
    }
  }

  /// Every pass moves N(m) once, so that after two over the same data hardly anything is left.
  @Test
  void meanNoiseSolvesItsEquations() {
    var data = record(false, 1.2);
    var fit = fit(Learner.standard(), data);
    var few = data.spread(6);
    fit.startFree(few, CELLS);
    new Scoring(fit, line -> {}).climb(few, CELLS, 0.5, 60);
    new Scoring(fit, line -> {}).climb(data, CELLS, 0.1, 1);
    fit.conclude(data, true);
    fit.run(data, CELLS);
    var left = fit.branches().getFirst().meanNoiseSolution;
    for (int k = 0; k < left.step.length; k++) {
      assertEquals(0, left.step[k] / Math.sqrt(left.covariance[k][k]), 0.5, "knot " + k);
    }
  }

  /// J cut off at 2 of its 4 blocks leaves s′ and the rest of J to one that is weaker; the narrowed
  /// fit loses a tenth of that at most.
  @Test
  void aNarrowedFitBeginsNearItsMaximum() {
    var data = record(false, 0.85);
    var wide = fit(Learner.standard(), data);
    wide.startFree(data, CELLS);
    assertTrue(new Scoring(wide, line -> {}).climb(data, CELLS, 0.3, 60));
    var maximum = RadiusSelection.narrowed(wide, 2);
    double narrowed = objective(maximum, data);
    double cut = objective(wide.resized(2), data);
    assertTrue(new Scoring(maximum, line -> {}).climb(data, CELLS, 0.3, 60));
    double highest = objective(maximum, data);
    assertTrue(highest - cut > 50, "lost by the cut " + (highest - cut));
    assertEquals(highest, narrowed, 0.1 * (highest - cut));
  }

  private static double objective(Fit fit, Observations data) {
    fit.run(data, CELLS);
    return fit.objective + fit.sums().logPrior;
  }
}
