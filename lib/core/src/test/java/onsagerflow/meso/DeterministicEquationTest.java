package onsagerflow.meso;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.fourier.SpectralFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Eqs. (3) and (4): steady states and the growth of plane waves.
class DeterministicEquationTest {

  private static final Grid GRID = new Grid(16, 24, 8);

  @ParameterizedTest
  @CsvSource({"1.2, 0.65857", "1.5, 0.85856", "2, 0.95750"})
  void uniformMeanFieldStateIsSteadyAtTheCurieWeissMagnetisation(double beta, double m) {
    var equation = new MeanFieldKac(GRID, new Frame.Conditions(1 / beta, 0), gaussian(4, 1.5));
    var drift = new double[GRID.size()];
    var noise = new double[GRID.size()];
    equation.evaluate(uniform(m), drift, noise);
    assertArrayEquals(new double[GRID.size()], drift, 5e-6); // m is given to five digits
    assertArrayEquals(new double[GRID.size()], noise, 0);
    equation.evaluate(uniform(m - 0.01), drift, noise);
    // back to m: −δ (1 − β(1 − m²))
    assertEquals(0.01 * (1 - beta * (1 - m * m)), drift[5], 1.5e-4);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 1", "1, 0", "2, 3", "5, 7", "8, 12"})
  void wavesGrowAtTheRateOfTheDispersionRelation(int jy, int jx) {
    var conditions = new Frame.Conditions(0.8, 0);
    var kernel = gaussian(5, 1.5);
    double ky = 2 * Math.PI * jy / GRID.ny();
    double kx = 2 * Math.PI * jx / GRID.nx();
    double rate = 1.25 * kernel.transfer(ky, kx) - 1;
    assertEquals(rate, growth(new MeanFieldKac(GRID, conditions, kernel), ky, kx), 1e-7);

    var allenCahn = AllenCahn.of(kernel, conditions, GRID);
    double laplacian = 4 * (Math.pow(Math.sin(ky / 2), 2) + Math.pow(Math.sin(kx / 2), 2));
    double expected = -allenCahn.coefficients().r() - allenCahn.coefficients().kappa() * laplacian;
    assertEquals(expected, growth(allenCahn, ky, kx), 1e-7);
    if (ky * ky + kx * kx < 0.1) {
      // eq. (4) is eq. (3) to order k²: what is left is β⟨r⁴⟩k⁴/24 and the Laplacian's k⁴/12
      assertEquals(rate, expected, 2 * Math.pow(ky * ky + kx * kx, 2));
    }
  }

  @Test
  void derivedCoefficientsExpandEquationThree() {
    var conditions = new Frame.Conditions(0.8, 0.02);
    var kernel = gaussian(12, 2).scaled(0.9);
    var equation = AllenCahn.of(kernel, conditions, new Grid(32, 32, 8));
    // the lattice Gaussian of variance 4 has variance 4 per axis to far below 1e−6
    assertEquals(1.25 * 0.9 * 4 / 2, equation.coefficients().kappa(), 1e-5);
    assertEquals(1 - 1.25 * 0.9, equation.coefficients().r(), 1e-12);
    assertEquals(Math.pow(1.25 * 0.9, 3) / 3, equation.coefficients().u(), 1e-12);
  }

  @Test
  void allenCahnIsSteadyAtItsWells() {
    var conditions = new Frame.Conditions(0.8, 0);
    var equation = new AllenCahn(GRID, conditions, 0.7, -0.25, 0.6);
    var drift = new double[GRID.size()];
    equation.evaluate(uniform(Math.sqrt(0.25 / 0.6)), drift, new double[GRID.size()]);
    assertArrayEquals(new double[GRID.size()], drift, 1e-15);
    var inField = new AllenCahn(GRID, new Frame.Conditions(0.8, 0.1), 0.7, -0.25, 0.6);
    inField.evaluate(uniform(0), drift, new double[GRID.size()]);
    assertEquals(0.125, drift[0], 1e-15);
  }

  @Test
  void additiveNoiseIsTheSameInEveryCellAndState() {
    var equation = new AllenCahn(GRID, new Frame.Conditions(0.8, 0.1), 0.7, -0.25, 0.6);
    var drift = new double[GRID.size()];
    var noise = new double[GRID.size()];
    equation.evaluate(uniform(0.3), drift, noise);
    assertArrayEquals(new double[GRID.size()], noise, 0);
    double a = drift[0];
    equation.withNoise(0.015).evaluate(uniform(0.3), drift, noise);
    assertArrayEquals(uniform(0.03), noise, 1e-17);
    assertEquals(a, drift[0], 0);
  }

  /// L m + R(m) is the drift.
  @Test
  void linearPartAndRemainderMakeTheDrift() {
    var conditions = new Frame.Conditions(0.8, 0.1);
    var coefficients = new AllenCahn.Coefficients(0.7, -0.25, 0.6, 1.1, 0);
    var equation = new AllenCahn(GRID, conditions, coefficients);
    var random = new SplittableRandom(1);
    double[] m = random.doubles(GRID.size(), -1, 1).toArray();
    var sum = new double[m.length];
    var remainder = new double[m.length];
    var filter = new SpectralFilter(GRID);
    filter.become(equation::symbol);
    filter.apply(m, sum);
    equation.remainder(m, remainder);
    for (int cell = 0; cell < m.length; cell++) {
      sum[cell] += remainder[cell];
    }
    var drift = new double[m.length];
    equation.evaluate(m, drift, new double[m.length]);
    assertArrayEquals(drift, sum, 1e-13);
    assertEquals(0.11 - 0.6 * m[0] * m[0] * m[0], remainder[0], 1e-15);
  }

  @Test
  void negativeStiffnessIsRefused() {
    var conditions = new Frame.Conditions(0.8, 0);
    var equation = new AllenCahn(GRID, conditions, 1, 0, 1);
    var refusal = assertThrows(IllegalArgumentException.class, () -> equation.withNoise(-0.1));
    assertTrue(String.valueOf(refusal.getMessage()).endsWith("D = -0.1"));
    assertThrows(IllegalArgumentException.class, () -> new AllenCahn(GRID, conditions, -0.1, 0, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new AllenCahn(GRID, conditions, 1, Double.NaN, 1));
  }

  /// The rate at which a weak plane wave grows, read off the drift.
  private static double growth(StochasticEquation equation, double ky, double kx) {
    var m = new double[GRID.size()];
    double norm = 0;
    for (int cell = 0; cell < m.length; cell++) {
      int y = cell / GRID.nx();
      int x = cell % GRID.nx();
      m[cell] = 1e-4 * Math.cos(ky * y + kx * x + 0.3);
      norm += m[cell] * m[cell];
    }
    var drift = new double[m.length];
    equation.evaluate(m, drift, new double[m.length]);
    double overlap = 0;
    for (int cell = 0; cell < m.length; cell++) {
      overlap += m[cell] * drift[cell];
    }
    return overlap / norm;
  }

  private static double[] uniform(double m) {
    var field = new double[GRID.size()];
    java.util.Arrays.fill(field, m);
    return field;
  }

  private static Kernel gaussian(int radius, double s) {
    int width = 2 * radius + 1;
    var values = new double[width * width];
    for (int i = 0; i < values.length; i++) {
      int dy = i / width - radius;
      int dx = i % width - radius;
      values[i] = Math.exp(-(dy * dy + dx * dx) / (2 * s * s));
    }
    var kernel = new Kernel(radius, values);
    return kernel.scaled(1 / kernel.total());
  }
}
