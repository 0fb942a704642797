package onsagerflow.rollout;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.meso.vector.Langevin;
import onsagerflow.meso.vector.VectorEntropySlope;
import onsagerflow.meso.vector.VectorLaw;
import onsagerflow.meso.vector.VectorMobility;
import onsagerflow.meso.vector.VectorOnsagerFlow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The vector equation samples exp(−vF/T): many systems of one or two cells that do not feel each
/// other, each seen once, so that the values are independent.
class VectorStationarityTest {

  private static final double T = 0.25;
  private static final int V = 16;
  private static final int BINS = 20;

  /// 99.9 % of χ² with 19 degrees of freedom.
  private static final double MOST = 43.8;

  private static double[] sample(Grid grid, Kernel kernel, double h, double gamma) {
    var law =
        new VectorLaw(
            VectorMobility.kac(0.5, 1), length -> gamma, VectorEntropySlope.langevin(T), kernel);
    var conditions = new Frame.Conditions(T, ExternalField.vector(0.6 * h, 0, 0.8 * h));
    var stepper = new RotatingHeun(new VectorOnsagerFlow(grid, V, conditions, law));
    var m = new double[3 * grid.size()];
    var random = new CounterRandom(7, 0);
    Arrays.setAll(m, i -> 0.2 * random.nextGaussian()); // of all directions
    stepper.start(m, random);
    for (int step = 0; step < 2000; step++) {
      stepper.step(m, 0.05, random);
    }
    assertTrue(stepper.clips() < 1e-5 * 2000 * grid.size(), "clips: " + stepper.clips());
    return m;
  }

  /// One cell with J(0) = 0.9 in a field along none of the axes: |m|, the angle to h at given |m|,
  /// and the angle about h, without precession and with it.
  @ParameterizedTest
  @ValueSource(doubles = {0, 2})
  void oneCell(double gamma) {
    double j = 0.9;
    double h = 0.02;
    var grid = new Grid(100, 120, 1);
    int n = grid.size();
    var m = sample(grid, new Kernel(0, new double[] {j}), h, gamma);
    var cumulative =
        cumulative(
            length -> {
              double x = V * h * length / T;
              return Math.log(length * length)
                  - V * (entropy(length) - j * length * length / 2) / T
                  + Math.log(Math.sinh(x) / x);
            });
    requireUniform("|m|", n, cell -> at(cumulative, length(m, cell, n)));
    requireUniform(
        "angle to h",
        n,
        cell -> {
          double x = V * h * length(m, cell, n) / T;
          double cosine = (0.6 * m[cell] + 0.8 * m[2 * n + cell]) / length(m, cell, n);
          return uniform(x, cosine);
        });
    requireUniform(
        "angle about h",
        n,
        cell ->
            0.5 + Math.atan2(m[n + cell], 0.8 * m[cell] - 0.6 * m[2 * n + cell]) / (2 * Math.PI));
  }

  /// Two cells side by side, open beyond: the angle between them at given lengths, and one length.
  @Test
  void twoCells() {
    double own = 0.5;
    double between = 0.4;
    var grid =
        new Grid(
            List.of(
                new Grid.Axis(6_000, 1, Grid.Boundary.PERIODIC),
                new Grid.Axis(2, 1, Grid.Boundary.OPEN)));
    var m =
        sample(grid, new Kernel(1, new double[] {0, 0, 0, between, own, between, 0, 0, 0}), 0, 1);
    int n = grid.size();
    requireUniform(
        "angle between",
        n / 2,
        pair -> {
          double one = length(m, 2 * pair, n);
          double other = length(m, 2 * pair + 1, n);
          double product = 0;
          for (int c = 0; c < 3; c++) {
            product += m[c * n + 2 * pair] * m[c * n + 2 * pair + 1];
          }
          return uniform(V * between * one * other / T, product / (one * other));
        });
    var weight = new double[1000];
    for (int i = 0; i < weight.length; i++) {
      double a = (i + 0.5) / weight.length;
      weight[i] = Math.exp(2 * Math.log(a) - V * (entropy(a) - own * a * a / 2) / T);
    }
    var cumulative =
        cumulative(
            length -> {
              double sum = 0;
              for (int i = 0; i < weight.length; i++) {
                double x = V * between * length * (i + 0.5) / weight.length / T;
                sum += weight[i] * Math.sinh(x) / x;
              }
              return Math.log(length * length)
                  - V * (entropy(length) - own * length * length / 2) / T
                  + Math.log(sum);
            });
    requireUniform("|m| of one of two", n / 2, pair -> at(cumulative, length(m, 2 * pair, n)));
  }

  /// s of a block: ∫s′ with ∫ξ dm = ξm − ln(sinh ξ/ξ).
  private static double entropy(double length) {
    double xi = Langevin.inverse(length);
    double states = Math.log(Langevin.inverseSlope(length)) + 2 * Math.log(xi / length);
    double logSinh = xi + Math.log1p(-Math.exp(-2 * xi)) - Math.log(2 * xi);
    return T * (xi * length - logSinh) - T / (2 * V) * states;
  }

  /// ∫₀^|m| of a density whose logarithm is given, at 4,000 lengths.
  private static double[] cumulative(DoubleUnaryOperator logDensity) {
    int points = 4000;
    var sum = new double[points + 1];
    for (int i = 0; i < points; i++) {
      sum[i + 1] = sum[i] + Math.exp(logDensity.applyAsDouble((i + 0.5) / points));
    }
    double total = sum[points];
    return Arrays.stream(sum).map(s -> s / total).toArray();
  }

  private static double at(double[] cumulative, double length) {
    double place = length * (cumulative.length - 1);
    int i = (int) place;
    return cumulative[i] + (place - i) * (cumulative[i + 1] - cumulative[i]);
  }

  /// The part of exp(x c), −1 ≤ c ≤ 1, that lies below a cosine.
  private static double uniform(double x, double cosine) {
    return Math.expm1(x * (1 + cosine)) / Math.expm1(2 * x);
  }

  private static double length(double[] m, int cell, int n) {
    return Math.sqrt(
        m[cell] * m[cell] + m[n + cell] * m[n + cell] + m[2 * n + cell] * m[2 * n + cell]);
  }

  private static void requireUniform(String what, int count, IntToDoubleFunction value) {
    var counts = new int[BINS];
    for (int i = 0; i < count; i++) {
      counts[Math.clamp((long) (value.applyAsDouble(i) * BINS), 0, BINS - 1)]++;
    }
    double expected = (double) count / BINS;
    double chiSquare =
        Arrays.stream(counts).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
    assertTrue(
        chiSquare < MOST,
        what
            + ": chi square of 19 degrees of freedom "
            + chiSquare
            + ", "
            + Arrays.toString(counts));
  }
}
