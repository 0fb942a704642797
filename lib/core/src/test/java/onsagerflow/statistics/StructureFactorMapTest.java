package onsagerflow.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import org.junit.jupiter.api.Test;

class StructureFactorMapTest {

  private static double s(double ky, double kx) {
    return 0.1 + Math.exp(-4 * ky * ky - 20 * kx * kx + 10 * ky * kx);
  }

  @Test
  void ellipticFieldsShowTheirStructureFactor() {
    var grid = new Grid(16, 15, 2);
    var fields = new GaussianFields(grid);
    var random = new SplittableRandom(1);
    var map = new StructureFactorMap(grid);
    int runs = 300;
    for (int run = 0; run < runs; run++) {
      var noise = fields.whiteNoise(random);
      map.accept(Samples.frame(3, run, fields.shape(noise, StructureFactorMapTest::s)));
    }
    var point = map.points().getFirst();
    assertEquals(runs, point.runs());
    int within = 0;
    for (int y = 0; y < grid.ny(); y++) {
      for (int x = 0; x < grid.nx(); x++) {
        double exact = s(map.ky(y), map.kx(x));
        // at ky = −π/a the field of the other sign is meant as well
        double error = Math.abs(point.s().get(y, x) - exact) / point.standardError().get(y, x);
        assertTrue(error < 5 || y == 0, "at " + map.ky(y) + ", " + map.kx(x) + ": " + error);
        within += error < 1 ? 1 : 0;
      }
    }
    assertEquals(0.68, within / (double) grid.size(), 0.12);
    assertEquals(0, map.ky(8), 0);
    assertEquals(0, map.kx(7), 0);
    assertEquals(2 * Math.PI / 30, map.kx(8), 1e-12);
    assertEquals(-Math.PI / 2, map.ky(0), 1e-12);
  }

  @Test
  void uniformFieldIsOnePointInTheMiddle() {
    var grid = new Grid(4, 6, 8);
    var frames = List.of(Samples.frame(0, 0, ScalarField.uniform(grid, 0.5)));
    var point = StructureFactorMap.of(Samples.trajectory(frames)).getFirst();
    assertEquals(24 * 0.25, point.s().get(2, 3), 1e-12);
    assertEquals(24 * 0.25, point.s().mean() * 24, 1e-12);
    assertTrue(Double.isNaN(point.standardError().get(0)));
    var map = new StructureFactorMap(new Grid(4, 4, 8));
    assertThrows(IllegalArgumentException.class, () -> map.accept(frames.getFirst()));
  }
}
