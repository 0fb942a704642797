package onsagerflow.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LagPairsTest {

  private static final Grid GRID = new Grid(2, 2, 1);

  /// Runs 0 and 1, recorded in turn at t, t + 0.1, t + 0.3.
  private static RecordedTrajectory runs() {
    var frames = new ArrayList<Frame>();
    for (double lag : new double[] {0, 0.1, 0.3}) {
      for (int run = 0; run < 2; run++) {
        var m = ScalarField.uniform(GRID, lag);
        frames.add(new Frame(run + lag, run, new Frame.Conditions(1, 0), m, Optional.empty()));
      }
    }
    return new RecordedTrajectory(new Trajectory.Origin(GRID, 1), frames);
  }

  @Test
  void eachRunGivesItsFirstFrameAndTheOneALagLater() {
    var data = runs();
    var pairs = LagPairs.of(data, 0.3);
    assertEquals(4, pairs.size());
    assertSame(data.frame(0), pairs.frame(0));
    assertSame(data.frame(4), pairs.frame(1));
    assertEquals(1.3, pairs.time(3), 1e-12); // 1 + 0.3 is no sum of binary fractions
    assertEquals(1, pairs.run(3));
    assertEquals(data.origin(), pairs.origin());
  }

  @Test
  void aLagThatNobodyRecordedIsRefused() {
    var data = runs();
    var e = assertThrows(IllegalArgumentException.class, () -> LagPairs.of(data, 0.2));
    assertEquals("run 0 has no frame 0.2 sweeps after its first", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> LagPairs.of(data, 0));
  }
}
