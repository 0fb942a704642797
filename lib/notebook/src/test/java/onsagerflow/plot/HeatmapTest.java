package onsagerflow.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
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
