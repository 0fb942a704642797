package onsagerflow.estimate.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import org.junit.jupiter.api.Test;

class DriftPredictionTest {

  private static final Grid GRID = Grid.square(64);

  /// Drift −m, and m uniform between −1 and 1.
  private static RecordedTrajectory frames(boolean generator) {
    var random = new CounterRandom(1, 0);
    var m = new ScalarField(GRID).map(zero -> random.nextDouble(-1, 1));
    var known = new Frame.Generator(m.map(x -> -x), m.map(x -> 1));
    var frame =
        new Frame(
            0, 0, new Frame.Conditions(1, 0), m, generator ? Optional.of(known) : Optional.empty());
    return new RecordedTrajectory(new Trajectory.Origin("test", GRID, 1, 1), List.of(frame));
  }

  @Test
  void errorsAreThoseOfThePrediction() {
    var tenthTooWeak = DriftPrediction.of(m -> m.map(x -> -0.9 * x), frames(true));
    assertEquals(0.1, tenthTooWeak.relativeError(), 1e-12);
    assertEquals(0.9, tenthTooWeak.slope(), 1e-12);
    var none = DriftPrediction.of(m -> m.map(x -> 0), frames(true));
    assertEquals(1, none.relativeError(), 1e-12);
    assertEquals(0, none.slope(), 0);
  }

  @Test
  void errorGrowsWithTheDriftThatIsMissed() {
    var bySize = DriftPrediction.of(m -> m.map(x -> 0), frames(true)).errorBySize(0.1, 20);
    assertEquals(10, bySize.x().size(), "nothing beyond 1");
    for (int i = 0; i < 10; i++) {
      assertEquals((i + 0.5) * 0.1, bySize.x().get(i), 1e-12);
      assertEquals((i + 0.5) * 0.1, bySize.y().get(i), 0.02);
    }
    // some 400 blocks in each
    assertEquals(bySize.y().get(5) / Math.sqrt(820), bySize.standardError().get(5), 2e-3);
  }

  @Test
  void framesMustTellTheDrift() {
    assertThrows(IllegalArgumentException.class, () -> DriftPrediction.of(m -> m, frames(false)));
  }
}
