package onsagerflow.rare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.meso.MeanFieldKac;
import org.junit.jupiter.api.Test;

class DiffusionPassageTest {

  @Test
  void freeDiffusionFromTheWallTakesTheSquareOfTheDistance() {
    var free = new DiffusionPassage(m -> 0, m -> 0.5);
    assertEquals(4, free.meanTime(-1, 1 - 2 * (1 - Math.sqrt(0.5)), -1), 1e-9); // L²/D
    // T(x) = (L² − x²)/D, distances from the wall
    assertEquals((4 - 0.25) / 0.5, free.meanTime(-0.5, 1), 1e-9);
    assertEquals((4 - 0.25) / 0.5, free.meanTime(0.5, -1), 1e-9, "mirrored");
  }

  @Test
  void driftedDiffusionTakesTheTextbookTime() {
    // constant drift a from a wall: T = L/a − D/(2a²) (1 − e^−2aL/D)
    double a = -0.7;
    double d = 0.3;
    double length = 1.6;
    double exact = length / a + d / (2 * a * a) * Math.expm1(-2 * a * length / d);
    var uphill = new DiffusionPassage(m -> a, m -> d);
    assertEquals(exact, uphill.meanTime(-1, -1 + length), 1e-6 * exact);
    assertEquals(exact, uphill.meanTime(4, 4 + length, 4), 1e-6 * exact);
  }

  @Test
  void impossiblePassagesAreRefused() {
    var free = new DiffusionPassage(m -> 0, m -> m > 0.9 ? 0 : 1);
    Refusal.of("start -2.0", () -> free.meanTime(-2, 0.5));
    Refusal.of("noise must be positive, got 0.0", () -> free.meanTime(-0.5, 1));
    Refusal.of("end 0.0", () -> free.meanTime(0, 0));
    var two =
        new MeanFieldKac(
            new Grid(1, 2, 1), new Frame.Conditions(1, 0), new Kernel(0, new double[1]));
    Refusal.of("2 cells", () -> DiffusionPassage.of(two));
  }
}
