package onsagerflow.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;
import org.junit.jupiter.api.Test;

class HeatmapTest {

  private static final Color WHITE = new Color(0xF7F7F7);

  @Test
  void pictureHasTheSizeItTells() {
    var map = Heatmap.of(new ScalarField(new Grid(32, 64, 8))).size(200);
    var image = map.image();
    assertEquals(2 * map.width(), image.getWidth());
    assertEquals(2 * map.height(), image.getHeight());
  }

  @Test
  void cellsOfAnOblongLatticeAreSquare() {
    var wide = Heatmap.of(new ScalarField(new Grid(32, 64, 8))).size(200);
    var square = Heatmap.of(new ScalarField(new Grid(64, 64, 8))).size(200);
    assertEquals(square.width(), wide.width());
    assertEquals(square.height() - 100, wide.height());
  }

  @Test
  void positiveIsRedNegativeIsBlueAndUpIsUp() {
    var field = new ScalarField(new Grid(2, 2, 1), new double[] {-1, 0, 0, 1});
    var picture = new Cells(Heatmap.of(field).size(100), 2);
    assertEquals(WHITE, picture.colour(0, 1));
    assertEquals(WHITE, picture.colour(1, 0));
    assertTrue(picture.colour(0, 0).getBlue() > picture.colour(0, 0).getRed());
    assertTrue(picture.colour(1, 1).getRed() > picture.colour(1, 1).getBlue());
  }

  /// Tick labels of the same numbers, whatever the unit of the edges.
  @Test
  void lengthsMayHaveAnotherUnit() {
    var cells = new ScalarField(new Grid(4, 4, 3));
    var metres = new ScalarField(new Grid(4, 4, 3e-9));
    var inNanometres = Heatmap.of(metres).lengths("nm", 1e-9).size(200).image();
    var asTheyAre = Heatmap.of(cells).lengths("nm", 1).size(200).image();
    for (int x = 0; x < asTheyAre.getWidth(); x++) {
      for (int y = 0; y < asTheyAre.getHeight(); y++) {
        assertEquals(asTheyAre.getRGB(x, y), inNanometres.getRGB(x, y));
      }
    }
  }

  @Test
  void kernelIsDrawnEven() {
    var kernel = Kernel.of(new double[][] {{0, 2, -1}, {3, 5, 3}, {-1, 2, 0}});
    var picture = new Cells(Heatmap.of(kernel).size(120), 3);
    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 3; x++) {
        assertEquals(picture.colour(y, x), picture.colour(2 - y, 2 - x));
      }
    }
    assertEquals(new Color(0x67001F), picture.colour(1, 1));
  }

  @Test
  void coloursStopAtTheLimit() {
    var field = new ScalarField(new Grid(1, 2, 1), new double[] {0.5, 2});
    var picture = new Cells(Heatmap.of(field).limit(0.5).size(100), 2);
    assertEquals(picture.colour(0, 0), picture.colour(0, 1));
    assertThrows(IllegalArgumentException.class, () -> Heatmap.of(field).limit(0));
  }

  /// A front that moves one cell per frame is a diagonal, later times higher.
  @Test
  void spaceTimeRunsUpwards() {
    var picture = new Cells(Heatmap.spaceTime(front(4, 0.5), 0, 1).size(100), 4);
    for (int t = 0; t < 4; t++) {
      for (int x = 0; x < 4; x++) {
        boolean red = picture.colour(t, x).getRed() > picture.colour(t, x).getBlue();
        assertEquals(x <= t, red, "t " + t + ", x " + x);
      }
    }
    var averaged = new Cells(Heatmap.spaceTime(front(4, 0.5), 1, 2).size(100), 4);
    assertEquals(WHITE, averaged.colour(0, 0), "rows 1 and 0 cancel");
  }

  /// Row 0 is 1 up to cell t and −1 beyond; row 1 has the opposite sign.
  private static List<Frame> front(int n, double interval) {
    return IntStream.range(0, n)
        .mapToObj(
            t -> {
              var m = new ScalarField(new Grid(2, n, 8));
              for (int x = 0; x < n; x++) {
                m.set(x, x <= t ? 1 : -1);
                m.set(n + x, x <= t ? -1 : 1);
              }
              return new Frame(interval * t, 0, new Frame.Conditions(1, 0), m, Optional.empty());
            })
        .toList();
  }

  @Test
  void spaceTimeRefusesUnevenTimes() {
    var frames = new ArrayList<>(front(4, 0.5));
    frames.remove(1);
    var refused =
        assertThrows(IllegalArgumentException.class, () -> Heatmap.spaceTime(frames, 0, 1));
    assertTrue(refused.toString().contains("frame 1 at t = 1.0"), refused.toString());
    assertThrows(IllegalArgumentException.class, () -> Heatmap.spaceTime(front(4, 1), 0, 3));
  }

  /// k = 0 in the middle, small wave vectors only, and kx to the right.
  @Test
  void waveVectorsAreCutOutAroundZero() {
    var grid = new Grid(8, 8, 2);
    var s = new ScalarField(new Grid(8, 8, 1));
    s.set(grid.index(4, 4), -1);
    s.set(grid.index(4, 5), 1);
    double step = 2 * Math.PI / 16;
    var picture = new Cells(Heatmap.ofWaveVectors(s, grid, 1.1 * step).size(90), 3);
    assertEquals(new Color(0x053061), picture.colour(1, 1));
    assertEquals(new Color(0x67001F), picture.colour(1, 2));
    assertEquals(WHITE, picture.colour(1, 0));
    assertThrows(
        IllegalArgumentException.class, () -> Heatmap.ofWaveVectors(s, new Grid(8, 4, 2), step));
  }

  /// Reads the colour at the middle of a cell; the coloured area begins at (64, 34).
  private record Cells(BufferedImage image, double edge) {
    Cells(Heatmap map, int cells) {
      this(map.image(), (map.width() - 64 - 92) / (double) cells);
    }

    Color colour(int y, int x) {
      int base = image.getHeight() / 2 - 50;
      return new Color(
          image.getRGB((int) (2 * (64 + (x + 0.5) * edge)), (int) (2 * (base - (y + 0.5) * edge))));
    }
  }
}
