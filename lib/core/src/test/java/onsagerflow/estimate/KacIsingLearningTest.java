package onsagerflow.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import onsagerflow.coarsen.BlockAverage;
import onsagerflow.coarsen.Recorder;
import onsagerflow.coarsen.Schedule;
import onsagerflow.estimate.baseline.RawMobility;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.exact.ExactHeatBath;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.Symmetry;
import onsagerflow.field.Trajectory;
import onsagerflow.micro.KacIsing;
import onsagerflow.micro.KacKernel;
import org.junit.jupiter.api.Test;

/// Learns from spins, which know nothing of the equation that is fitted.
class KacIsingLearningTest {

  private static final double T = 0.8;
  private static final int BLOCK = 8;
  private static final Kernel KERNEL = KacKernel.bump(16);
  private static final ExactHeatBath EXACT =
      new ExactHeatBath(KacKernel.blockKernel(KERNEL, BLOCK), T);

  private static RecordedTrajectory record(Schedule schedule, boolean generator, double h) {
    return record(schedule, generator, h, 4);
  }

  private static RecordedTrajectory record(
      Schedule schedule, boolean generator, double h, long seed) {
    var grid = Grid.square(256);
    var spins = new KacIsing(grid, KERNEL, new Frame.Conditions(T, h));
    var frames = new ArrayList<Frame>();
    double[] means = {0, 0.3, -0.5, 0.6};
    new Recorder(new BlockAverage(BLOCK), generator)
        .record(spins, schedule, means, new SplittableRandom(seed), frames::add);
    return new RecordedTrajectory(
        new Trajectory.Origin("Kac-Ising", grid.coarsen(BLOCK), BLOCK, seed), frames);
  }

  @Test
  void generatorChannelsGiveTheExactFunctions() {
    var data = record(Schedule.series(Schedule.geometric(0.3, 10, 25)), true, 0.05);
    var learned = Learner.standard().withRadius(2).with(Symmetry.C4).fit(Observations.of(data));
    double range = EXACT.range(data, 0.99);
    // R = 2B: the field varies over a block, which the exact functions leave out.
    assertEquals(0, EXACT.kernelError(learned), 0.06);
    double centre = learned.kernel().get(0, 0);
    assertEquals(0, EXACT.entropySlopeError(learned.entropySlope(), centre, range), 0.015);
    assertEquals(0, EXACT.mobilityError(learned, data, range), 0.01);
    assertEquals(0, EXACT.meanMobilityError(learned.mobility(), data, range), 0.02);
  }

  /// Forces on free spins are large there, and known only with J.
  @Test
  void anOrderedPhaseFromOneStart() {
    double t = 0.6;
    var grid = Grid.square(256);
    var spins = new KacIsing(grid, KERNEL, new Frame.Conditions(t, 0));
    var frames = new ArrayList<Frame>();
    var schedule = Schedule.series(Schedule.even(0.3, 6, 16));
    double[] means = {0.9};
    new Recorder(new BlockAverage(BLOCK), true)
        .record(spins, schedule, means, new SplittableRandom(4), frames::add);
    var data =
        new RecordedTrajectory(
            new Trajectory.Origin("Kac-Ising", grid.coarsen(BLOCK), BLOCK, 4), frames);
    var learned = Learner.standard().withRadius(2).fit(Observations.of(data));
    assertEquals(1, learned.kernel().total(), 3 * learned.totalError());
    assertTrue(learned.totalError() < 0.15, "J ± " + learned.totalError());
  }

