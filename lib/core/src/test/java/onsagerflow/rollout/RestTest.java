package onsagerflow.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;
import onsagerflow.meso.MeanFieldKac;
import org.junit.jupiter.api.Test;

class RestTest {

  private final MeanFieldKac equation =
      new MeanFieldKac(
          Grid.square(4), new Frame.Conditions(0.8, 0), new Kernel(0, new double[] {1}));

  @Test
  void uniformFieldRestsAtTheSpontaneousMagnetisation() {
    double m = MeanFieldKac.spontaneousMagnetisation(0.8);
    assertEquals(m, Math.tanh(m / 0.8), 1e-15);
    assertEquals(0, MeanFieldKac.spontaneousMagnetisation(1.1), 0);
    double critical = MeanFieldKac.spontaneousMagnetisation(0.9999);
    assertEquals(Math.sqrt(3e-4), critical, 1e-5); // m*² → 3(1 − T)
    var rest = Rest.of(equation, ScalarField.uniform(Grid.square(4), -0.1), 400, 0.1);
    assertEquals(-m, rest.m().get(5), 1e-10);
    assertTrue(rest.moved() < 1e-10, rest::toString);
  }

  @Test
  void whatHasNotHadTheTimeStillMoves() {
    var from = ScalarField.uniform(Grid.square(4), 0.1);
    var early = Rest.of(equation, from, 1, 0.1);
    assertTrue(early.moved() > 0.01, early::toString);
    assertEquals(0.1, from.get(0), 0, "the start is left as it was");
    assertThrows(IllegalArgumentException.class, () -> Rest.of(equation, from, 0, 0.1));
  }
}
