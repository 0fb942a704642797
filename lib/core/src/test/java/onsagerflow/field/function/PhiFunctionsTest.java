package onsagerflow.field.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against the series Σ zᵏ/(k + n)! and, where that cancels, the closed form.
class PhiFunctionsTest {

  private static double series(double z, int n) {
    double term = 1;
    for (int k = 1; k <= n; k++) {
      term /= k;
    }
    double sum = 0;
    for (int k = n + 1; k < n + 200; k++) {
      sum += term;
      term *= z / k;
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(doubles = {-5, -0.3, -0.0101, -0.0099, -1e-9, 0, 1e-9, 0.0099, 0.0101, 0.3, 5})
  void areTheirSeries(double z) {
    double phi1 = series(z, 1);
    double phi2 = series(z, 2);
    assertEquals(phi1, PhiFunctions.phi1(z), 1e-13 * phi1);
    assertEquals(phi2, PhiFunctions.phi2(z), 1e-11 * phi2);
    double slope = phi1 - phi2; // φ₁′ = φ₁ − φ₂
    assertEquals(slope / phi1, PhiFunctions.logSlopeOfPhi1(z), 1e-8);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-12, 0.01, 0.2499, 0.2501, 1, 30})
  void decay(double z) {
    double expected = PhiFunctions.phi1(-z);
    assertEquals(expected, PhiFunctions.phi1OfDecay(z), 2e-12 * expected);
  }
}
