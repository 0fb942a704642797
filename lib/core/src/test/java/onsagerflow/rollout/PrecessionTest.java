package onsagerflow.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Grid;
import onsagerflow.meso.RotationalDiffusion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Vectors that stay on a sphere.
class PrecessionTest {

  interface Method {
    Stepper of(RotationalDiffusion equation);
  }

  static Stream<Method> methods() {
    return Stream.of(EulerMaruyama::new, StochasticHeun::new);
  }

  /// Without noise m turns at ω and keeps its length and its z.
  @ParameterizedTest
  @MethodSource("methods")
  void lengthIsKept(Method method) {
    var stepper = method.of(new RotationalDiffusion(new Grid(1, 1, 1), 2, 0));
    double[] m = {0.6, 0, 0.8};
    for (int step = 0; step < 1000; step++) {
      stepper.step(m, 0.001, new CounterRandom(1, 0));
      assertEquals(1, Math.sqrt(m[0] * m[0] + m[1] * m[1] + m[2] * m[2]), 1e-15);
    }
    assertEquals(0.8, m[2], 1e-3);
    assertEquals(2, Math.atan2(m[1], m[0]), 1e-3);
    assertEquals(0, stepper.clips());
  }

  /// ⟨m(t)⟩ = e^{−2Dt} times m(0), turned by ωt, within four standard errors.
  @ParameterizedTest
  @MethodSource("methods")
  void theMeanTurnsAndDecays(Method method) {
    var grid = new Grid(100, 200, 1);
    int cells = grid.size();
    double omega = 2;
    double diffusion = 0.3;
    var stepper = method.of(new RotationalDiffusion(grid, omega, diffusion));
    var m = new double[3 * cells];
    java.util.Arrays.fill(m, 0, cells, 1);
    var random = new CounterRandom(2, 0);
    for (int step = 0; step < 400; step++) {
      stepper.step(m, 0.0025, random);
    }
    double decay = Math.exp(-2 * diffusion);
    double[] expected = {decay * Math.cos(omega), decay * Math.sin(omega), 0};
    double length = 0;
    for (int i = 0; i < 3; i++) {
      double sum = 0;
      for (int cell = 0; cell < cells; cell++) {
        sum += m[i * cells + cell];
        length += m[i * cells + cell] * m[i * cells + cell];
      }
      assertEquals(expected[i], sum / cells, 4 / Math.sqrt(2.0 * cells)); // ⟨m²⟩ is about ½
    }
    assertEquals(cells, length, 1e-9 * cells);
  }

  /// A step that turns by two radians leaves the sphere by too much, and is counted.
  @ParameterizedTest
  @MethodSource("methods")
  void tooLongAStepIsCounted(Method method) {
    var grid = new Grid(1, 3, 1);
    var stepper = method.of(new RotationalDiffusion(grid, 1, 0));
    double[] m = {1, 1, 0, 0, 0, 0, 0, 0, 1}; // the third turns about itself
    stepper.step(m, 2, new CounterRandom(1, 0));
    assertEquals(2, stepper.clips());
    assertEquals(1, m[8], 0);
  }
}
