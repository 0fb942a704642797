package onsagerflow.rollout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Grid;
import onsagerflow.meso.Equations;
import onsagerflow.meso.RotatingOscillator;
import org.junit.jupiter.api.Test;

/// What every stepper of Gaussian noise must do besides, for vectors with a tensor noise as well.
///
/// Of a linear equation a step is m ← Pm + Qξ, so that its stationary covariance P C Pᵀ + QQᵀ = C
/// has no statistical error.
abstract class GaussianStepperContract extends StepperContract {

  /// Its order in dt in the covariance of a linear equation.
  abstract int weakOrder();

  private static final Grid CELL = new Grid(1, 1, 1);

  /// C after steps from zero: P and Q are read off a step from unit vectors without noise, and one
  /// from zero with one deviate 1.
  private double[][] covariance(double dt, int steps) {
    var p = new double[3][3];
    var q = new double[3][3];
    for (int j = 0; j < 3; j++) {
      var m = new double[3];
      m[j] = 1;
      var stepper = of(RotatingOscillator.on(CELL));
      stepper.withoutNoise().step(m, dt, new Impulse(0));
      var kicked = new double[3];
      stepper.step(kicked, dt, new Impulse(j));
      for (int i = 0; i < 3; i++) {
        p[i][j] = m[i];
        q[i][j] = kicked[i];
      }
    }
    var c = new double[3][3];
    for (int step = 0; step < steps; step++) {
      c = sum(product(product(p, c), transposed(p)), product(q, transposed(q)));
    }
    return c;
  }

  /// AC + CAᵀ = BBᵀ, by relaxation.
  private static double[][] exactCovariance() {
    var equation = RotatingOscillator.on(CELL);
    var drift = new double[3][3];
    var b = new double[3][3];
    for (int j = 0; j < 3; j++) {
      var m = new double[3];
      m[j] = 1;
      var a = new double[3];
      var noise = new double[2];
      equation.evaluate(m, a, noise);
      var kick = new double[3];
      equation.addNoise(noise, m, 1, kick);
      for (int i = 0; i < 3; i++) {
        drift[i][j] = a[i];
        b[i][j] = kick[i];
      }
    }
    var c = new double[3][3];
    for (int step = 0; step < 20_000; step++) {
      var change = product(drift, c);
      change = sum(sum(change, transposed(change)), product(b, transposed(b)));
      for (int i = 0; i < 9; i++) {
        c[i / 3][i % 3] += 0.01 * change[i / 3][i % 3];
      }
    }
    return c;
  }

  @Test
  void covarianceOfAVectorWithTensorNoiseHasItsOrder() {
    var exact = exactCovariance();
    double coarse = distance(exact, covariance(0.1, 2_000));
    double fine = distance(exact, covariance(0.05, 4_000));
    assertEquals(weakOrder(), Math.log(coarse / fine) / Math.log(2), 0.15);
    assertTrue(fine < 0.06 * distance(exact, new double[3][3]), "off by " + fine);
  }

  /// The covariance over cells that chance has driven is that of the step.
  @Test
  void covarianceOfAVectorWithTensorNoiseIsThatOfTheStep() {
    double dt = 0.1;
    var grid = new Grid(100, 200, 1);
    int cells = grid.size();
    var stepper = of(RotatingOscillator.on(grid));
    var random = new CounterRandom(4, 0);
    var m = new double[3 * cells];
    int steps = 100; // e^(−8) of the start is left
    for (int step = 0; step < steps; step++) {
      stepper.step(m, dt, random);
    }
    var expected = covariance(dt, steps);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double sum = 0;
        for (int cell = 0; cell < cells; cell++) {
          sum += m[i * cells + cell] * m[j * cells + cell];
        }
        double error =
            Math.sqrt((expected[i][i] * expected[j][j] + expected[i][j] * expected[i][j]) / cells);
        assertEquals(expected[i][j], sum / cells, 4 * error, i + ", " + j);
      }
    }
    assertEquals(0, stepper.clips());
  }

  /// Deviates are drawn number by number of the state, so that a scalar equation has those it had.
  @Test
  void deviatesAreDrawnInTheOrderOfTheState() {
    var stepper = of(RotatingOscillator.on(new Grid(2, 2, 1)));
    var alone = of(RotatingOscillator.on(CELL));
    for (int deviate = 0; deviate < 12; deviate++) {
      var m = new double[12];
      stepper.step(m, 0.1, new Impulse(deviate));
      var one = new double[3];
      alone.step(one, 0.1, new Impulse(deviate / 4));
      var expected = new double[12];
      for (int i = 0; i < 3; i++) {
        expected[4 * i + deviate % 4] = one[i];
      }
      assertArrayEquals(expected, m, 1e-15);
    }
  }

  @Test
  void withoutNoiseNoDeviatesAreDrawn() {
    RandomGenerator none =
        () -> {
          throw new AssertionError("a number was drawn");
        };
    var m = new double[Equations.GRID.size()];
    of(java.util.Objects.requireNonNull(Equations.all().get("allen-cahn-noise")))
        .withoutNoise()
        .step(m, 0.1, none);
  }

  private static double[][] product(double[][] a, double[][] b) {
    var c = new double[3][3];
    for (int i = 0; i < 27; i++) {
      c[i / 9][i / 3 % 3] += a[i / 9][i % 3] * b[i % 3][i / 3 % 3];
    }
    return c;
  }

  private static double[][] transposed(double[][] a) {
    var t = new double[3][3];
    for (int i = 0; i < 9; i++) {
      t[i / 3][i % 3] = a[i % 3][i / 3];
    }
    return t;
  }

  private static double[][] sum(double[][] a, double[][] b) {
    var c = new double[3][3];
    for (int i = 0; i < 9; i++) {
      c[i / 3][i % 3] = a[i / 3][i % 3] + b[i / 3][i % 3];
    }
    return c;
  }

  private static double distance(double[][] a, double[][] b) {
    double square = 0;
    for (int i = 0; i < 3; i++) {
      square += Math.pow(StepperContract.distance(a[i], b[i]), 2);
    }
    return Math.sqrt(square);
  }
}
