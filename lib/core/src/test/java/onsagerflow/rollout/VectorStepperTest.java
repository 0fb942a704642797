package onsagerflow.rollout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.fourier.Convolution;
import onsagerflow.meso.StochasticEquation;
import onsagerflow.meso.vector.Ferromagnet;
import onsagerflow.meso.vector.Langevin;
import onsagerflow.meso.vector.VectorEntropySlope;
import onsagerflow.meso.vector.VectorLaw;
import onsagerflow.meso.vector.VectorMobility;
import onsagerflow.meso.vector.VectorOnsagerFlow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Steps of the vector equation, with noise and without.
class VectorStepperTest {

  private static final Grid CELL = new Grid(1, 1, 8);
  private static final Kernel KERNEL = Kernel.gaussian(1.2, 2);
  private static final double T = 0.22;

  record Method(String name, Function<StochasticEquation, Stepper> of, int order) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Method> methods() {
    return Stream.of(
        new Method("Euler-Maruyama", EulerMaruyama::new, 1),
        new Method("Heun", StochasticHeun::new, 2),
        new Method("Adams-Bashforth", AdamsBashforth::new, 2),
        new Method("rotating Heun", RotatingHeun::new, 2));
  }

  private static VectorOnsagerFlow flow(Grid grid, double damping, double h, Kernel kernel) {
    return new VectorOnsagerFlow(
        grid,
        64,
        new Frame.Conditions(T, ExternalField.vector(0, 0, h)),
        VectorLaw.kac(T, damping, 1, kernel));
  }

  private static double[] start(Grid grid) {
    var m = new double[3 * grid.size()];
    int n = grid.size();
    for (int cell = 0; cell < n; cell++) {
      double angle = 2 * Math.PI * (cell % grid.nx()) / grid.nx();
      m[cell] = 0.5 * Math.cos(angle);
      m[n + cell] = 0.5 * Math.sin(angle);
      m[2 * n + cell] = 0.2 * Math.cos(2 * angle);
    }
    return m;
  }

  private static double[] path(Stepper stepper, double dt, double time, RandomGenerator random) {
    var m = start(stepper.equation().grid());
    stepper.start(m, random);
    for (int step = 0; step < Math.round(time / dt); step++) {
      stepper.step(m, dt, random);
    }
    return m;
  }

  @ParameterizedTest
  @MethodSource("methods")
  void orderWithoutNoise(Method method) {
    var equation = flow(new Grid(8, 8, 8), 0.2, 0.3, KERNEL).deterministic();
    var ends =
        Stream.of(0.1, 0.05, 0.025)
            .map(dt -> path(method.of.apply(equation), dt, 4, new CounterRandom(1, 0)))
            .toList();
    double coarse = StepperContract.distance(ends.get(0), ends.get(1));
    double fine = StepperContract.distance(ends.get(1), ends.get(2));
    assertEquals(method.order, Math.log(coarse / fine) / Math.log(2), 0.25);
  }

  /// ⟨m_z⟩ and ⟨m²⟩ of 20,000 cells along common Brownian paths, from steps dt, dt/2 and dt/4.
  /// Errors of second order are too small to be told from chance at the last halving, and bounded
  /// there.
  @ParameterizedTest
  @MethodSource("methods")
  void weakOrder(Method method) {
    var grid = new Grid(100, 200, 8);
    var equation = flow(grid, 0.5, 0.3, new Kernel(0, new double[] {0.8}));
    double[][] fine = new double[32][];
    for (int i = 0; i < fine.length; i++) {
      fine[i] = new double[3 * grid.size()];
      Increment.draw(fine[i], new CounterRandom(11, i));
    }
    var means = new double[3][];
    for (int level = 0; level < 3; level++) {
      int together = 4 >> level;
      var stepper = method.of.apply(equation);
      var m = new double[3 * grid.size()];
      Arrays.fill(m, 0, grid.size(), 0.5);
      var random = new Paths(fine, together);
      stepper.start(m, random);
      for (int step = 0; step < fine.length / together; step++) {
        stepper.step(m, 0.05 * together, random);
      }
      means[level] = moments(m, grid.size());
    }
    double coarse = StepperContract.distance(means[0], means[1]);
    double halved = StepperContract.distance(means[1], means[2]);
    double order = Math.log(coarse / halved) / Math.log(2);
    if (method.order == 1) {
      assertEquals(1, order, 0.2);
    } else {
      assertTrue(order > 1.6 && coarse < 3e-4, order + " at " + coarse);
    }
  }

