package onsagerflow.rollout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Objects;
import java.util.random.RandomGenerator;
import onsagerflow.field.CounterRandom;
import onsagerflow.meso.Equations;
import onsagerflow.meso.StochasticEquation;
import org.junit.jupiter.api.Test;

/// What every stepper must do.
abstract class StepperContract {

  abstract Stepper of(StochasticEquation equation);

  /// The name in [Equations#all] of an equation with noise that it can step.
  String equation() {
    return "cosh";
  }

  /// Its order in dt without noise.
  abstract int order();

  private Stepper stepper() {
    return of(Objects.requireNonNull(Equations.all().get(equation())));
  }

  /// A smooth start with a value that v = 64 spins can have in every cell.
  private static double[] start() {
    var m = new double[Equations.GRID.size()];
    Arrays.setAll(m, cell -> Math.rint(20 * Math.sin(2 * Math.PI * (cell % 12) / 12)) / 32);
    return m;
  }

  private static void run(Stepper stepper, double[] m, double dt, int steps, long seed) {
    var random = new CounterRandom(seed, 0);
    stepper.start(m, random);
    for (int step = 0; step < steps; step++) {
      stepper.step(m, dt, random);
    }
  }

  private static double[] path(Stepper stepper, double dt, int steps, long seed) {
    var m = start();
    run(stepper, m, dt, steps, seed);
    return m;
  }

  @Test
  void oneSeedOnePath() {
    var path = path(stepper(), 0.1, 10, 1);
    assertArrayEquals(path, path(stepper(), 0.1, 10, 1), 0);
    assertFalse(Arrays.equals(path, path(stepper(), 0.1, 10, 2)), "the seed changes nothing");
  }

  /// A run forgets the runs before it.
  @Test
  void aStepperCanBeUsedAgain() {
    var used = stepper();
    run(used, new double[Equations.GRID.size()], 0.07, 5, 3);
    assertArrayEquals(path(stepper(), 0.1, 10, 1), path(used, 0.1, 10, 1), 0);
  }

  @Test
  void theStateIsItsValuesAndNotItsArray() {
    var path = path(stepper(), 0.1, 10, 1);
    var stepper = stepper();
    var random = new CounterRandom(1, 0);
    var m = start();
    stepper.start(m, random);
    for (int step = 0; step < 10; step++) {
      var copy = m.clone();
      stepper.step(copy, 0.1, random);
      m = copy;
    }
    assertArrayEquals(path, m, 0);
  }

  @Test
  void stepsOfUnequalLengthAreTaken() {
    var m = start();
    var stepper = stepper();
    var random = new CounterRandom(1, 0);
    stepper.start(m, random);
    for (double dt : new double[] {0.1, 0.02, 0.2, 0.05}) {
      stepper.step(m, dt, random);
    }
    assertTrue(Arrays.stream(m).allMatch(x -> Math.abs(x) <= 1));
  }

  @Test
  void withoutNoiseNothingIsLeftToChance() {
    assertArrayEquals(
        path(stepper().withoutNoise(), 0.1, 10, 1), path(stepper().withoutNoise(), 0.1, 10, 2), 0);
    assertSame(stepper().equation().getClass(), stepper().withoutNoise().equation().getClass());
  }

  @Test
  void orderWithoutNoise() {
    var steppers = stepper().withoutNoise();
    var coarse = path(steppers, 0.1, 20, 1);
    var middle = path(steppers, 0.05, 40, 1);
    var fine = path(steppers, 0.025, 80, 1);
    double ratio = distance(coarse, middle) / distance(middle, fine);
    assertEquals(order(), Math.log(ratio) / Math.log(2), 0.12);
  }

  @Test
  void withoutNoiseNoCellLeaves() {
    var calm = stepper().withoutNoise();
    run(calm, start(), 0.1, 20, 1);
    assertEquals(0, calm.clips());
  }

  /// The mean over many short paths is that of the path without noise: noise has no drift. The
  /// difference that noise of variance D makes through the curvature of the drift is of order D
  /// dt².
  @Test
  void noiseHasNoMean() {
    int paths = 4000;
    var stepper = stepper();
    var mean = new double[Equations.GRID.size()];
    var square = new double[mean.length];
    var calm = start();
    stepper.withoutNoise().step(calm, 0.02, new CounterRandom(1, 0));
    RandomGenerator random = new CounterRandom(5, 0);
    for (int path = 0; path < paths; path++) {
      var m = start();
      stepper.start(m, random);
      stepper.step(m, 0.02, random);
      for (int cell = 0; cell < m.length; cell++) {
        mean[cell] += (m[cell] - calm[cell]) / paths;
        square[cell] += Math.pow(m[cell] - calm[cell], 2) / paths;
      }
    }
    double chiSquare = 0;
    for (int cell = 0; cell < mean.length; cell++) {
      chiSquare += mean[cell] * mean[cell] * paths / square[cell];
    }
    // of 120 degrees of freedom, 99.9 % lie below 173
    assertTrue(chiSquare < 173, "chi square of 120 degrees of freedom: " + chiSquare);
  }

  static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }
}
