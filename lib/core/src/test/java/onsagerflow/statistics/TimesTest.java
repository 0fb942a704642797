package onsagerflow.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Starts;
import onsagerflow.field.Trajectory;
import org.junit.jupiter.api.Test;

/// Times that were added up, 0.1 + 0.2, are those that were asked for, 0.3.
class TimesTest {

  private static final Grid GRID = new Grid(4, 6, 2);

  private static Frame frame(double time, int run) {
    var m = ScalarField.uniform(GRID, 0);
    m.set(run % 24, 0.5);
    return new Frame(time, run, new Frame.Conditions(1, 0), m, Optional.empty());
  }

  private static Trajectory trajectory() {
    var frames = new ArrayList<Frame>();
    for (int run : List.of(8, 3)) {
      double time = 0;
      for (int i = 0; i < 8; i++) {
        frames.add(frame(time, run));
        time += 0.1;
      }
    }
    return new RecordedTrajectory(new Trajectory.Origin(GRID, 2), frames);
  }

  @Test
  void partsHoldTheTimesAskedFor() {
    var data = trajectory(); // at 0.30000000000000004 and 0.7999999999999999
    assertEquals(2 * 5, data.between(0.3, 0.7).size());
    assertEquals(2 * 4, data.between(0, 0.3).size());
    assertEquals(2, data.at(0.3).size());
    assertEquals(2, StructureFactor.at(0.3, data, 2).bands().getFirst().s().runs());
    assertEquals(0.25 / 24, Statistic.MEAN_SQUARE.of(data).at(0.3).value(), 1e-15);
    var later = new ArrayList<Frame>();
    data.stream().filter(f -> f.time() < 0.75).forEach(later::add);
    var state = Equilibrium.of(new RecordedTrajectory(data.origin(), later).between(0.6, 1), 0.7);
    assertEquals(0.5 / 24, state.m().value(), 1e-15);
  }

  @Test
  void runsAreNumbersOfAnyOrder() {
    var data = trajectory();
    assertEquals(Set.of(3, 8), data.runs());
    var one = data.ofRuns(Set.of(3));
    assertEquals(8, one.size());
    assertEquals(0.5, one.m(2).get(3));
    assertEquals(2, Starts.of(data).runs().size());
    assertEquals(0, data.ofRuns(Set.of(4)).size());
  }

  /// What runs of several temperatures have in common is no mean of one ensemble.
  @Test
  void temperaturesAreTakenOneByOne() {
    var warm = new Frame(1, 9, new Frame.Conditions(1.5, 0), frame(1, 9).m(), Optional.empty());
    var mixed = new RecordedTrajectory(new Trajectory.Origin(GRID, 2), List.of(frame(1, 4), warm));
    var e = assertThrows(IllegalArgumentException.class, () -> Statistic.MEAN.of(mixed));
    assertEquals(
        "run 4 has T = 1.0 and run 9 has T = 1.5 at t = 1.0: take each temperature by itself",
        e.getMessage());
    assertEquals(0.5 / 24, Statistic.MEAN.of(mixed.ofRun(9)).at(1).value(), 1e-15);
  }

  @Test
  void whatDoesNotVaryHasNoAutocorrelation() {
    var still = new ArrayList<Frame>();
    for (int t = 0; t < 4; t++) {
      still.add(
          new Frame(
              t, 0, new Frame.Conditions(1, 0), ScalarField.uniform(GRID, 0.3), Optional.empty()));
    }
    var data = new RecordedTrajectory(new Trajectory.Origin(GRID, 2), still);
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> FieldAutocorrelation.ofCells(1).read(data).integratedTime());
    assertEquals("nothing varies from t = 1.0 on: there is no autocorrelation", e.getMessage());
  }

  @Test
  void aFrameIsCountedOnce() {
    var twice = List.of(frame(1, 0), frame(1, 0));
    var data = new RecordedTrajectory(new Trajectory.Origin(GRID, 2), twice);
    assertThrows(IllegalArgumentException.class, () -> Moments.of(data));
  }
}
