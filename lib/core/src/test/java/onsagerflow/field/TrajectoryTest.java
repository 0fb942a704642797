package onsagerflow.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Parts of a trajectory of two runs.
class TrajectoryTest {

  private static final Grid GRID = new Grid(2, 2, 4);

  private static Trajectory recorded() {
    var frames = new ArrayList<Frame>();
    for (int run = 0; run < 2; run++) {
      for (int t = 0; t < 4; t++) {
        var m = ScalarField.uniform(GRID, run + t / 10.0);
        var generator = Optional.of(new Frame.Generator(m, m));
        frames.add(new Frame(0.1 * t, run, new Frame.Conditions(1, 0), m, generator));
      }
    }
    return new RecordedTrajectory(new Trajectory.Origin("", GRID, 4, 1), frames);
  }

  private static List<Double> fields(RecordedTrajectory trajectory) {
    return trajectory.frames().stream().map(frame -> frame.m().get(0)).toList();
  }

  @Test
  void partsKeepTheFramesAsTheyAre() {
    assertEquals(List.of(1.0, 1.1, 1.2, 1.3), fields(recorded().ofRun(1)));
    assertEquals(List.of(0.1, 0.2, 1.1, 1.2), fields(recorded().between(0.1, 0.2)));
    assertEquals(List.of(0.3, 1.3), fields(recorded().at(0.3))); // 3 · 0.1 but for rounding
    assertEquals(recorded().origin(), recorded().at(0).origin());
  }

  @Test
  void aFunctionOfTheFieldHasNoGenerator() {
    var squares = recorded().ofRun(1).map(m -> m * m);
    assertEquals(1.3 * 1.3, squares.frame(3).m().get(2), 1e-15);
    assertEquals(0.1, squares.time(1), 0);
    assertEquals(Optional.empty(), squares.frame(0).generator());
  }

  @Test
  void nothingIsNoPart() {
    var e = assertThrows(IllegalArgumentException.class, () -> recorded().ofRun(2));
    assertEquals(true, String.valueOf(e.getMessage()).contains("of run 2"));
    assertThrows(IllegalArgumentException.class, () -> recorded().at(0.15));
    assertThrows(IllegalArgumentException.class, () -> recorded().between(1, 2));
  }
}
