package onsagerflow.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Optional;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.statistics.comparison.Comparison;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

  private static Trajectory trajectory(int runs) {
    var grid = new Grid(4, 8, 2);
    var frames = new ArrayList<Frame>();
    for (int run = 0; run < runs; run++) {
      for (int t = 0; t < 3; t++) {
        frames.add(
            new Frame(
                t,
                run,
                new Frame.Conditions(1, 0),
                ScalarField.uniform(grid, 0.1 * t),
                Optional.empty()));
      }
    }
    return new RecordedTrajectory(new Trajectory.Origin(grid, 2), frames);
  }

  @Test
  void aPictureOfEach() {
    var comparison = Comparison.of("spins", trajectory(2)).with("model", trajectory(1));
    var fields = Snapshots.at(2, comparison, map -> map.limit(1).size(80));
    assertEquals("[heat map: spins, heat map: model]", fields.toString());
    var one = Heatmap.of(new ScalarField(new Grid(4, 8, 2))).size(80);
    assertEquals(2 * one.width(), fields.width());
    var rows = Snapshots.spaceTime(comparison, map -> map.size(80));
    assertEquals("[heat map: spins, heat map: model]", rows.toString());
    assertThrows(IllegalArgumentException.class, () -> Snapshots.at(5, comparison, map -> map));
  }
}
