package onsagerflow.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import onsagerflow.field.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialTest {

  /// Inversion, rejection, and the mirror image of both, against the exact probabilities.
  @ParameterizedTest
  @CsvSource({"1, 0.3", "7, 0.3", "64, 0.02", "64, 0.95", "64, 0.4", "400, 0.1", "4096, 0.6"})
  void countsHaveTheBinomialLaw(int n, double p) {
    int samples = 200_000;
    var random = new CounterRandom(3, n);
    var counts = new long[n + 1];
    for (int i = 0; i < samples; i++) {
      counts[Binomial.draw(n, p, random)]++;
    }
    double chiSquare = 0;
    int bins = 0;
    double expected = 0;
    double observed = 0;
    double logProbability = n * Math.log1p(-p);
    for (int k = 0; k <= n; k++) {
      expected += samples * Math.exp(logProbability);
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
  }
}