  private static double[] moments(double[] m, int n) {
    double z = 0;
    double square = 0;
    double x = 0;
    for (int cell = 0; cell < n; cell++) {
      x += m[cell] / n;
      z += m[2 * n + cell] / n;
    }
    for (double number : m) {
      square += number * number / n;
    }
    return new double[] {x, z, square};
  }

  /// Hands out normal deviates of fine steps, added up to those of coarse ones.
  private static final class Paths implements RandomGenerator {
    private final double[][] fine;
    private final int together;
    private int next;

    Paths(double[][] fine, int together) {
      this.fine = fine;
      this.together = together;
    }

    @Override
    public long nextLong() {
      throw new AssertionError("normal deviates are wanted");
    }

    @Override
    public double nextGaussian() {
      int n = fine[0].length;
      int step = next / n;
      int i = next++ % n;
      double sum = 0;
      for (int part = 0; part < together; part++) {
        sum += fine[step * together + part][i];
      }
      return sum / Math.sqrt(together);
    }
  }

  /// With K = 0 every |m| and the energy are kept, the energy to the order of the step.
  @ParameterizedTest
  @MethodSource("methods")
  void precessionDoesNoWork(Method method) {
    var grid = new Grid(8, 8, 8);
    var equation =
        new VectorOnsagerFlow(
                grid,
                64,
                new Frame.Conditions(T, ExternalField.vector(0.1, 0, 0.3)),
                new VectorLaw(
                    VectorMobility.constant(0, 0),
                    length -> 1,
                    VectorEntropySlope.langevin(T),
                    KERNEL))
            .deterministic();
    int n = grid.size();
    var before = start(grid);
    double dt = method.order == 1 ? 1e-4 : 0.02;
    var after = path(method.of.apply(equation), dt, 4, new CounterRandom(1, 0));
    for (int cell = 0; cell < n; cell++) {
      assertEquals(length(before, cell, n), length(after, cell, n), 2e-4);
    }
    assertTrue(StepperContract.distance(before, after) > 1, "it moves");
    double scale = energy(before, n);
    assertEquals(scale, energy(after, n), 2e-4 * Math.abs(scale));
  }

  private static double energy(double[] m, int n) {
    var field = new double[m.length];
    new Convolution(new Grid(8, 8, 8), KERNEL).apply(m, field);
    double sum = 0;
    for (int i = 0; i < m.length; i++) {
      double h = i < n ? 0.1 : i < 2 * n ? 0 : 0.3;
      sum -= m[i] * (field[i] / 2 + h);
    }
    return sum;
  }

  private static double length(double[] m, int cell, int n) {
    return Math.sqrt(
        m[cell] * m[cell] + m[n + cell] * m[n + cell] + m[2 * n + cell] * m[2 * n + cell]);
  }

  /// At ωdt = 2, of a uniform state: J(0)m turns with m.
  @Test
  void aStiffPrecessionIsTurnedExactly() {
    var still =
        new VectorOnsagerFlow(
                CELL,
                64,
                new Frame.Conditions(T, ExternalField.vector(0, 0, 20)),
                new VectorLaw(
                    VectorMobility.constant(0, 0),
                    length -> 1,
                    VectorEntropySlope.langevin(T),
                    new Kernel(0, new double[] {1})))
            .deterministic();
    double[] m = {0.3, 0, 0.4};
    var stepper = new RotatingHeun(still);
    for (int step = 0; step < 50; step++) {
      stepper.step(m, 0.1, new CounterRandom(1, 0));
    }
    assertArrayEquals(new double[] {0.3 * Math.cos(100), 0.3 * Math.sin(100), 0.4}, m, 1e-12);
  }

