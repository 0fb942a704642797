package onsagerflow.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.statistics.Statistic;
import onsagerflow.statistics.comparison.Comparison;
import org.junit.jupiter.api.Test;

class ComparisonViewTest {

  private static final Grid GRID = new Grid(2, 2, 1);

  /// Uniform m, of so many runs at t = 0 and 1.
  private static Trajectory uniform(double... ofRuns) {
    var frames = new ArrayList<Frame>();
    for (int run = 0; run < ofRuns.length; run++) {
      for (int t = 0; t < 2; t++) {
        double m = t * ofRuns[run];
        var field = new ScalarField(GRID, new double[] {m, m, m, m});
        frames.add(new Frame(t, run, new Frame.Conditions(1, 0), field, Optional.empty()));
      }
    }
    return new RecordedTrajectory(new Trajectory.Origin("uniform", GRID, 1, 0), frames);
  }

  private final Comparison comparison =
      Comparison.of("spins", uniform(0.3, 0.5)).with("model", uniform(0.5, 0.7));

  @Test
  void tableSaysHowFarOffEachIs() {
    var table = Tables.of(comparison, 1, Statistic.MEAN);
    assertEquals(List.of("spins", "model"), table.stringColumn(0).asList());
    assertEquals(0.6, table.doubleColumn("⟨m⟩").getDouble(1), 1e-12);
    assertEquals(0.1, table.doubleColumn("± of ⟨m⟩").getDouble(1), 1e-12);
    assertEquals(50, table.doubleColumn("⟨m⟩ off by %").getDouble(1), 1e-9);
    var deviations = Tables.deviations(comparison, "model", Statistic.MEAN);
    assertEquals(0, deviations.doubleColumn("⟨m⟩").getDouble(0));
    assertEquals(0.2 / Math.hypot(0.1, 0.1), deviations.doubleColumn("⟨m⟩").getDouble(1), 1e-9);
  }

  @Test
  void figureHasPointsOfTheReferenceAndBandsOfTheOthers() {
    var expected =
        Figure.of("", "t", "⟨m⟩")
            .line("model", comparison.series(Statistic.MEAN, "model"), Palette.LEARNED)
            .points("spins", comparison.series(Statistic.MEAN, "spins"), Palette.EXACT);
    var figure = Figure.of("", "t", "⟨m⟩").compared(comparison, Statistic.MEAN, Palette.LEARNED);
    assertArrayEquals(FigureTest.pixels(expected), FigureTest.pixels(figure));
    var noColours = Figure.of("", "t", "⟨m⟩");
    assertThrows(
        IllegalArgumentException.class, () -> noColours.compared(comparison, Statistic.MEAN));
  }

  @Test
  void rowsAreFilledOneAfterTheOther() {
    var part = Heatmap.of(uniform(0.1).frame(0).m()).size(100);
    var rows = Panels.inRows(2, List.of(part, part, part));
    assertEquals(2 * part.width(), rows.width());
    assertEquals(2 * part.height(), rows.height());
  }
}
