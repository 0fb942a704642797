package onsagerflow.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.statistics.comparison.Comparison;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYSeries;

class SpectraTest {

  private static final Grid GRID = new Grid(16, 16, 8);

  /// White noise, whose S(k) is its variance.
  private static Trajectory noise(double variance, long seed) {
    var random = new SplittableRandom(seed);
    var frames = new ArrayList<Frame>();
    for (int run = 0; run < 8; run++) {
      var m = new ScalarField(GRID);
      for (int x = 0; x < m.size(); x++) {
        m.set(x, Math.sqrt(variance) * random.nextGaussian());
      }
      frames.add(new Frame(3, run, new Frame.Conditions(1, 0), m, Optional.empty()));
    }
    return new RecordedTrajectory(new Trajectory.Origin(GRID, 8), frames);
  }

  private final Comparison comparison =
      Comparison.of("spins", noise(0.02, 1))
          .with("twice", noise(0.04, 2))
          .with("quiet", noise(1e-9, 3));

  private static List<XYSeries> series(Figure figure, String label) {
    return figure.chart().getSeriesCollection().stream()
        .filter(s -> s.isShowInLegend() && label.equals(s.getLabel()))
        .toList();
  }

  @Test
  void whatHasNoFluctuationsIsNotDrawn() {
    var figure = Spectra.of(comparison, 6, 3, Palette.LEARNED, Palette.ALLEN_CAHN);
    assertEquals(1, series(figure, "spins").size());
    assertEquals(1, series(figure, "twice").size());
    assertEquals(List.of(), series(figure, "quiet"));
    assertEquals("S(k) at t = 3", figure.chart().getTitle());
    assertEquals("noise", figure.titled("noise").chart().getTitle());
    assertThrows(
        IllegalArgumentException.class, () -> Spectra.of(comparison, 6, 3, Palette.LEARNED));
  }

  @Test
  void ratiosStandSideBySide() {
    var figure = Spectra.ratios(comparison, 6, 3, Palette.LEARNED, Palette.ALLEN_CAHN);
    var twice = series(figure, "twice").getFirst();
    var quiet = series(figure, "quiet").getFirst();
    for (int band = 0; band < twice.getYData().length; band++) {
      assertEquals(2, twice.getYData()[band], 1.5);
      assertTrue(twice.getXData()[band] < quiet.getXData()[band]);
    }
    int last = twice.getYData().length - 1; // of the most modes
    assertEquals(2, twice.getYData()[last], 0.6);
  }
}
