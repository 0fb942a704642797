package onsagerflow.meso;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

  @Test
  void oneNeedsTwoPhases() {
    assertThrows(IllegalArgumentException.class, () -> MeanFieldWall.of(KacKernel.box(2), 1));
  }
}
