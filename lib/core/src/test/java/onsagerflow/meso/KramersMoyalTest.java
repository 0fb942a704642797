package onsagerflow.meso;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.meso.NeighbourDrift.Range;
import org.junit.jupiter.api.Test;

class KramersMoyalTest {

  private static final Range ALL = new Range(-1, 1);
  private static final Table NOISE =
      new Table(new double[] {-0.5, 0.5}, new double[] {0.01, 0.03}, new double[2]);

  @Test
  void theDriftIsItsPolynomial() {
    // by degree: 1; m, s; m², ms, s²
    var drift = new NeighbourDrift(1, 2, new double[] {0.1, 0.2, 0.3, 0.4, 0.5, 0.6}, ALL, ALL);
    double m = 0.7;
    double s = -0.2;
    double expected = 0.1 + 0.2 * m + 0.3 * s + 0.4 * m * m + 0.5 * m * s + 0.6 * s * s;
    assertEquals(expected, drift.at(m, s), 1e-15);
    var monomials = new double[NeighbourDrift.terms(2)];
    NeighbourDrift.monomials(m, s, monomials);
    assertArrayEquals(new double[] {1, m, s, m * m, m * s, s * s}, monomials, 1e-15);
  }

  @Test
  void beyondTheDataTheDriftStaysAtItsEdge() {
    var drift =
        new NeighbourDrift(
            1, 1, new double[] {0, -1, 1}, new Range(-0.5, 0.5), new Range(-0.2, 0.2));
    assertEquals(-0.5 + 0.2, drift.at(0.9, 0.9), 1e-15);
    assertEquals(0.1 - 0.2, drift.at(-0.1, -5), 1e-15);
  }

  @Test
  void everyCellSeesTheMeanOfItsNeighbours() {
    var grid = new Grid(6, 7, 8);
    var drift = new NeighbourDrift(1, 1, new double[] {0, 0, 1}, ALL, ALL);
    var equation = new KramersMoyal(grid, new Frame.Conditions(0.8, 0), drift, NOISE);
    double[] m = new SplittableRandom(1).doubles(grid.size(), -1, 1).toArray();
    var a = new double[m.length];
    var d = new double[m.length];
    equation.evaluate(m, a, d);
    double sum = 0;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        sum += m[grid.index(dy, 3 + dx)];
      }
    }
    assertEquals((sum - m[3]) / 8, a[3], 1e-14);
    assertEquals(NOISE.at(m[3]), d[3], 1e-9);
  }

  @Test
  void badCoefficientsAreRefused() {
    var negative = new Table(new double[] {0, 0.5}, new double[] {0.01, -0.03}, new double[2]);
    var drift = new NeighbourDrift(1, 1, new double[] {0, -1, 1}, ALL, ALL);
    var grid = new Grid(5, 5, 8);
    var conditions = new Frame.Conditions(1, 0);
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> new KramersMoyal(grid, conditions, drift, negative));
    assertEquals("noise must not be negative, got D = -0.03 at m = 0.5", refusal.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> new NeighbourDrift(1, 2, new double[3], ALL, ALL));
    assertThrows(IllegalArgumentException.class, () -> new Range(1, 0));
  }
}
