package onsagerflow.meso.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.fourier.Convolution;
import onsagerflow.meso.Confinement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorOnsagerFlowTest {

  private static final Grid CELL = new Grid(1, 1, 8);
  private static final double T = 0.2;
  private static final int V = 64;
  private static final VectorMobility K = VectorMobility.kac(0.3, 1.2);

  private static VectorLaw law(Kernel kernel) {
    return new VectorLaw(
        K, length -> 0.7 + 0.2 * length * length, VectorEntropySlope.langevin(T), kernel);
  }

  private static double[] state(Grid grid, long seed) {
    var m = new SplittableRandom(seed).doubles(3L * grid.size(), -0.6, 0.6).toArray();
    Confinement.BALL.confine(m, 3);
    return m;
  }

  /// Cell by cell as the formula has it, in two and in three dimensions, periodic or open.
  @Test
  void driftIsThatOfTheFormula() {
    var open =
        new Grid(
            List.of(
                new Grid.Axis(3, 8, Grid.Boundary.OPEN),
                new Grid.Axis(4, 8, Grid.Boundary.PERIODIC),
                new Grid.Axis(5, 8, Grid.Boundary.OPEN)));
    var cube = new double[27];
    Arrays.setAll(cube, i -> 0.02 + 0.01 * Math.abs(i - 13));
    formula(open, new Kernel(3, 1, cube));
    formula(new Grid(5, 6, 8), Kernel.gaussian(1, 2));
  }

  private static void formula(Grid grid, Kernel kernel) {
    int n = grid.size();
    double[] h = {0.02, -0.01, 0.03};
    var equation =
        new VectorOnsagerFlow(
                grid,
                V,
                new Frame.Conditions(T, ExternalField.vector(h[0], h[1], h[2])),
                law(kernel))
            .withAnisotropy(Anisotropy.uniaxial(0.6, 0, 0.8, 0.05))
            .withFiniteBlock(false);
    var m = state(grid, 1);
    var field = new double[3 * n];
    new Convolution(grid, kernel).apply(m, field);
    var drift = new double[3 * n];
    equation.evaluate(m, drift, new double[equation.noiseSize()]);
    var k = K;
    for (int cell = 0; cell < n; cell++) {
      var x = at(m, cell, n);
      var f = at(field, cell, n);
      double axis = 0.1 * (0.6 * x[0] + 0.8 * x[2]);
      f[0] += h[0] + 0.6 * axis;
      f[1] += h[1];
      f[2] += h[2] + 0.8 * axis;
      double length = Math.sqrt(dot(x, x));
      double along = dot(x, f) / length;
      double gamma = 0.7 + 0.2 * length * length;
      double[] precession = cross(f, x);
      for (int c = 0; c < 3; c++) {
        double unit = x[c] / length;
        double expected =
            gamma * precession[c]
                - k.parallel(length) * (T * Langevin.inverse(length) - along) * unit
                + k.perpendicular(length) * (f[c] - along * unit);
        assertEquals(expected, drift[c * n + cell], 1e-7);
      }
    }
  }

  /// √(2TK/v) times its transpose, column by column.
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.3, 0.9, 0.999})
  void noiseHasItsCovariance(double length) {
    var equation =
        new VectorOnsagerFlow(
            CELL, V, new Frame.Conditions(T, 0), law(new Kernel(0, new double[1])));
    double[] unit = {0.48, -0.6, 0.64};
    var m = Arrays.stream(unit).map(u -> u * length).toArray();
    var noise = new double[5];
    equation.evaluate(m, new double[3], noise);
    var covariance = new double[3][3];
    for (int deviate = 0; deviate < 3; deviate++) {
      var xi = new double[3];
      xi[deviate] = 1;
      var kick = new double[3];
      equation.addNoise(noise, xi, 1, kick);
      for (int i = 0; i < 9; i++) {
        covariance[i / 3][i % 3] += kick[i / 3] * kick[i % 3];
      }
    }
    var k = K;
    for (int i = 0; i < 9; i++) {
      double projection = unit[i / 3] * unit[i % 3];
      double expected =
          k.parallel(length) * projection
              + k.perpendicular(length) * ((i / 3 == i % 3 ? 1 : 0) - projection);
      assertEquals(2 * T / V * expected, covariance[i / 3][i % 3], 1e-8);
    }
  }

  /// The finite-block terms are (T/v) ∇·K and the states of the block, by differences.
  @ParameterizedTest
  @ValueSource(doubles = {0.04, 0.35, 0.7, 0.93})
  void finiteBlockTermsAreTheDivergenceOfKAndTheStates(double length) {
    var k = VectorMobility.kac(0.4, 1);
    var with =
        new VectorOnsagerFlow(
            CELL,
            V,
            new Frame.Conditions(T, 0),
            new VectorLaw(k, m -> 1, VectorEntropySlope.langevin(T), new Kernel(0, new double[1])));
    double[] m = {0.6 * length, 0, 0.8 * length};
    var all = new double[3];
    var bare = new double[3];
    with.evaluate(m, all, new double[5]);
    with.withFiniteBlock(false).evaluate(m, bare, new double[5]);
    double d = 1e-5;
    double states = T / (2 * V) * Langevin.logOfStatesSlope(length) * length * k.parallel(length);
    for (int c = 0; c < 3; c++) {
      double divergence = 0;
      for (int i = 0; i < 3; i++) {
        divergence +=
            (tensor(k, moved(m, i, d), i, c) - tensor(k, moved(m, i, -d), i, c)) / (2 * d);
      }
      assertEquals(T / V * divergence + states * m[c] / length, all[c] - bare[c], 1e-7);
    }
  }

  private static double[] moved(double[] m, int component, double by) {
    var other = m.clone();
    other[component] += by;
    return other;
  }

  private static double tensor(VectorMobility k, double[] m, int i, int j) {
    double length = Math.sqrt(dot(m, m));
    return (i == j ? k.perpendicular(length) : 0) + k.anisotropy(length) * m[i] * m[j];
  }

  @Test
  void turningIsThePrecession() {
    var equation = VectorEquationsTest.kac();
    int n = VectorEquationsTest.GRID.size();
    var m = state(VectorEquationsTest.GRID, 3);
    var still =
        new VectorOnsagerFlow(
            VectorEquationsTest.GRID,
            64,
            VectorEquationsTest.CONDITIONS,
            new VectorLaw(
                VectorMobility.kac(0.3, 1.2),
                length -> 0,
                VectorEntropySlope.langevin(0.2),
                VectorEquationsTest.KERNEL));
    var drift = new double[3 * n];
    var rest = new double[3 * n];
    var turning = new double[3 * n];
    equation.evaluate(0, m, drift, new double[5 * n], turning);
    still.evaluate(0, m, rest, new double[5 * n]);
    for (int cell = 0; cell < n; cell++) {
      var turned = cross(at(turning, cell, n), at(m, cell, n));
      for (int c = 0; c < 3; c++) {
        assertEquals(drift[c * n + cell] - rest[c * n + cell], turned[c], 1e-14);
      }
    }
  }

  /// Free spins decay at 2D_r = 2λγT whatever |m|, with the functions of large blocks.
  @Test
  void freeSpinsDecayAsSingleOnes() {
    var equation =
        new VectorOnsagerFlow(
                CELL,
                V,
                new Frame.Conditions(T, 0),
                VectorLaw.kac(T, 0.4, 1.5, new Kernel(0, new double[1])))
            .withFiniteBlock(false);
    for (double length : new double[] {1e-3, 0.5, 0.9, 0.99}) {
      var drift = new double[3];
      equation.evaluate(new double[] {0, 0, length}, drift, new double[5]);
      assertEquals(-2 * 0.4 * 1.5 * T * length, drift[2], 1e-8);
    }
  }

  /// A bound of what a small change of the state changes the drift by.
  @Test
  void nothingIsFasterThanTheFastestRate() {
    var equation = VectorEquationsTest.kac();
    double rate = equation.fastestRate(0);
    var m = state(VectorEquationsTest.GRID, 5);
    int n = m.length;
    var drift = new double[n];
    var other = new double[n];
    var noise = new double[equation.noiseSize()];
    equation.evaluate(m, drift, noise);
    var random = new SplittableRandom(6);
    for (int attempt = 0; attempt < 100; attempt++) {
      var moved = m.clone();
      double change = 0;
      int only = random.nextInt(n);
      for (int i = 0; i < n; i++) {
        double step = attempt % 2 == 0 || i == only ? 1e-6 * random.nextGaussian() : 0;
        moved[i] += step;
        change += step * step;
      }
      equation.evaluate(moved, other, noise);
      double answer = 0;
      for (int i = 0; i < n; i++) {
        answer += Math.pow(other[i] - drift[i], 2);
      }
      assertTrue(Math.sqrt(answer / change) < rate, Math.sqrt(answer / change) + " < " + rate);
    }
    assertTrue(rate < 3, "the bound is useful: " + rate);
  }

  @Test
  void aScalarFieldActsAlongZ() {
    var along =
        new VectorOnsagerFlow(
            CELL, V, new Frame.Conditions(T, 0.1), law(new Kernel(0, new double[1])));
    var vector =
        new VectorOnsagerFlow(
            CELL,
            V,
            new Frame.Conditions(T, ExternalField.vector(0, 0, 0.1)),
            law(new Kernel(0, new double[1])));
    var one = new double[3];
    var other = new double[3];
    double[] m = {0.1, 0.2, 0.3};
    along.evaluate(m, one, new double[5]);
    vector.evaluate(m, other, new double[5]);
    assertArrayEquals(one, other, 0);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new VectorOnsagerFlow(CELL, V, new Frame.Conditions(T, 0), law(Kernel.gaussian(1, 1))));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new VectorOnsagerFlow(
                CELL, 0, new Frame.Conditions(T, 0), law(new Kernel(0, new double[1]))));
    assertThrows(IllegalArgumentException.class, () -> Anisotropy.uniaxial(1, 1, 0, 0.1));
  }

  private static double[] at(double[] m, int cell, int n) {
    return new double[] {m[cell], m[n + cell], m[2 * n + cell]};
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }
}
