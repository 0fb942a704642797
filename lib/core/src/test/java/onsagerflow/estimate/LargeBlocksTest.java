package onsagerflow.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.SplittableRandom;
import onsagerflow.coarsen.BlockAverage;
import onsagerflow.coarsen.Recorder;
import onsagerflow.coarsen.Schedule;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.exact.Distances;
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

/// Blocks of thousands of spins, as in the paper's example: their means are known so well that
/// every approximation of the fit shows.
class LargeBlocksTest {

  private static final double T = 0.6;
  private static final int BLOCK = 64;
  private static final Kernel KERNEL = KacKernel.bump(4 * BLOCK);
  private static final ExactHeatBath EXACT =
      new ExactHeatBath(KacKernel.blockKernel(KERNEL, BLOCK), T);

  private static RecordedTrajectory record(Schedule schedule, boolean generator) {
    var grid = Grid.square(1024);
    var spins = new KacIsing(grid, KERNEL, new Frame.Conditions(T, 0));
    var frames = new ArrayList<Frame>();
    double[] means = {0, 0.3, 0.6, 0.85, -0.45};
    new Recorder(new BlockAverage(BLOCK), generator)
        .record(spins, schedule, means, new SplittableRandom(4), frames::add);
    return new RecordedTrajectory(
        new Trajectory.Origin("Kac-Ising", grid.coarsen(BLOCK), BLOCK, 4), frames);
  }

  @Test
  void pairsSettle() {
    var data = record(Schedule.pairs(0.5, Schedule.even(0.5, 10, 12)), false);
    var learned = Learner.standard().withRadius(4).with(Symmetry.C4).fit(Observations.of(data));
    assertTrue(learned.diagnostics().reliability().rounds() <= 10);
    assertEquals(1, learned.kernel().total(), 3 * learned.totalError());
    assertTrue(learned.totalError() < 0.05, "J ± " + learned.totalError());
    var off = Distances.of(EXACT, learned, data);
    assertEquals(0, off.kernel(), 2 * off.kernelStandardError());
    assertEquals(0, off.mobilityByField(), 4);
  }

  /// N of a polynomial in φ instead of tanh βφ leaves Ĵ(0) a per cent too weak.
  @Test
  void generatorChannelsGiveTheTotalStrength() {
    var data = record(Schedule.series(Schedule.even(1, 12, 8)), true);
    var learned = Learner.standard().withRadius(4).with(Symmetry.C4).fit(Observations.of(data));
    assertEquals(1, learned.kernel().total(), 0.002);
    var off = Distances.of(EXACT, learned, data);
    assertEquals(0, off.entropySlope(), 0.4);
    assertEquals(0, off.mobilityByField(), 0.1);
  }
}
