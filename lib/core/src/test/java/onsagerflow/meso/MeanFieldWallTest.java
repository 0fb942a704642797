package onsagerflow.meso;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import onsagerflow.field.Kernel;
import onsagerflow.field.KernelMoments;
import onsagerflow.micro.KacKernel;
import org.junit.jupiter.api.Test;

/// Walls of eq. (3) whose motion is known.
class MeanFieldWallTest {

  /// J₂ = s²J₁ for a Gaussian and for a box, so that D = s²/2 at every temperature.
  @Test
  void gaussiansAndBoxesMoveByHalfTheirSecondMoment() {
    for (double temperature : new double[] {0.9, 0.7}) {
      for (var kernel : new Kernel[] {KacKernel.gaussian(8), KacKernel.box(16)}) {
        double variance = Math.pow(KernelMoments.of(kernel).range(), 2);
        double d = MeanFieldWall.of(kernel, temperature).diffusivity();
        assertEquals(1, d / (variance / 2), 2e-3, "T = " + temperature);
      }
    }
  }

  @Test
  void theProfileRestsAndHasThePhasesAtItsEnds() {
    var kernel = KacKernel.bump(12);
    var wall = MeanFieldWall.of(kernel, 0.8);
    assertEquals(0.7104, wall.bulk(), 5e-5); // m = tanh 1.25 m
    assertEquals(wall.bulk(), wall.profile().at(1e3), 1e-9);
    assertEquals(-wall.bulk(), wall.profile().at(-60), 1e-4);
    for (int x : new int[] {0, 3, 10}) {
      double field = 0;
      for (int dy = -11; dy <= 11; dy++) {
        for (int dx = -11; dx <= 11; dx++) {
          field += kernel.get(dy, dx) * wall.profile().at(x - dx);
        }
      }
      assertEquals(wall.profile().at(x), Math.tanh(1.25 * field), 1e-10);
    }
    assertEquals((wall.profile().at(3) + wall.profile().at(4)) / 2, wall.profile().at(3.5), 1e-12);
  }

  /// Near T_c the wall is Landau's, m* tanh(x/w) with w = s/√(1 − T).
  @Test
  void nearTheCriticalPointItIsLandaus() {
    var wall = MeanFieldWall.of(KacKernel.gaussian(3), 0.97);
    double w = 3 / Math.sqrt(0.03);
    assertEquals(wall.bulk() * Math.tanh(1), wall.profile().at(w), 0.02 * wall.bulk());
  }

  /// D of a wide wall holds where q is 1 but for rounding; a narrow one is held by the cells.
  @Test
  void coldWalls() {
    var wide = MeanFieldWall.of(KacKernel.gaussian(20), 0.05);
    assertEquals(1, wide.diffusivity() / 200, 0.05);
    var e =
        assertThrows(
            IllegalStateException.class,
            () -> MeanFieldWall.of(KacKernel.gaussian(3), 0.05).diffusivity());
    assertTrue(
        String.valueOf(e.getMessage())
            .startsWith("the wall is narrower than a cell: m/m* is 0.9998"),
        e.toString());
  }

  @Test
  void aProfileIsStretchedByTheCellsOfItsKernel() {
    var wall = MeanFieldWall.of(KacKernel.gaussian(3), 0.8);
    assertEquals(wall.profile().at(2.5), wall.profile(8).at(20), 1e-12);
  }

  @Test
  void kernelsWithoutAFlatWallAreRefused() {
    var ring = new Kernel(1, new double[] {-0.1, -0.1, -0.1, -0.1, 2, -0.1, -0.1, -0.1, -0.1});
    var e = assertThrows(IllegalArgumentException.class, () -> MeanFieldWall.of(ring, 0.5));
    assertEquals(
        "a wall needs a J whose second moment is positive, got -0.6 cells²", e.getMessage());
    // neighbours that repel win over a weak attraction farther away
    var rows = new double[5][5];
    rows[2][1] = rows[2][3] = -2;
    rows[2][0] = rows[2][4] = 2.6;
    var stripes = Kernel.of(rows);
    assertThrows(IllegalArgumentException.class, () -> MeanFieldWall.of(stripes, 0.2));
  }

  @Test
  void oneNeedsTwoPhases() {
    assertThrows(IllegalArgumentException.class, () -> MeanFieldWall.of(KacKernel.box(2), 1));
  }
}
