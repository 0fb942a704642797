package onsagerflow.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import onsagerflow.field.Grid;
import onsagerflow.field.vector.VectorField;
import org.junit.jupiter.api.Test;

class ArrowsTest {

  /// A body of 3 × 4 × 5 cells (x, y, z), 2 long along z, 1 else.
  private static VectorField body() {
    return new VectorField(
        new Grid(
            List.of(
                new Grid.Axis(5, 2, Grid.Boundary.OPEN),
                new Grid.Axis(4, 1, Grid.Boundary.OPEN),
                new Grid.Axis(3, 1, Grid.Boundary.OPEN))),
        3);
  }

  /// The colour in a corner of the painted area, beside the arrow of the cell there; images have
  /// two pixels a unit.
  private static Color corner(BufferedImage image) {
    return new Color(image.getRGB(2 * 64 + 3, 2 * 34 + 3));
  }

  private static boolean isRed(Color colour) {
    return colour.getRed() > colour.getBlue() + 40;
  }

  private static boolean isBlue(Color colour) {
    return colour.getBlue() > colour.getRed() + 40;
  }

  @Test
  void theMiddleLayerIsShownFromEachSide() {
    for (int axis = 0; axis < 3; axis++) {
      var m = body();
      int[] middle = {1, 2, 2}; // of three, four and five cells
      for (int cell = 0; cell < m.grid().size(); cell++) {
        int[] at = {cell % 3, cell / 3 % 4, cell / 12};
        m.set(axis, cell, at[axis] == middle[axis] ? 1 : -1);
      }
      assertTrue(isRed(corner(Arrows.across(m, axis).size(200).image())), "axis " + axis);
      assertTrue(
          !isRed(corner(Arrows.across(m, axis).colouredBy((axis + 1) % 3).size(200).image())));
    }
  }

  @Test
  void upIsUpAndTheShapeIsThatOfTheLayer() {
    var m = body();
    for (int cell = 0; cell < m.grid().size(); cell++) {
      m.set(0, cell, cell / 12 == 4 ? -1 : 1); // the uppermost along z
    }
    var side = Arrows.across(m, 0).size(200);
    assertTrue(isBlue(corner(side.image())));
    assertEquals(34 + 200 + 50, side.height()); // 10 along z, 4 along y
    assertEquals(64 + 80 + 92, side.width());
    assertEquals("arrows over heat map: side", side.title("side").toString());
  }

  @Test
  void arrowsPointAlongTheVectors() {
    var m = new VectorField(Grid.square(1), 3);
    m.set(0, 0, 1);
    var right = dark(Arrows.of(m).size(100).image());
    m.set(0, 0, -1);
    var left = dark(Arrows.of(m).size(100).image());
    assertTrue(right > 0.5 + 0.05 && left < 0.5 - 0.05, right + " " + left);
  }

  /// Where the middle of the dark pixels of one cell lies, from 0 at the left to 1: an arrow has
  /// its weight in its head.
  private static double dark(BufferedImage image) {
    double sum = 0;
    int count = 0;
    for (int y = 2 * 34 + 4; y < 2 * 134 - 4; y++) {
      for (int x = 2 * 64 + 4; x < 2 * 164 - 4; x++) {
        if (new Color(image.getRGB(x, y)).getGreen() < 100) {
          sum += (x - 128.0) / 200;
          count++;
        }
      }
    }
    return sum / count;
  }

  @Test
  void refusesWhatHasNoSuchSide() {
    var plane = new VectorField(Grid.square(4), 3);
    for (Runnable wrong :
        Arrays.<Runnable>asList(
            () -> Arrows.across(plane, 0),
            () -> Arrows.across(body(), 3),
            () -> Arrows.of(new VectorField(Grid.square(4), 2)))) {
      assertThrows(IllegalArgumentException.class, wrong::run);
    }
  }
}
