package onsagerflow.statistics.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.RecordedVectors;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.field.vector.VectorTrajectory;
import onsagerflow.statistics.Statistic;
import org.junit.jupiter.api.Test;

class VectorComparisonTest {

  /// Two cells, one with (0, 0, 2a) and one with (0, 2a, 0).
  private static VectorTrajectory vectors(double a) {
    var grid = new Grid(1, 2, 4);
    var m = new VectorField(grid, 3);
    m.set(2, 0, 2 * a);
    m.set(1, 1, 2 * a);
    var frame = new VectorFrame(0, 0, new Frame.Conditions(0.2, 0), m, Optional.empty());
    return new RecordedVectors(new Trajectory.Origin("by hand", grid, 1), List.of(frame));
  }

  @Test
  void everyNumberSeenOfAVectorIsCompared() {
    var comparison = VectorComparison.of("spins", vectors(0.1)).with("equation", vectors(0.2));
    assertEquals(List.of("spins", "equation"), comparison.norm().names());
    assertEquals(0.4, mean(comparison.norm(), "equation"), 1e-15);
    assertEquals(0.1, mean(comparison.component(2), "spins"), 1e-15);
    assertEquals(0, mean(comparison.component(0), "spins"), 1e-15);
    assertEquals(0.2, mean(comparison.seen(m -> m.projection(0, 1, 0)), "equation"), 1e-15);
  }

  private static double mean(Comparison comparison, String name) {
    return comparison.series(Statistic.MEAN, name).at(0).value();
  }

  @Test
  void namesAreUnique() {
    var comparison = VectorComparison.of("spins", vectors(0.1)).with("equation", vectors(0.2));
    assertThrows(IllegalArgumentException.class, () -> comparison.with("spins", vectors(0.1)));
    assertThrows(IllegalArgumentException.class, () -> comparison.with("equation", vectors(0.1)));
  }
}
