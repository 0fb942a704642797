package onsagerflow.rollout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.meso.Bands;
import onsagerflow.meso.Closure;
import onsagerflow.meso.EntropySlope;
import onsagerflow.meso.Mobility;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.meso.StochasticEquation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Grids whose bands are shared among threads, with random numbers of their own.
class LargeGridTest {

  private static final int EDGE = 600; // the last band is not full
  private static final int V = 64;
  private static final double DT = 0.05;

  enum Method {
    EULER,
    BINOMIAL,
    ADAMS;

    Stepper of(StochasticEquation equation) {
      return switch (this) {
        case EULER -> new EulerMaruyama(equation);
        case BINOMIAL -> new BinomialLeap(equation);
        case ADAMS -> new AdamsBashforthLeap(equation);
      };
    }
  }

  /// Uncoupled free spins: dm = −m dt + noise.
  private static OnsagerFlow freeSpins() {
    return new OnsagerFlow(
        new Grid(EDGE, EDGE, 8),
        V,
        new Frame.Conditions(1, 0),
        Closure.COSH,
        Mobility.heatBath(1),
        EntropySlope.meanField(1, V),
        new Kernel(0, new double[1]));
  }

  private static double[] afterSteps(Method method, int steps, int threads) {
    var stepper = method.of(freeSpins());
    var random = new CounterRandom(5, 0);
    var m = new double[EDGE * EDGE];
    Arrays.fill(m, 0.5);
    try (var pool = new ForkJoinPool(threads)) {
      pool.submit(
              () -> {
                stepper.start(m, random);
                for (int step = 0; step < steps; step++) {
                  stepper.step(step * DT, m, DT, random);
                }
              })
          .join();
    }
    return m;
  }

  @ParameterizedTest
  @EnumSource
  void sameBitsWhateverTheThreads(Method method) {
    assertArrayEquals(afterSteps(method, 3, 1), afterSteps(method, 3, 4));
  }

  /// Mean and variance of one step of free spins from m = 0.5, and bands independent of each other.
  @ParameterizedTest
  @EnumSource
  void everyBandHasItsOwnNoise(Method method) {
    double[] m = afterSteps(method, 1, 2);
    double mean = Arrays.stream(m).average().orElseThrow();
    double variance = Arrays.stream(m).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    double decay = Math.exp(-DT);
    double exact = (1 - decay * decay) / V; // of spins that flip
    double expectedMean = method == Method.EULER ? 0.5 * (1 - DT) : 0.5 * decay;
    double expectedVariance = method == Method.EULER ? 2 * DT / V : exact;
    assertEquals(expectedMean, mean, 5 * Math.sqrt(expectedVariance / m.length));
    assertEquals(expectedVariance, variance, 0.02 * expectedVariance);
    assertFalse(
        Arrays.equals(
            Arrays.copyOf(m, Bands.CELLS), Arrays.copyOfRange(m, Bands.CELLS, 2 * Bands.CELLS)));
  }
}