  /// Blocks of 16 spins with |m| > 0.84 take no part in the fit, but a cold system has them.
  @Test
  void mobilityHoldsInFullBlocks() {
    double t = 0.85;
    var grid = Grid.square(128);
    var spins = new KacIsing(grid, KacKernel.bump(12), new Frame.Conditions(t, 0));
    var frames = new ArrayList<Frame>();
    new Recorder(new BlockAverage(4), true)
        .record(
            spins,
            Schedule.series(Schedule.geometric(0.6, 12, 12)),
            new double[] {0, 0.3, -0.5, 0.6},
            new SplittableRandom(4),
            frames::add);
    var data =
        new RecordedTrajectory(new Trajectory.Origin("Kac-Ising", grid.coarsen(4), 4, 4), frames);
    var learned = Learner.standard().withRadius(3).with(Symmetry.C4).fit(Observations.of(data));
    var k = learned.mobilityByField().orElseThrow();
    for (double phi : new double[] {0.3, 0.5}) {
      assertEquals(1, k.at(1, phi) * t / (1 - Math.tanh(phi / t)), 0.05, "full, phi = " + phi);
      assertEquals(1, k.at(-1, -phi) * t / (1 - Math.tanh(phi / t)), 0.05, "full, phi = " + phi);
    }
  }

  @Test
  void barePairsGiveThemWithinTheirErrors() {
    var data = record(Schedule.pairs(0.1, Schedule.even(0.3, 10, 40)), false, 0);
    var learned = Learner.standard().withRadius(2).fit(Observations.of(data));
    double range = EXACT.range(data, 0.99);
    double error = EXACT.kernelError(learned);
    // The ratio of the norms over 12 unknowns is 1 ± 1/√24.
    double own = EXACT.kernelStandardError(learned);
    assertEquals(1, error / own, 5 / Math.sqrt(24), "J is off by " + error);
    double centre = learned.kernel().get(0, 0);
    assertEquals(0, EXACT.entropySlopeError(learned.entropySlope(), centre, range), 0.03);
    assertEquals(0, EXACT.mobilityError(learned, data, range), 0.03);
    assertTrue(EXACT.coverage(learned, 2) > 0.954 - 5 * 0.05);
  }

  @Test
  void errorBarsAreRightOverIndependentRuns() {
    int sets = 8;
    double coverage = 0;
    double squaredRatio = 0;
    for (int seed = 0; seed < sets; seed++) {
      var data = record(Schedule.pairs(0.1, Schedule.even(0.3, 10, 25)), false, 0, seed);
      var learned = Learner.standard().withRadius(2).fit(Observations.of(data));
      coverage += EXACT.coverage(learned, 2) / sets;
      double ratio = EXACT.kernelError(learned) / EXACT.kernelStandardError(learned);
      squaredRatio += ratio * ratio / sets;
    }
    // 95.4 % of some 20 unknowns in each of 8 sets: ± 2 % if all were independent; knots are not.
    assertEquals(0.954, coverage, 4 * 0.02);
    // Mean square of 12 kernel unknowns in each of 8 sets: 1 ± √(2/96).
    assertEquals(1, squaredRatio, 4 * Math.sqrt(2.0 / 96));
  }

  @Test
  void theRawVarianceIsBiasedByTheLagAndTheLearnedMobilityIsNot() {
    var data = record(Schedule.pairs(0.2, Schedule.even(0.3, 10, 20)), false, 0);
    var pairs = Observations.of(data);
    var learned = Learner.standard().withRadius(2).fit(pairs);
    var exact = EXACT.meanMobility(data);
    var raw = RawMobility.of(pairs, 20);
    double rawError = raw.at(0) / exact.at(0) - 1;
    double learnedError = learned.mobility().at(0) / exact.at(0) - 1;
    assertTrue(Math.abs(rawError) > 0.05, "raw K(0) is off by " + rawError);
    assertEquals(0, learnedError, 5 * learned.mobility().standardErrorAt(0) * T);
  }

  @Test
  void severalFieldsMayBeLearnedTogether() {
    var weak = record(Schedule.series(Schedule.geometric(0.3, 5, 6)), true, 0.1);
    var strong = record(Schedule.series(Schedule.geometric(0.3, 5, 6)), true, -0.2);
    var both = Observations.of(List.of(weak, strong), Observations.UseGenerator.AUTO);
    var learned = Learner.standard().withRadius(2).with(Symmetry.C4).fit(both);
    assertEquals(0, EXACT.kernelError(learned), 0.08);
  }
}
