package onsagerflow.statistics.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.RecordedVectors;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;
import org.junit.jupiter.api.Test;

/// Fluctuations of independent cells about (0, 0, 0.5), with and without open ends.
class VectorFluctuationsTest {

  private static final double SPREAD = 0.1;

  @Test
  void independentCellsHaveAWhiteSpectrum() {
    for (var boundary : Grid.Boundary.values()) {
      var grid = new Grid(List.of(new Grid.Axis(12, 2, boundary), new Grid.Axis(12, 2, boundary)));
      var spread = VectorFluctuations.of(cells(grid), 1, 4);
      assertEquals(SPREAD, spread.x().value(), 5 * spread.x().standardError());
      assertEquals(SPREAD, spread.z().value(), 5 * spread.z().standardError());
      assertEquals(0.001, spread.x().standardError(), 0.0007);
      for (var band : spread.bands()) {
        double white = SPREAD * SPREAD;
        assertEquals(white, band.parallel().value(), 5 * band.parallel().standardError());
        assertEquals(white, band.perpendicular().value(), 5 * band.perpendicular().standardError());
        assertEquals(8, band.parallel().runs());
      }
    }
  }

  private static RecordedVectors cells(Grid grid) {
    var random = new SplittableRandom(1);
    var conditions = new Frame.Conditions(1, ExternalField.vector(0, 0, 0));
    var frames = new ArrayList<VectorFrame>();
    for (int run = 0; run < 8; run++) {
      for (int t = 0; t < 5; t++) {
        var m = new VectorField(grid, 3);
        double scatter = t == 0 ? 0 : SPREAD;
        for (int i = 0; i < m.values().length; i++) {
          m.values()[i] = scatter * random.nextGaussian() + (i >= 2 * grid.size() ? 0.5 : 0);
        }
        frames.add(new VectorFrame(t, run, conditions, m, Optional.empty()));
      }
    }
    return new RecordedVectors(new Trajectory.Origin(grid, 2), frames);
  }
}
