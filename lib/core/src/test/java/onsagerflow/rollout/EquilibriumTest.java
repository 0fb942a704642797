package onsagerflow.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.RunningMean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What eq. (5) samples, against exact integrals over exp(−βvF).
class EquilibriumTest {

  private static final int V = 16;
  private static final double T = 1.2;
  private static final double H = 0.05;
  private static final EntropySlope BARE = EntropySlope.meanField(T, V);
  private static final EntropySlope SLOPE = BARE.withStirling(T, V);

  static Stream<Arguments> mobilities() {
    return Stream.of(
        Arguments.of("constant", Mobility.constant(1 / T)),
        Arguments.of("degenerate", Mobility.degenerate(1 / T)),
        Arguments.of("heat bath", Mobility.heatBath(1 / T)));
  }

  /// Any mobility, one stationary density: exp(−βvF).
  @ParameterizedTest(name = "{0}")
  @MethodSource("mobilities")
  void singleCellSamplesTheBoltzmannWeightOfItsFreeEnergy(String name, Mobility mobility) {
    var flow = singleCells(mobility);
    // 99.9 % of χ² with 19 degrees of freedom lie below 43.8
    double chiSquare = chiSquare(flow);
    assertTrue(chiSquare < 43.8, "chi square of 19 degrees of freedom: " + chiSquare);
  }

  @Test
  void withoutFiniteBlockTermsTheDensityIsWrong() {
    double chiSquare = chiSquare(singleCells(Mobility.heatBath(1 / T)).withFiniteBlock(false));
    assertTrue(chiSquare > 60, "chi square of 19 degrees of freedom: " + chiSquare);
  }

  private static OnsagerFlow singleCells(Mobility mobility) {
    return new OnsagerFlow(
        new Grid(64, 64, 4),
        V,
        new Frame.Conditions(T, H),
        Closure.ONSAGER,
        mobility,
        BARE,
        new Kernel(0, new double[] {0.9}));
  }

  private static double chiSquare(OnsagerFlow flow) {
    int bins = 20;
    var counts = new long[bins];
    var stepper = new StochasticHeun(flow);
    var random = random(4);
    var m = new double[flow.grid().size()];
    long samples = 0;
    for (int snapshot = 0; snapshot < 5; snapshot++) {
      for (int step = 0; step < 300; step++) { // 15 sweeps, three relaxation times
        stepper.step(m, 0.05, random);
      }
      for (double x : m) {
        counts[(int) ((x + 1) / 2 * bins)]++;
        samples++;
      }
    }
    var weights = cellWeights(200 * bins, 0.9);
    double total = java.util.Arrays.stream(weights).sum();
    double chiSquare = 0;
    for (int bin = 0; bin < bins; bin++) {
      double expected = 0;
      for (int i = 0; i < 200; i++) {
        expected += samples * weights[200 * bin + i] / total;
      }
      chiSquare += (counts[bin] - expected) * (counts[bin] - expected) / expected;
    }
    return chiSquare;
  }

  /// exp(−βvF) of one cell at the centres of n intervals, F = ∫s′ − j m²/2 − h m.
  private static double[] cellWeights(int n, double j) {
    var weights = new double[n];
    double entropy = 0;
    for (int i = 0; i < n; i++) {
      double m = -1 + (2 * i + 1.0) / n;
      entropy += SLOPE.at(m - 1.0 / n) * (i == 0 ? 1.0 / n : 2.0 / n); // midpoint rule to here
      weights[i] = Math.exp(-V / T * (entropy - j * m * m / 2 - H * m));
    }
    return weights;
  }

  /// Rings of three coupled cells, whose mobility depends on the neighbours through φ: the exact
  /// moments are integrals over three variables.
  @Test
  void coupledCellsAreInDetailedBalance() {
    double j = 0.2;
    double coupling = 0.3;
    var kernel = new Kernel(1, new double[] {0, 0, 0, coupling, j, coupling, 0, 0, 0});
    var flow =
        new OnsagerFlow(
            new Grid(1000, 3, 4),
            V,
            new Frame.Conditions(T, H),
            Closure.ONSAGER,
            Mobility.heatBath(1 / T),
            BARE,
            kernel);
    int n = 100;
    var weight = cellWeights(n, j);
    double z = 0;
    double exactMean = 0;
    double exactSquare = 0;
    double exactProduct = 0;
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        double ma = -1 + (2 * a + 1.0) / n;
        double mb = -1 + (2 * b + 1.0) / n;
        double third = 0;
        for (int c = 0; c < n; c++) {
          double mc = -1 + (2 * c + 1.0) / n;
          third += weight[c] * Math.exp(V / T * coupling * (ma + mb) * mc);
        }
        double w = weight[a] * weight[b] * Math.exp(V / T * coupling * ma * mb) * third;
        z += w;
        exactMean += w * ma;
        exactSquare += w * ma * ma;
        exactProduct += w * ma * mb;
      }
    }
    var stepper = new StochasticHeun(flow);
    var random = random(6);
    var m = new double[flow.grid().size()];
    var mean = new RunningMean();
    var square = new RunningMean();
    var product = new RunningMean();
    for (int snapshot = 0; snapshot < 6; snapshot++) {
      for (int step = 0; step < 400; step++) { // 20 sweeps
        stepper.step(m, 0.05, random);
      }
      for (int ring = 0; ring < 1000; ring++) {
        double a = m[3 * ring];
        double b = m[3 * ring + 1];
        double c = m[3 * ring + 2];
        mean.add((a + b + c) / 3);
        square.add((a * a + b * b + c * c) / 3);
        product.add((a * b + b * c + c * a) / 3);
      }
    }
    assertWithin(3.5, exactMean / z, mean.mean());
    assertWithin(3.5, exactSquare / z, square.mean());
    assertWithin(3.5, exactProduct / z, product.mean());
    assertTrue(exactProduct / z > 20 * product.mean().standardError());
  }

  private static void assertWithin(double standardErrors, double exact, Mean mean) {
    assertEquals(exact, mean.value(), standardErrors * mean.standardError());
  }

  private static RandomGenerator random(long seed) {
    return new CounterRandom(seed, 0);
  }
}
