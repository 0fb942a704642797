package onsagerflow.estimate.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import onsagerflow.field.Grid;
import onsagerflow.field.Symmetry;
import onsagerflow.meso.Closure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LagMomentsTest {

  private static final double T = 0.8;
  private static final int BLOCK = 8;
  private static final int STRIPS = 3;
  private static final Grid GRID = new Grid(12, 10, BLOCK);
  private static final List<Symmetry.Orbit> ORBITS = Symmetry.INVERSION.orbits(2);
  private static final HatBasis SLOPE = new HatBasis(new double[] {0, 0.31, 0.62, 1.03, 1.7}, true);
  private static final double[][] PROJECTION =
      SlopeKnots.projection(SLOPE, new double[] {9, 7, 5, 3, 2});
  private static final NoiseBasis.OfMagnetisation HATS =
      new NoiseBasis.OfMagnetisation(
          new HatBasis(new double[] {-0.93, -0.52, -0.11, 0.33, 0.71, 0.95}, false),
          new double[] {2, 4, 5, 6, 4, 2});

  static Stream<Arguments> cases() {
    return Stream.of(Closure.values())
        .flatMap(
            closure ->
                Stream.of(new NoiseBasis.OfField(1 / T), HATS)
                    .flatMap(
                        noise ->
                            Stream.of(0.05, 0.25, 0.6, 1.0)
                                .flatMap(
                                    lag ->
                                        Stream.of(0.0, 0.001, -0.3)
                                            .map(h -> Arguments.of(closure, noise, lag, h)))));
  }

  private final SplittableRandom random = new SplittableRandom(7);

  /// Unknowns near those of heat-bath spins, none at a special value.
  private double[] unknowns(NoiseBasis noise) {
    int slopes = SLOPE.size() - 1;
    var theta = new double[slopes + ORBITS.size() + noise.size()];
    for (int i = 0; i < slopes; i++) {
      theta[i] = T * SLOPE.knot(i + 1) * (1 + 0.1 * random.nextGaussian());
    }
    for (int o = 0; o < ORBITS.size(); o++) {
      theta[slopes + o] = 0.04 + 0.02 * random.nextGaussian();
    }
    double[] nu = noise.textbook();
    for (int k = 0; k < nu.length; k++) {
      theta[slopes + ORBITS.size() + k] = nu[k] + 0.1 * random.nextGaussian();
    }
    return theta;
  }

  private static LagMoments moments(
      Closure closure, NoiseBasis noise, double[] theta, double[] m, double lag, double h) {
    int slopes = SLOPE.size() - 1;
    int noiseAt = slopes + ORBITS.size();
    var kernel = Symmetry.kernel(ORBITS, 2, Arrays.copyOfRange(theta, slopes, noiseAt));
    var drift =
        new CurrentEquation(
            closure,
            new SlopeKnots(SLOPE, Arrays.copyOf(theta, slopes), PROJECTION, 0.96),
            kernel,
            noise,
            Arrays.copyOfRange(theta, noiseAt, theta.length),
            3);
    var moments = new LagMoments(drift, GRID, T, BLOCK * BLOCK, new NoiseReturn(kernel));
    var start = new double[m.length];
    var end = new double[m.length];
    Arrays.fill(start, h);
    Arrays.fill(end, h + 0.02); // a field that changes over the lag
    moments.evaluate(m, start, end, lag);
    return moments;
  }

  private static double sum(LagMoments moments, double[] toMean, double[] toVariance) {
    double sum = 0;
    for (int x = 0; x < toMean.length; x++) {
      sum += toMean[x] * moments.mean[x] + toVariance[x] * moments.variance[x];
    }
    return sum;
  }

  /// The derivative by every unknown against central differences: exact but for rounding, and for a
  /// path that crosses a knot, where it has a corner, within the difference.
  @ParameterizedTest
  @MethodSource("cases")
  void gradientIsThatOfFiniteDifferences(Closure closure, NoiseBasis noise, double lag, double h) {
    double[] theta = unknowns(noise);
    var m = new double[GRID.size()];
    Arrays.setAll(m, x -> Math.tanh(0.3 + 0.4 * random.nextGaussian()));
    var toMean = random.doubles(m.length, -1, 1).toArray();
    var toVariance = random.doubles(m.length, -1, 1).toArray();
    var moments = moments(closure, noise, theta, m, lag, h);
    var all = new BitSet();
    all.set(0, m.length);
    double[][] strips =
        moments.pullBack(toMean, toVariance, all, STRIPS, ORBITS, SLOPE.size() - 1 + ORBITS.size());
    double[] gradient = new double[theta.length];
    for (double[] strip : strips) {
      Arrays.setAll(gradient, i -> gradient[i] + strip[i]);
    }
    double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
    assertTrue(largest > 1e-3);
    for (int i = 0; i < theta.length; i++) {
      double step = 1e-6;
      double[] up = theta.clone();
      double[] down = theta.clone();
      up[i] += step;
      down[i] -= step;
      double difference =
          (sum(moments(closure, noise, up, m, lag, h), toMean, toVariance)
                  - sum(moments(closure, noise, down, m, lag, h), toMean, toVariance))
              / (2 * step);
      assertEquals(difference, gradient[i], 1e-4 * largest, "unknown " + i);
    }
  }

  /// The derivative of the mean of single cells by every unknown, neighbours and all.
  @ParameterizedTest
  @MethodSource("cases")
  void tangentsAreThoseOfFiniteDifferences(
      Closure closure, NoiseBasis noise, double lag, double h) {
    double[] theta = unknowns(noise);
    var m = new double[GRID.size()];
    Arrays.setAll(m, x -> Math.tanh(0.3 + 0.4 * random.nextGaussian()));
    var all = new BitSet();
    all.set(0, m.length);
    int[] at = {3, 57, 119};
    var moments = moments(closure, noise, theta, m, lag, h);
    double[][] rows = new MeanTangents(moments, GRID, ORBITS, SLOPE.size() - 1).rows(at, all);
    double largest =
        Arrays.stream(rows).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
    assertTrue(largest > 1e-3);
    for (int i = 0; i < theta.length; i++) {
      double step = 1e-6;
      double[] up = theta.clone();
      double[] down = theta.clone();
      up[i] += step;
      down[i] -= step;
      var above = moments(closure, noise, up, m, lag, h);
      var below = moments(closure, noise, down, m, lag, h);
      for (int c = 0; c < at.length; c++) {
        double difference = (above.mean[at[c]] - below.mean[at[c]]) / (2 * step);
        assertEquals(difference, rows[c][i], 1e-4 * largest, "unknown " + i + ", cell " + at[c]);
      }
    }
  }
}
