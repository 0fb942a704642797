package onsagerflow.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleToIntFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.meso.Closure;
import onsagerflow.meso.EntropySlope;
import onsagerflow.meso.Mobility;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.meso.StochasticEquation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The convergence orders that Gaussian steppers claim, measured, and reflection.
class StepperTest {

  private static final Grid CELL = new Grid(1, 1, 1);

  static Stream<Arguments> methods() {
    Function<StochasticEquation, Stepper> euler = EulerMaruyama::new;
    Function<StochasticEquation, Stepper> heun = StochasticHeun::new;
    Function<StochasticEquation, Stepper> adams = AdamsBashforth::new;
    return Stream.of(Arguments.of(euler, 1), Arguments.of(heun, 2), Arguments.of(adams, 2));
  }

  /// The final m of a linear equation with additive noise is Σ cᵢ ξᵢ; each cᵢ is read off a run
  /// whose only non-zero deviate is ξᵢ = 1, so the variance Σ cᵢ² and its error are exact.
  @ParameterizedTest
  @MethodSource("methods")
  void weakOrderOfTheVariance(Function<StochasticEquation, Stepper> method, int order) {
    double rate = 1.3;
    double diffusion = 0.4;
    double exact = diffusion * (1 - Math.exp(-2 * rate * 2)) / (2 * rate);
    DoubleToIntFunction steps = dt -> (int) Math.round(2 / dt);
    var error = new double[2];
    for (int level = 0; level < 2; level++) {
      double dt = 0.05 / (1 << level);
      double variance = 0;
      for (int impulse = 0; impulse < steps.applyAsInt(dt); impulse++) {
        var stepper = method.apply(new Linear(CELL, rate, diffusion, 0));
        var random = new Impulse(impulse);
        var m = new double[1];
        for (int step = 0; step < steps.applyAsInt(dt); step++) {
          stepper.step(m, dt, random);
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

  /// Geometric Brownian motion along common Brownian paths: E|m − exact| ∝ √dt.
  @ParameterizedTest
  @MethodSource("methods")
  void strongOrderWithMultiplicativeNoise(
      Function<StochasticEquation, Stepper> method, int deterministicOrder) {
    var grid = new Grid(100, 100, 1);
    var coarse = strongError(method, grid, 0.02);
    var fine = strongError(method, grid, 0.005);
    assertEquals(0.5, Math.log(coarse / fine) / Math.log(4), 0.08);
  }

  private static double strongError(
      Function<StochasticEquation, Stepper> method, Grid grid, double dt) {
    double rate = 0.5;
    double diffusion = 0.3;
    var path = new BrownianPath(new CounterRandom(8, 0), (int) Math.round(dt / 0.005));
    var stepper = method.apply(new Linear(grid, rate, 0, diffusion));
    var m = new double[grid.size()];
    Arrays.fill(m, 1);
    var brownian = new double[grid.size()];
    for (int step = 0; step < Math.round(1 / dt); step++) {
      path.advance(grid.size(), brownian);
      stepper.step(m, dt, path);
    }
    double error = 0;
    for (int cell = 0; cell < m.length; cell++) {
      double exact = Math.exp(-rate - diffusion / 2 + Math.sqrt(diffusion) * brownian[cell]);
      error += Math.abs(m[cell] - exact) / m.length;
    }
    return error;
  }

  /// The deviates of long steps that are made of short ones of 0.005, drawn step by step.
  private static final class BrownianPath implements RandomGenerator {
    private final RandomGenerator fine;
    private final int finePerStep;
    private double[] deviates = {};
    private int next;

    BrownianPath(RandomGenerator fine, int finePerStep) {
      this.fine = fine;
      this.finePerStep = finePerStep;
    }

    void advance(int cells, double[] brownian) {
      deviates = new double[cells];
      next = 0;
      for (int k = 0; k < finePerStep; k++) {
        for (int cell = 0; cell < cells; cell++) {
          double deviate = fine.nextGaussian();
          deviates[cell] += deviate / Math.sqrt(finePerStep);
          brownian[cell] += Math.sqrt(0.005) * deviate;
        }
      }
    }

    @Override
    public double nextGaussian() {
      return deviates[next++];
    }

    @Override
    public long nextLong() {
      throw new UnsupportedOperationException();
    }
  }

  /// A cell at m ≈ 1 with noise that knows no bound: reflected, counted, and still a magnetisation.
  @ParameterizedTest
  @MethodSource("methods")
  void reflectionKeepsTheStateInsideAndIsCounted(
      Function<StochasticEquation, Stepper> method, int deterministicOrder) {
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
    var stepper = method.apply(flow);
    var m = new double[grid.size()];
    Arrays.fill(m, 1);
    var random = random(2);
    for (int step = 0; step < 200; step++) {
      stepper.step(m, 0.1, random);
      assertTrue(Arrays.stream(m).allMatch(x -> Math.abs(x) < 1));
    }
    assertTrue(stepper.clips() > 1000, "clips: " + stepper.clips());

    var calm = stepper.withoutNoise();
    Arrays.fill(m, 0.2);
    calm.step(m, 0.1, random);
    assertEquals(0, calm.clips());
  }

  private static RandomGenerator random(long seed) {
    return new CounterRandom(seed, 0);
  }
}
