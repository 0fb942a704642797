package onsagerflow.meso;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.fourier.Convolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OnsagerFlowTest {

  private static final int V = 64;
  private static final double T = 0.8;
  private static final double BETA = 1 / T;
  private static final double H = 0.03;
  private static final Frame.Conditions CONDITIONS = new Frame.Conditions(T, H);

  /// Uncoupled cells, each with the field j·m of its own spins.
  private static final Kernel SELF = new Kernel(0, new double[] {0.9});

  private static final Grid CELLS = new Grid(2, 3, 8);
  private static final double[] STATE = {-1, -0.6, 0, 0.31, 0.99, 1};

  @Test
  void onsagerDriftAndNoiseByHand() {
    var mobility = Mobility.heatBath(BETA);
    var slope = EntropySlope.meanField(T, V);
    var flow = new OnsagerFlow(CELLS, V, CONDITIONS, Closure.ONSAGER, mobility, slope, SELF);
    var drift = new double[6];
    var noise = new double[6];
    flow.evaluate(STATE, drift, noise);

    double m = 0.31;
    double phi = 0.9 * m + H;
    double t = Math.tanh(phi / 0.8);
    double k = (1 - m * t) / 0.8;
    double force = 0.8 * 0.5 * Math.log(1.31 / 0.69) - phi;
    double stirling = -0.8 * m / (64 * (1 - m * m));
    // dK/dm along the cell's own m: ∂K/∂m + J(0) ∂K/∂φ
    double slopeOfK = -t / 0.8 - 0.9 * m * (1 - t * t) / 0.64;
    assertEquals(-k * (force + stirling) + slopeOfK * 0.8 / 64, drift[3], 1e-14);
    assertEquals(2 * k * 0.8 / 64, noise[3], 1e-15);

    flow.withFiniteBlock(false).evaluate(STATE, drift, noise);
    assertEquals(-k * force, drift[3], 1e-14);
  }

  @Test
  void coshWithHeatBathMobilityIsEquationThree() {
    var flow = exactFlow(CELLS, Closure.COSH, SELF).withFiniteBlock(false);
    var drift = new double[6];
    var noise = new double[6];
    flow.evaluate(STATE, drift, noise);
    for (int cell = 0; cell < 6; cell++) {
      double b = BETA * (0.9 * STATE[cell] + H);
      assertEquals(-STATE[cell] + Math.tanh(b), drift[cell], 1e-10, "m = " + STATE[cell]);
      assertEquals(2.0 / V * (1 - STATE[cell] * Math.tanh(b)), noise[cell], 1e-14);
    }
  }

  @Test
  void closuresAgreeNearLocalEquilibrium() {
    var onsager = exactFlow(CELLS, Closure.ONSAGER, SELF).withFiniteBlock(false);
    var cosh = exactFlow(CELLS, Closure.COSH, SELF).withFiniteBlock(false);
    double m = 0.4;
    for (int i = 0; i < 300; i++) {
      m = Math.tanh(BETA * (0.9 * m + H)); // to the fixed point, where u = 0
    }
    var state = new double[] {m, m + 1e-3, m - 1e-3, m, m, m};
    var a = new double[6];
    var b = new double[6];
    var noise = new double[6];
    onsager.evaluate(state, a, noise);
    cosh.evaluate(state, b, noise);
    assertArrayEquals(a, b, 1e-9);
    assertEquals(0, a[0], 1e-14);
    assertTrue(Math.abs(a[1]) > 1e-5);
  }

  /// A double-well s′ has no artanh in it; the fast form of tanh u must not care.
  @Test
  void coshTakesAnyEntropySlope() {
    var polynomial =
        new EntropySlope() {
          @Override
          public double at(double m) {
            return 0.3 * m + 0.8 * m * m * m;
          }

          @Override
          public double derivative(double m) {
            return 0.3 + 2.4 * m * m;
          }
        };
    var flow =
        new OnsagerFlow(
                CELLS, V, CONDITIONS, Closure.COSH, Mobility.constant(BETA), polynomial, SELF)
            .withFiniteBlock(false);
    var drift = new double[6];
    flow.evaluate(STATE, drift, new double[6]);
    for (int cell = 0; cell < 6; cell++) {
      double u = BETA * (polynomial.at(STATE[cell]) - 0.9 * STATE[cell] - H);
      assertEquals(-Math.tanh(u), drift[cell], 1e-11);
    }
  }

  @ParameterizedTest
  @EnumSource(Closure.class)
  void learnedTablesReproduceTheExactFunctions(Closure closure) {
    int points = 101;
    var m = new double[points];
    var phi = new double[points];
    var slope = new double[points];
    var mean = new double[points];
    var byField = new double[points][points];
    for (int i = 0; i < points; i++) {
      m[i] = 0.99 * (2.0 * i / (points - 1) - 1);
      phi[i] = 1.1 * (2.0 * i / (points - 1) - 1);
      slope[i] = T * EntropySlope.artanh(m[i]);
      mean[i] = BETA * (1 - m[i] * m[i]);
    }
    for (int i = 0; i < points; i++) {
      for (int j = 0; j < points; j++) {
        byField[i][j] = Mobility.heatBath(BETA).at(m[i], phi[j]);
      }
    }
    var kernel = cone(3);
    var zero = new double[points];
    var model =
        new LearnedModel(
            closure,
            CONDITIONS,
            8,
            new Gauge.Slope(),
            new LearnedModel.Functions(
                new Table(m, mean, zero),
                Optional.of(new FieldTable(m, phi, byField, new double[points][points])),
                new Table(m, slope, zero),
                kernel,
                kernel.scaled(0)),
            LearnedModel.Notes.of(Map.of()));
    var grid = new Grid(12, 10, 8);
    var random = new SplittableRandom(5);
    var state = random.doubles(grid.size(), -0.999, 0.999).toArray();
    var learned = new double[grid.size()];
    var exact = new double[grid.size()];
    var learnedNoise = new double[grid.size()];
    var exactNoise = new double[grid.size()];
    OnsagerFlow.of(model, grid).evaluate(state, learned, learnedNoise);
    exactFlow(grid, closure, kernel).withFiniteBlock(false).evaluate(state, exact, exactNoise);
    // Bilinear between points 0.02 apart, K is off by at most (0.022)²/8 · max|∂²K/∂φ²| = 1e−4,
    // and beyond the last point by ∂K/∂m · 0.01; the onsager flux multiplies that by u ≲ 4.
    double force = closure == Closure.COSH ? 1 : 4;
    for (int cell = 0; cell < grid.size(); cell++) {
      double error = Math.abs(state[cell]) < 0.99 ? 2e-4 : 0.01;
      assertEquals(exact[cell], learned[cell], error * force, "m = " + state[cell]);
      assertEquals(exactNoise[cell], learnedNoise[cell], error * 2 / V);
    }

    var withoutField =
        new LearnedModel(
            closure,
            CONDITIONS,
            8,
            new Gauge.Slope(),
            new LearnedModel.Functions(
                model.mobility(), Optional.empty(), model.entropySlope(), kernel, kernel.scaled(0)),
            LearnedModel.Notes.of(Map.of()));
    OnsagerFlow.of(withoutField, grid).evaluate(state, learned, learnedNoise);
    for (int cell = 0; cell < grid.size(); cell++) {
      if (Math.abs(state[cell]) < 0.99) {
        assertEquals(2.0 / V * (1 - state[cell] * state[cell]), learnedNoise[cell], 1e-4 * 2 / V);
      }
    }
  }

  /// Time runs slower, drift and noise alike, for K(m) and K(m, φ).
  @ParameterizedTest
  @EnumSource
  void aFactorOfTheMobilityIsOneOfTime(Closure closure) {
    double[] axis = {-1, 0, 1};
    double[] slope = {-2, 0, 2};
    double[] k = {0.1, 1.2, 0.1};
    double[][] byField = {{1.1, 1, 0.2}, {1, 1.2, 1}, {0.2, 1, 1.1}};
    var zero = new double[3];
    var ofField = Optional.of(new FieldTable(axis, axis, byField, new double[3][3]));
    for (var mobilityByField : List.of(ofField, Optional.<FieldTable>empty())) {
      var model =
          new LearnedModel(
              closure,
              CONDITIONS,
              8,
              new Gauge.Slope(),
              new LearnedModel.Functions(
                  new Table(axis, k, new double[] {0.1, 0.2, 0.1}),
                  mobilityByField,
                  new Table(axis, slope, zero),
                  SELF,
                  SELF.scaled(0)),
              LearnedModel.Notes.of(Map.of()));
      double[][] usual = new double[2][6];
      double[][] slow = new double[2][6];
      OnsagerFlow.of(model, CELLS).evaluate(STATE, usual[0], usual[1]);
      OnsagerFlow.of(model.withMobilityTimes(0.6), CELLS).evaluate(STATE, slow[0], slow[1]);
      for (int cell = 0; cell < 6; cell++) {
        assertEquals(0.6 * usual[0][cell], slow[0][cell], 1e-12);
        assertEquals(0.6 * usual[1][cell], slow[1][cell], 1e-12);
      }
      assertEquals(0.12, model.withMobilityTimes(0.6).mobility().standardError(1), 1e-15);
      for (double factor : new double[] {0, -1, Double.NaN}) {
        var refused =
            assertThrows(IllegalArgumentException.class, () -> model.withMobilityTimes(factor));
        assertEquals(
            "a factor of the mobility must be positive, got " + factor, refused.getMessage());
      }
    }
  }

  @Test
  void modelsThatDoNotFitAreRefused() {
    var x = new double[] {-1, 1};
    var zero = new double[2];
    var model =
        new LearnedModel(
            Closure.COSH,
            CONDITIONS,
            8,
            new Gauge.Slope(),
            new LearnedModel.Functions(
                new Table(x, new double[] {1, 1}, zero),
                Optional.of(
                    new FieldTable(
                        x,
                        x,
                        new double[][] {{1, 1}, {-0.25, 1}},
                        new double[][] {{0, 0}, {0, 0}})),
                new Table(x, x, zero),
                cone(1),
                cone(1)),
            LearnedModel.Notes.of(Map.of()));
    var spacing =
        assertThrows(
            IllegalArgumentException.class, () -> OnsagerFlow.of(model, new Grid(8, 8, 4)));
    assertEquals(
        "the model was learned on blocks of edge 8, but the grid spacing is 4.0",
        spacing.getMessage());
    var negative =
        assertThrows(
            IllegalArgumentException.class, () -> OnsagerFlow.of(model, new Grid(8, 8, 8)));
    assertEquals(
        "mobility must not be negative, got K = -0.25 at m = 1.0, phi = -1.0",
        negative.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> exactFlow(new Grid(3, 3, 8), Closure.COSH, cone(3)));
  }

  @Test
  void forceIsTheGradientOfTheFreeEnergy() {
    var grid = new Grid(7, 9, 8);
    var kernel = cone(2);
    var state = new SplittableRandom(3).doubles(grid.size(), -0.9, 0.9).toArray();
    var flow =
        new OnsagerFlow(
                grid,
                V,
                CONDITIONS,
                Closure.ONSAGER,
                Mobility.constant(1),
                EntropySlope.meanField(T, V),
                kernel)
            .withFiniteBlock(false);
    var drift = new double[grid.size()];
    flow.evaluate(state, drift, new double[grid.size()]);
    double step = 1e-5;
    for (int cell : new int[] {0, 17, 62}) {
      double here = state[cell];
      state[cell] = here + step;
      double above = freeEnergy(grid, kernel, state);
      state[cell] = here - step;
      double below = freeEnergy(grid, kernel, state);
      state[cell] = here;
      assertEquals(-(above - below) / (2 * step), drift[cell], 1e-8);
    }
  }

  /// Eq. (6) on cells.
  private static double freeEnergy(Grid grid, Kernel kernel, double[] m) {
    var interaction = new double[m.length];
    new Convolution(grid, kernel).apply(m, interaction);
    double energy = 0;
    for (int cell = 0; cell < m.length; cell++) {
      double x = m[cell];
      double entropy = ((1 + x) * Math.log(1 + x) + (1 - x) * Math.log(1 - x)) / 2;
      energy += T * entropy - 0.5 * x * interaction[cell] - H * x;
    }
    return energy;
  }

  private static OnsagerFlow exactFlow(Grid grid, Closure closure, Kernel kernel) {
    return new OnsagerFlow(
        grid,
        V,
        CONDITIONS,
        closure,
        Mobility.heatBath(BETA),
        EntropySlope.meanField(T, V),
        kernel);
  }

  private static Kernel cone(int radius) {
    int width = 2 * radius + 1;
    var values = new double[width * width];
    for (int i = 0; i < values.length; i++) {
      double distance = Math.hypot(i / width - radius, i % width - radius);
      values[i] = Math.max(0, radius + 1 - distance);
    }
    var cone = new Kernel(radius, values);
    return cone.scaled(1 / cone.total());
  }
}
