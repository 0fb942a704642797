package onsagerflow.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.meso.AllenCahn;
import onsagerflow.meso.StochasticEquation;
import org.junit.jupiter.api.Test;

class TimeStepCheckTest {

  private static final Grid GRID = new Grid(16, 16, 8);

  /// Explicit steps of diffusion on a square grid are unstable beyond dt = 1/(4κ) = 0.05.
  @Test
  void anUnstableStepIsRefusedAndAStableOneNamed() {
    var stiff = new AllenCahn(GRID, new Frame.Conditions(1, 0), 5, -0.2, 0.3);
    assertFalse(check(stiff, 0.2).isShortEnough());
    assertTrue(check(stiff, 0.02).isShortEnough());
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                TimeStepCheck.require(
                    EulerMaruyama::new, stiff, field(), 0, 0.2, new CounterRandom(1, 0)));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.startsWith("time step 0.2 is too long for this equation"), message);
    assertTrue(message.endsWith("is short enough"), message);
  }

  /// dm/dt = −λm: ten Euler steps against twenty of half the length, in closed form.
  @Test
  void differenceIsThatOfBothPaths() {
    double z = 0.1;
    var linear = new Linear(GRID, 1, 0, 0);
    double coarse = Math.pow(1 - z, 10);
    double fine = Math.pow(1 - z / 2, 20);
    assertEquals(fine - coarse, check(linear, z).difference(), 1e-12);
  }

  @Test
  void aFieldAtRestPasses() {
    var linear = new Linear(GRID, 1, 0, 0);
    var still = new ScalarField(GRID);
    var check = TimeStepCheck.of(EulerMaruyama::new, linear, still, 0.1, new CounterRandom(1, 0));
    assertEquals(0, check.difference());
  }

  private static TimeStepCheck check(StochasticEquation equation, double dt) {
    return TimeStepCheck.of(EulerMaruyama::new, equation, field(), dt, new CounterRandom(1, 0));
  }

  private static ScalarField field() {
    var m = new ScalarField(GRID);
    Arrays.setAll(m.values(), cell -> 0.4 * Math.sin(1.3 * cell));
    return m;
  }
}
