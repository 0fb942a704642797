package onsagerflow.rollout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import onsagerflow.field.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialTest {

  private static final int SAMPLES = 200_000;

  /// Inversion, rejection, and the mirror image of both.
  @ParameterizedTest
  @CsvSource({"1, 0.3", "7, 0.3", "64, 0.02", "64, 0.95", "64, 0.4", "400, 0.1", "4096, 0.6"})
  void countsHaveTheBinomialLaw(int n, double p) {
    var random = new CounterRandom(3, n);
    var counts = new double[SAMPLES];
    Arrays.setAll(counts, i -> Binomial.draw(n, p, random));
    assertBinomial(counts, n, p);
  }

  /// One, two and three loops of terms, and cells one by one.
  @ParameterizedTest
  @CsvSource({"1, 0.12", "5, 0.1", "64, 0.003", "64, 0.02", "64, 0.06", "64, 0.2", "4096, 0.0005"})
  void countsOfManyCellsHaveTheBinomialLaw(int n, double p) {
    var trials = new double[SAMPLES];
    var probabilities = new double[SAMPLES];
    var counts = new double[SAMPLES];
    Arrays.fill(trials, n);
    Arrays.fill(probabilities, p);
    new Binomials().draw(trials, probabilities, counts, counts.length, new CounterRandom(4, n));
    assertBinomial(counts, n, p);
  }

  /// The χ² test against the exact probabilities.
  private static void assertBinomial(double[] samples, int n, double p) {
    var counts = new long[n + 1];
    for (double k : samples) {
      counts[(int) k]++;
    }
    double chiSquare = 0;
    int bins = 0;
    double expected = 0;
    double observed = 0;
    double logProbability = n * Math.log1p(-p);
    for (int k = 0; k <= n; k++) {
      expected += samples.length * Math.exp(logProbability);
      observed += counts[k];
      logProbability += Math.log((n - k) * p / ((k + 1) * (1 - p)));
      if (expected >= 10 || k == n) { // join rare values
        chiSquare += (observed - expected) * (observed - expected) / Math.max(expected, 1);
        bins++;
        expected = 0;
        observed = 0;
      }
    }
    int freedom = bins - 1;
    // Wilson and Hilferty: 99.9 % of χ² lie below
    double limit =
        freedom * Math.pow(1 - 2.0 / (9 * freedom) + 3.09 * Math.sqrt(2.0 / (9 * freedom)), 3);
    assertTrue(chiSquare < limit, "chi square " + chiSquare + ", degrees of freedom " + freedom);
  }

  @Test
  void certainOutcomes() {
    var random = new CounterRandom(1, 0);
    assertEquals(0, Binomial.draw(0, 0.5, random));
    assertEquals(0, Binomial.draw(50, 0, random));
    assertEquals(50, Binomial.draw(50, 1, random));
    var counts = new double[3];
    new Binomials().draw(new double[] {0, 50, 50}, new double[] {0.1, 0, 1}, counts, 3, random);
    assertArrayEquals(new double[] {0, 0, 50}, counts);
    new Binomials().draw(new double[] {0, 50, 0}, new double[] {0.1, 0, 0}, counts, 3, random);
    assertArrayEquals(new double[3], counts);
  }
}
