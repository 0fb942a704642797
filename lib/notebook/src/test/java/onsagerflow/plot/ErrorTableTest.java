package onsagerflow.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Map;
import java.util.SplittableRandom;
import onsagerflow.coarsen.BlockAverage;
import onsagerflow.coarsen.Recorder;
import onsagerflow.coarsen.Schedule;
import onsagerflow.estimate.Learner;
import onsagerflow.estimate.MobilityForm;
import onsagerflow.estimate.data.Observations;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.Trajectory;
import onsagerflow.micro.KacIsing;
import onsagerflow.micro.KacKernel;
import onsagerflow.statistics.Sweep;
import org.junit.jupiter.api.Test;

class ErrorTableTest {

  private static final double[] ENDS = {0, 1};
  private static final double[] BETA = {1 / 0.9, 1 / 0.9};

  @Test
  void aFitOfSpinsIsCloseToTheExactFunctions() {
    var kernel = KacKernel.bump(16);
    var grid = Grid.square(128);
    var frames = new ArrayList<Frame>();
    new Recorder(new BlockAverage(8), true)
        .record(
            new KacIsing(grid, kernel, new Frame.Conditions(0.9, 0)),
            Schedule.series(Schedule.geometric(0.3, 6, 12)),
            new double[] {0, 0.4, -0.6},
            new SplittableRandom(1),
            frames::add);
    var data = new RecordedTrajectory(new Trajectory.Origin("Kac", grid.coarsen(8), 8, 1), frames);
    var errors = new ErrorTable(KacKernel.blockKernel(kernel, 8));
    var learner = Learner.standard().withRadius(2);
    errors.add("with φ", learner.fit(Observations.of(data)), data);
    errors.add("without", learner.with(MobilityForm.M).fit(Observations.of(data)), data);
    var table = errors.table();
    assertEquals(2, table.rowCount());
    assertEquals(0.9, table.doubleColumn("T").get(0));
    // R = 2B: block averaging leaves some per cent of J.
    assertEquals(0, table.doubleColumn("s′ %").get(0), 3);
    assertEquals(0, table.doubleColumn("K(m, φ) %").get(0), 2);
    assertEquals(0, table.doubleColumn("J %").get(0), 25);
    assertTrue(table.doubleColumn("K(m, φ) %").isMissing(1));
    var swept = Sweep.over("seed", Map.of(1, data));
    errors.add("with φ", learner, swept);
    errors.addMobility("β", observed -> new onsagerflow.meso.Table(ENDS, BETA, ENDS), swept);
    assertEquals(errors.largest("J %", "with φ"), errors.smallest("J %", "with φ"));
    assertEquals(table.doubleColumn("J %").get(0), errors.largest("J %", "with φ"));
    // K = β(1 − m tanh βφ) is far from the constant β, most where m and φ are large.
    assertTrue(errors.smallest("K(m) %", "β") > 5 * errors.largest("K(m) %", "with φ"));
    assertThrows(IllegalArgumentException.class, () -> errors.largest("J %", "β"));
  }
}
