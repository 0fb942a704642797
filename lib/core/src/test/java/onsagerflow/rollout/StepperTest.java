package onsagerflow.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.DoubleToIntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.meso.Closure;
import onsagerflow.meso.EntropySlope;
import onsagerflow.meso.MeanFieldKac;
import onsagerflow.meso.Mobility;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.meso.StochasticEquation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The convergence orders that the steppers claim, measured.
class StepperTest {

  private static final Grid CELL = new Grid(1, 1, 1);

  static Stream<Arguments> methods() {
    BiFunction<StochasticEquation, Noise, Stepper> euler = EulerMaruyama::new;
    BiFunction<StochasticEquation, Noise, Stepper> heun = StochasticHeun::new;
    return Stream.of(Arguments.of(euler, 1), Arguments.of(heun, 2));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void orderWithoutNoise(BiFunction<StochasticEquation, Noise, Stepper> method, int order) {
    var coarse = quench(method, 0.1);
    var middle = quench(method, 0.05);
    var fine = quench(method, 0.025);
    double ratio = distance(coarse, middle) / distance(middle, fine);
    assertEquals(order, Math.log(ratio) / Math.log(2), 0.1);
  }

  private static double[] quench(BiFunction<StochasticEquation, Noise, Stepper> method, double dt) {
    var grid = new Grid(12, 12, 8);
    var kernel = new Kernel(1, new double[] {0, .2, 0, .2, .2, .2, 0, .2, 0});
    var stepper =
        method.apply(new MeanFieldKac(grid, new Frame.Conditions(0.7, 0.05), kernel), Noise.none());
    var m = new double[grid.size()];
    Arrays.setAll(m, cell -> 0.5 * Math.sin(cell * 0.7));
    for (int step = 0; step < Math.round(4 / dt); step++) {
      stepper.step(m, dt, RandomGenerator.getDefault());
    }
    return m;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  /// The final m of a linear equation with additive noise is Σ cᵢ ξᵢ; each cᵢ is read off a run
  /// whose only non-zero deviate is ξᵢ = 1, so the variance Σ cᵢ² and its error are exact.
  @ParameterizedTest
  @MethodSource("methods")
  void weakOrderOfTheVariance(BiFunction<StochasticEquation, Noise, Stepper> method, int order) {
    double rate = 1.3;
    double diffusion = 0.4;
    double exact = diffusion * (1 - Math.exp(-2 * rate * 2)) / (2 * rate);
    DoubleToIntFunction steps = dt -> (int) Math.round(2 / dt);
    var error = new double[2];
    for (int level = 0; level < 2; level++) {
      double dt = 0.05 / (1 << level);
      double variance = 0;
      for (int impulse = 0; impulse < steps.applyAsInt(dt); impulse++) {
        var stepper = method.apply(new Linear(CELL, rate, diffusion, 0), impulseAt(impulse));
        var m = new double[1];
        for (int step = 0; step < steps.applyAsInt(dt); step++) {
          stepper.step(m, dt, RandomGenerator.getDefault());
        }
        variance += m[0] * m[0];
      }
      error[level] = variance - exact;
    }
    assertEquals(order, Math.log(error[0] / error[1]) / Math.log(2), 0.1);
    if (order == 1) {
      // Euler's variance in closed form: D dt (1 − r²ⁿ)/(1 − r²), r = 1 − λ dt
      double r = 1 - rate * 0.025;
      double euler = diffusion * 0.025 * (1 - Math.pow(r, 160)) / (1 - r * r);
      assertEquals(euler - exact, error[1], 1e-14);
    }
  }

  private static Noise impulseAt(int impulse) {
    var step = new int[1];
    return (m, drift, variance, v, dt, random, increment) -> {
      double deviate = step[0]++ == impulse ? 1 : 0;
      increment[0] = drift[0] * dt + Math.sqrt(variance[0] * dt) * deviate;
    };
  }

  /// Geometric Brownian motion along common Brownian paths: E|m − exact| ∝ √dt.
  @ParameterizedTest
  @MethodSource("methods")
  void strongOrderWithMultiplicativeNoise(
      BiFunction<StochasticEquation, Noise, Stepper> method, int deterministicOrder) {
    var grid = new Grid(100, 100, 1);
    var coarse = strongError(method, grid, 0.02);
    var fine = strongError(method, grid, 0.005);
    assertEquals(0.5, Math.log(coarse / fine) / Math.log(4), 0.08);
  }

  private static double strongError(
      BiFunction<StochasticEquation, Noise, Stepper> method, Grid grid, double dt) {
    double rate = 0.5;
    double diffusion = 0.3;
    int finePerStep = (int) Math.round(dt / 0.005);
    var path = new double[grid.size()];
    Noise noise =
        (m, drift, variance, v, h, random, increment) -> {
          Arrays.fill(increment, 0);
          for (int k = 0; k < finePerStep; k++) {
            for (int cell = 0; cell < increment.length; cell++) {
              increment[cell] += Math.sqrt(0.005) * random.nextGaussian();
            }
          }
          for (int cell = 0; cell < increment.length; cell++) {
            path[cell] += increment[cell];
            increment[cell] = drift[cell] * h + Math.sqrt(variance[cell]) * increment[cell];
          }
        };
    var stepper = method.apply(new Linear(grid, rate, 0, diffusion), noise);
    var m = new double[grid.size()];
    Arrays.fill(m, 1);
    var random = random(8);
    for (int step = 0; step < Math.round(1 / dt); step++) {
      stepper.step(m, dt, random);
    }
    double error = 0;
    for (int cell = 0; cell < m.length; cell++) {
      double exact = Math.exp(-rate - diffusion / 2 + Math.sqrt(diffusion) * path[cell]);
      error += Math.abs(m[cell] - exact) / m.length;
    }
    return error;
  }

  @Test
  void gaussianIncrementsHaveTheirMeanAndVariance() {
    int n = 200_000;
    var drift = new double[n];
    var variance = new double[n];
    Arrays.fill(drift, -0.3);
    Arrays.fill(variance, 0.5);
    var increment = new double[n];
    new Gaussian().draw(new double[n], drift, variance, 64, 0.1, random(1), increment);
    double mean = Arrays.stream(increment).average().orElseThrow();
    double square = Arrays.stream(increment).map(x -> (x + 0.03) * (x + 0.03)).sum() / n;
    double quart = Arrays.stream(increment).map(x -> Math.pow(x + 0.03, 4)).sum() / n;
    assertEquals(-0.03, mean, 4 * Math.sqrt(0.05 / n));
    assertEquals(0.05, square, 4 * 0.05 * Math.sqrt(2.0 / n));
    assertEquals(3 * 0.0025, quart, 4 * 0.0025 * Math.sqrt(96.0 / n));
  }

  /// A cell at m ≈ 1 with noise that knows no bound: reflected, counted, and still a magnetisation.
  @ParameterizedTest
  @MethodSource("methods")
  void reflectionKeepsTheStateInsideAndIsCounted(
      BiFunction<StochasticEquation, Noise, Stepper> method, int deterministicOrder) {
    var grid = new Grid(20, 20, 2);
    var flow =
        new OnsagerFlow(
            grid,
            4,
            new Frame.Conditions(0.5, 0.2),
            Closure.COSH,
            Mobility.constant(2),
            EntropySlope.meanField(0.5, 4),
            new Kernel(0, new double[] {1}));
    var stepper = method.apply(flow, new Gaussian());
    var m = new double[grid.size()];
    Arrays.fill(m, 1);
    var random = random(2);
    for (int step = 0; step < 200; step++) {
      stepper.step(m, 0.1, random);
      assertTrue(Arrays.stream(m).allMatch(x -> Math.abs(x) < 1));
    }
    assertTrue(stepper.clips() > 1000, "clips: " + stepper.clips());

    var calm = method.apply(flow, Noise.none());
    Arrays.fill(m, 0.2);
    calm.step(m, 0.1, random);
    assertEquals(0, calm.clips());
  }

  private static RandomGenerator random(long seed) {
    return new CounterRandom(seed, 0);
  }
}