  /// The rates of a small perturbation of m_e: along K∥(Tξ′ − J), K∥ = λ·2T/(3T_c); across, in a
  /// small field, α⊥h/m with α⊥ = λ(1 − T/(3T_c)), turning at γh.
  @ParameterizedTest
  @CsvSource({"0.12, 0.1", "0.22, 0.1", "0.3, 0.3"})
  void nearEquilibriumItIsTheLlb(double temperature, double damping) {
    var magnet = Ferromagnet.meanField(temperature, 1, damping, 1);
    double curie = 1.0 / 3;
    double h = 1e-3;
    var equation =
        new VectorOnsagerFlow(
                CELL,
                64,
                new Frame.Conditions(temperature, ExternalField.vector(0, 0, h)),
                VectorLaw.kac(temperature, damping, 1, new Kernel(0, new double[] {1})))
            .deterministic();
    var rest = new double[] {0, 0, magnet.order()};
    var stepper = new RotatingHeun(equation);
    for (int step = 0; step < 20_000; step++) {
      stepper.step(rest, 0.1, new CounterRandom(1, 0));
    }
    double m = rest[2];
    double dt = 0.05;
    var along = new double[] {0, 0, m + 1e-5};
    stepper.step(along, dt, new CounterRandom(1, 0));
    double alpha = damping * 2 * temperature / (3 * curie);
    double rate = alpha * (temperature * Langevin.inverseSlope(m) - 1);
    assertEquals(rate, -Math.log((along[2] - m) / 1e-5) / dt, 0.01 * rate);
    var across = new double[] {1e-5, 0, m};
    int steps = 200;
    for (int step = 0; step < steps; step++) {
      stepper.step(across, dt, new CounterRandom(1, 0));
    }
    double decay = -Math.log(Math.hypot(across[0], across[1]) / 1e-5) / (steps * dt);
    double expected = damping * (1 - temperature / (3 * curie)) * h / m;
    assertEquals(expected, decay, 0.01 * expected);
    assertEquals(h * steps * dt, Math.atan2(across[1], across[0]), 1e-3 * h * steps * dt);
  }

  @Test
  void theMethodIsChosen() {
    var equation = flow(CELL, 0.1, 0, new Kernel(0, new double[1]));
    assertEquals(RotatingHeun.class, Stepper.of(equation).getClass());
    assertEquals(AdamsBashforth.class, Stepper.fast(equation).getClass());
    assertThrows(IllegalArgumentException.class, () -> new RotatingHeun(new Linear(CELL, 1, 1, 0)));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void oneSeedOnePath(Method method) {
    var equation = flow(new Grid(8, 8, 8), 0.2, 0.1, KERNEL);
    var stepper = method.of.apply(equation);
    var path = path(stepper, 0.1, 2, new CounterRandom(1, 0));
    assertArrayEquals(path, path(stepper, 0.1, 2, new CounterRandom(1, 0)), 0);
    assertTrue(StepperContract.distance(path, path(stepper, 0.1, 2, new CounterRandom(2, 0))) > 0);
  }

  /// A hot, a critical, an ordered and a cold system of 64 spins a cell, at the default step.
  @ParameterizedTest
  @CsvSource({"1, 1", "0.333, 0.5", "0.2, 0.1", "0.05, 0.1"})
  void cellsHardlyEverLeaveTheBall(double temperature, double damping) {
    var grid = new Grid(32, 32, 8);
    var equation =
        new VectorOnsagerFlow(
            grid,
            64,
            new Frame.Conditions(temperature, 0.02),
            VectorLaw.kac(temperature, damping, 1, KERNEL));
    var stepper = Stepper.fast(equation);
    double dt = Rollout.DEFAULT_TIME_STEP / equation.fastestRate(0);
    var random = new CounterRandom(3, 0);
    var m = new SplittableRandom(2).doubles(3L * grid.size(), -0.1, 0.1).toArray();
    stepper.start(m, random);
    int steps = 2000;
    for (int step = 0; step < steps; step++) {
      stepper.step(m, dt, random);
    }
    assertTrue(stepper.clips() < 1e-5 * steps * grid.size(), "clips: " + stepper.clips());
  }
}
