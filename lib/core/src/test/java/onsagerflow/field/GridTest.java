package onsagerflow.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import onsagerflow.field.Grid.Axis;
import onsagerflow.field.Grid.Boundary;
import org.junit.jupiter.api.Test;

class GridTest {

  private static final Grid BOX = new Grid(List.of(periodic(4), periodic(3), periodic(5)));

  private static Axis periodic(int cells) {
    return new Axis(cells, 2, Boundary.PERIODIC);
  }

  private static Axis open(int cells) {
    return new Axis(cells, 2, Boundary.OPEN);
  }

  @Test
  void gridsOfEqualAxesAreEqual() {
    var plane = new Grid(List.of(periodic(6), periodic(8)));
    assertEquals(new Grid(6, 8, 2), plane);
    assertEquals(new Grid(6, 8, 2).hashCode(), plane.hashCode());
    assertNotEquals(new Grid(8, 6, 2), plane);
    assertNotEquals(new Grid(6, 8, 1), plane);
    assertNotEquals(new Grid(List.of(periodic(6), open(8))), plane);
    assertNotEquals(new Grid(List.of(periodic(1), periodic(6), periodic(8))), plane);
  }

  @Test
  void xRunsFastest() {
    int index = 0;
    for (int z = 0; z < 4; z++) {
      for (int y = 0; y < 3; y++) {
        for (int x = 0; x < 5; x++) {
          assertEquals(index, BOX.index(z, y, x));
          assertEquals(index, BOX.index(z - 4, y + 3, x - 10));
          index++;
        }
      }
    }
    assertEquals(60, BOX.size());
    assertEquals(new Grid(3, 5, 1).index(2, 4), new Grid(3, 5, 1).index(0, -1, -1));
  }

  @Test
  void nothingLiesBeyondAnOpenEnd() {
    var strip = new Grid(List.of(open(3), periodic(5)));
    assertEquals(strip.index(2, 4), strip.index(2, -1));
    assertThrows(IndexOutOfBoundsException.class, () -> strip.index(3, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> strip.index(-1, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> strip.index(1, 0, 0));
    assertThrows(IllegalStateException.class, () -> BOX.index(0, 0));
  }

  @Test
  void blocksKeepTheBoundaries() {
    var fine = new Grid(List.of(open(8), periodic(4), periodic(6)));
    var coarse = fine.coarsen(2);
    assertEquals(
        List.of(
            new Axis(4, 4, Boundary.OPEN),
            new Axis(2, 4, Boundary.PERIODIC),
            new Axis(3, 4, Boundary.PERIODIC)),
        coarse.axes());
    assertEquals(64, coarse.cellVolume());
    assertEquals(
        "block size 4 does not divide the lattice 8 x 4 x 6",
        assertThrows(IllegalArgumentException.class, () -> fine.coarsen(4)).getMessage());
  }

  @Test
  void aCellHoldsTheLatticePointsUnderIt() {
    assertEquals(64, new Grid(3, 3, 8).cellVolume());
    assertEquals(8, BOX.cellVolume());
    assertEquals(1, new Grid(3, 3, 0.1).cellVolume());
    assertEquals(64, Grid.cellVolume(8, 2));
    assertEquals(512, Grid.cellVolume(8, 3));
    assertThrows(IllegalArgumentException.class, () -> Grid.cellVolume(1291, 3));
  }

  /// Σ (m(neighbour) − m(here)), by the definition.
  @Test
  void theLaplacianIsTheSumOverNeighbours() {
    var m = new SplittableRandom(1).doubles(BOX.size(), -1, 1).toArray();
    var result = new double[m.length];
    BOX.laplacian(m, result);
    int[][] steps = {{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -1}};
    for (int z = 0; z < 4; z++) {
      for (int y = 0; y < 3; y++) {
        for (int x = 0; x < 5; x++) {
          double sum = 0;
          for (int[] step : steps) {
            sum += m[BOX.index(z + step[0], y + step[1], x + step[2])] - m[BOX.index(z, y, x)];
          }
          assertEquals(sum, result[BOX.index(z, y, x)], 1e-14);
        }
      }
    }
  }

  /// With zero normal derivative at both ends, cos πq(x + ½)/n is a mode of eigenvalue 2cos(πq/n) −
  /// 2.
  @Test
  void atOpenEndsTheNormalDerivativeIsZero() {
    var box = new Grid(List.of(open(7), open(5), open(6)));
    var m = new double[box.size()];
    int[] n = {7, 5, 6};
    int[] q = {3, 1, 4};
    double eigenvalue = 0;
    for (int axis = 0; axis < 3; axis++) {
      eigenvalue += 2 * Math.cos(Math.PI * q[axis] / n[axis]) - 2;
    }
    for (int cell = 0; cell < m.length; cell++) {
      int[] at = {cell / 30, cell / 6 % 5, cell % 6};
      m[cell] = 1;
      for (int axis = 0; axis < 3; axis++) {
        m[cell] *= Math.cos(Math.PI * q[axis] * (at[axis] + 0.5) / n[axis]);
      }
    }
    var result = new double[m.length];
    box.laplacian(m, result);
    double factor = eigenvalue;
    assertArrayEquals(Arrays.stream(m).map(x -> factor * x).toArray(), result, 1e-14);
  }

  @Test
  void saysWhatItIs() {
    assertEquals("6 x 8 cells of edge 2.0", new Grid(6, 8, 2).toString());
    assertEquals(
        "4 x 6 x 8 cells of edge 1.0 x 2.0 x 2.0, open along z and x",
        new Grid(List.of(new Axis(4, 1, Boundary.OPEN), periodic(6), open(8))).toString());
  }

  @Test
  void gridsThatCannotBeAreRefused() {
    refused("a grid needs cells along every axis, got 0", () -> new Grid(4, 0, 1));
    refused("grid spacing must be positive, got -1.0", () -> new Grid(4, 4, -1));
    refused("a grid has two or three dimensions, got 1 axes", () -> new Grid(List.of(open(4))));
    refused(
        "a grid has at most 2147483647 cells, got 65536 x 65536", () -> new Grid(65536, 65536, 1));
    var tall = new Grid(List.of(new Axis(4, 1, Boundary.PERIODIC), periodic(6)));
    assertEquals(
        "the edges of a cell differ: 4 x 6 cells of edge 1.0 x 2.0",
        assertThrows(IllegalStateException.class, tall::spacing).getMessage());
  }

  private static void refused(String message, Runnable construction) {
    assertEquals(
        message, assertThrows(IllegalArgumentException.class, construction::run).getMessage());
  }
}
