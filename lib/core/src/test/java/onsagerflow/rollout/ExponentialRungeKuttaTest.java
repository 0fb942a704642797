package onsagerflow.rollout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;
import onsagerflow.field.fourier.PowerSpectrum;
import onsagerflow.meso.AllenCahn;
import onsagerflow.meso.Confinement;
import onsagerflow.meso.MeanFieldKac;
import onsagerflow.meso.SemiLinear;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Orders, exactness and stability of the exponential step.
class ExponentialRungeKuttaTest {

  private static final Frame.Conditions CONDITIONS = new Frame.Conditions(0.8, 0.05);

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(seed);
  }

  /// Whatever the stiffness: κ dt is up to 2, where explicit steps explode.
  @ParameterizedTest
  @ValueSource(doubles = {0, 2, 20})
  void orderTwoWithoutNoise(double kappa) {
    double ratio =
        distance(coarsened(kappa, 0.1), coarsened(kappa, 0.05))
            / distance(coarsened(kappa, 0.05), coarsened(kappa, 0.025));
    assertEquals(2, Math.log(ratio) / Math.log(2), 0.1);
  }

  /// From a smooth field, on an odd edge and an even one.
  private static double[] coarsened(double kappa, double dt) {
    var grid = new Grid(15, 12, 8);
    var stepper = new ExponentialRungeKutta(new AllenCahn(grid, CONDITIONS, kappa, -0.25, 0.6));
    var m = new double[grid.size()];
    for (int y = 0; y < 15; y++) {
      for (int x = 0; x < 12; x++) {
        double wave = 0.5 * Math.sin(2 * Math.PI * y / 15) + 0.3 * Math.cos(2 * Math.PI * x / 12);
        m[grid.index(y, x)] = 0.3 + wave;
      }
    }
    for (int step = 0; step < Math.round(4 / dt); step++) {
      stepper.step(m, dt, random(1));
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

  /// The explicit and the exponential step approach one solution.
  @Test
  void sameLimitAsTheExplicitStep() {
    var grid = new Grid(12, 12, 8);
    var equation = new AllenCahn(grid, CONDITIONS, 1, -0.25, 0.6);
    var exponential = new ExponentialRungeKutta(equation);
    var explicit = new StochasticHeun(equation);
    var a = new double[grid.size()];
    Arrays.setAll(a, cell -> 0.5 * Math.sin(cell * 0.7));
    var b = a.clone();
    for (int step = 0; step < 200; step++) {
      exponential.step(a, 0.01, random(1));
      explicit.step(b, 0.01, random(1));
    }
    assertArrayEquals(b, a, 2e-5);
  }

  /// Every mode of the linear equation is an Ornstein–Uhlenbeck process: exp(−λt) and no more, in
  /// one step of any length.
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 1, 30})
  void linearDecayIsExact(double dt) {
    var grid = new Grid(9, 16, 1);
    var equation = new AllenCahn(grid, new Frame.Conditions(1, 0), 3, 0.2, 0);
    double ky = 2 * Math.PI * 4 / 9;
    double kx = 2 * Math.PI * 3 / 16;
    var m = new double[grid.size()];
    Arrays.setAll(
        m,
        cell -> {
          int y = cell / 16;
          int x = cell % 16;
          return Math.cos(ky * y + kx * x + 0.4);
        });
    var expected =
        Arrays.stream(m).map(x -> x * Math.exp(equation.symbol(0, ky, kx) * dt)).toArray();
    new ExponentialRungeKutta(equation).step(m, dt, random(1));
    assertArrayEquals(expected, m, 1e-14);
  }

  /// dm = (κΔ − r) m dt + √(2D) dW has S(k) = D/(r + κk̂²) at every dt: here κ dt is up to 200
  /// times the limit of explicit steps.
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1, 25})
  void stationarySpectrumIsExact(double dt) {
    int n = 24;
    var grid = new Grid(n, n, 8);
    double kappa = 2;
    double r = 0.3;
    double noise = 0.02;
    var coefficients = new AllenCahn.Coefficients(kappa, r, 0, 1, noise);
    var equation = new AllenCahn(grid, new Frame.Conditions(1, 0), coefficients);
    var stepper = new ExponentialRungeKutta(equation);
    var random = random(3);
    var m = new double[grid.size()];
    var spectrum = new PowerSpectrum(grid);
    var power = new double[grid.size()];
    int bands = 8;
    var sum = new double[bands]; // of |m(k)|²/S(k), mean 1
    var count = new int[bands];
    for (int frame = 0; frame < 50; frame++) {
      for (int step = 0; step < Math.ceil(20 / dt); step++) { // e^(−6) and less is remembered
        stepper.step(m, dt, random);
      }
      spectrum.apply(m, power);
      for (int cell = 0; cell < n * n; cell++) {
        int y = cell / n;
        int x = cell % n;
        double ky = 2 * Math.PI * y / n;
        double kx = 2 * Math.PI * x / n;
        double rate = -equation.symbol(0, ky, kx);
        int band = (int) Math.min(bands * (rate - r) / (8 * kappa), bands - 1);
        sum[band] += power[cell] * rate / noise;
        count[band]++;
      }
    }
    double chiSquare = 0;
    for (int band = 0; band < bands; band++) {
      // an exponential variable for k and −k together, a squared Gaussian where they are one
      chiSquare += Math.pow(sum[band] - count[band], 2) / (2 * count[band]);
    }
    // 99.9 % of χ² with 8 degrees of freedom
    assertTrue(chiSquare < 26.1, "chi square of 8 degrees of freedom: " + chiSquare);
  }

  /// The variance of a linear equation whose damping is divided between L and R, at time 2: each
  /// deviate's weight is read off a run in which it alone is not zero, so the error is exact.
  @Test
  void weakOrderTwoWithAdditiveNoise() {
    double exact = 0.4 * (1 - Math.exp(-2 * 1.3 * 2)) / (2 * 1.3);
    double coarse = varianceAtTwo(0.2) - exact;
    double fine = varianceAtTwo(0.1) - exact;
    assertEquals(2, Math.log(coarse / fine) / Math.log(2), 0.15);
  }

  private static double varianceAtTwo(double dt) {
    int steps = (int) Math.round(2 / dt);
    double variance = 0;
    for (int impulse = 0; impulse < steps; impulse++) {
      var stepper = new ExponentialRungeKutta(new Divided(new Grid(1, 1, 1), 0.5, 0.8, 0.4));
      var random = new Impulse(impulse);
      var m = new double[1];
      for (int step = 0; step < steps; step++) {
        stepper.step(m, dt, random);
      }
      variance += m[0] * m[0];
    }
    return variance;
  }

  /// dm = −(λ + μ) m dt + √D dW, with λ in L and μ in R.
  private record Divided(Grid grid, double linear, double rest, double diffusion)
      implements SemiLinear {

    @Override
    public int cellVolume() {
      return 1;
    }

    @Override
    public Frame.Conditions conditions() {
      return CONDITIONS;
    }

    @Override
    public Confinement confinement() {
      return Confinement.NONE;
    }

    @Override
    public double symbol(double kz, double ky, double kx) {
      return -linear;
    }

    @Override
    public void remainder(double t, double[] m, double[] result) {
      Arrays.setAll(result, cell -> -rest * m[cell]);
    }

    @Override
    public void evaluate(double t, double[] m, double[] drift, double[] noise) {
      Arrays.setAll(drift, cell -> -(linear + rest) * m[cell]);
      Arrays.fill(noise, diffusion);
    }
  }

  /// Coarsening at κ dt = 5 stays in its wells, through the rollout.
  @Test
  void stableFarBeyondTheExplicitLimit() {
    var grid = new Grid(32, 32, 8);
    var equation =
        new AllenCahn(
            grid,
            new Frame.Conditions(0.8, 0),
            new AllenCahn.Coefficients(20, -0.25, 0.65, 1.25, 0.001));
    var frames = new ArrayList<Frame>();
    new Rollout(ExponentialRungeKutta::new, 0.25, SaveAt.times(100))
        .run(equation, ScalarField.uniform(grid, 0.1), 0, random(5), frames::add);
    double well = Math.sqrt(0.25 / 0.65);
    // linear fluctuations about the well: variance Σ_k D/(2·0.25 + κk̂²)/n < 0.001
    assertEquals(well, frames.getFirst().m().mean(), 0.02);
    assertEquals(well * well, frames.getFirst().m().meanSquare(), 0.03);
  }

  @Test
  void withoutNoiseItIsTheDeterministicStep() {
    var grid = new Grid(8, 8, 8);
    var deterministic = new AllenCahn(grid, CONDITIONS, 2, -0.25, 0.6);
    var noisy = new ExponentialRungeKutta(deterministic.withNoise(0.01));
    var a = new double[grid.size()];
    Arrays.setAll(a, cell -> 0.5 * Math.sin(cell * 0.7));
    var b = a.clone();
    noisy.withoutNoise().step(a, 0.5, random(1));
    new ExponentialRungeKutta(deterministic).step(b, 0.5, random(1));
    assertArrayEquals(b, a, 0);
    noisy.step(a, 0.5, random(1));
    new ExponentialRungeKutta(deterministic).step(b, 0.5, random(1));
    assertTrue(distance(a, b) > 0.1, "distance by noise: " + distance(a, b));
  }

  @Test
  void anEquationWithoutASeparateLinearPartIsRefused() {
    var kac = new MeanFieldKac(new Grid(4, 4, 8), CONDITIONS, new Kernel(0, new double[] {1}));
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> new ExponentialRungeKutta(kac));
    assertTrue(String.valueOf(refusal.getMessage()).endsWith("got MeanFieldKac"));
  }
}
