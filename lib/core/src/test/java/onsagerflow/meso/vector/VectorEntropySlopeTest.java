package onsagerflow.meso.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import onsagerflow.meso.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorEntropySlopeTest {

  /// The finite-block slope against the exact density of the mean of v unit vectors (Treloar,
  /// Trans. Faraday Soc. 42, 77 (1946)).
  @ParameterizedTest
  @CsvSource({"8, 0.012", "16, 0.003", "32, 0.0007"})
  void aFiniteBlockHasTheStatesOfItsSpins(int v, double relative) {
    var slope = VectorEntropySlope.langevin(1).withFiniteBlock(1, v);
    for (double m : new double[] {0.1, 0.3, 0.6, 0.9}) {
      double d = 1e-4;
      double exact = -(logDensity(m + d, v) - logDensity(m - d, v)) / (2 * d * v);
      assertEquals(exact, slope.at(m), relative * exact);
    }
  }

  private static double logDensity(double m, int v) {
    double length = m * v;
    double sum = 0;
    double binomial = 1;
    for (int k = 0; v - length - 2 * k > 0; k++) {
      sum += binomial * Math.pow(v - length - 2 * k, v - 2);
      binomial *= -(double) (v - k) / (k + 1);
    }
    return Math.log(sum / length);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.3, 0.6, 0.95, 0.999, 1})
  void aTableOfTheExactSlopeIsExact(double m) {
    double temperature = 0.3;
    double[] knots = {0.1, 0.4, 0.7, 0.9};
    double[] values = Arrays.stream(knots).map(k -> temperature * Langevin.inverse(k)).toArray();
    var slope = VectorEntropySlope.of(new Table(knots, values, new double[4]), temperature);
    assertEquals(temperature, slope.ratio(m), 1e-14);
  }

  @Test
  void betweenKnotsATableIsLinearInTheField() {
    double[] knots = {0, Langevin.of(1), Langevin.of(3)};
    var slope = VectorEntropySlope.of(new Table(knots, new double[] {0, 2, 3}, new double[3]), 0.5);
    assertEquals(1, slope.at(Langevin.of(0.5)), 1e-14);
    assertEquals(2.5, slope.at(Langevin.of(2)), 1e-14);
    assertEquals(3 + 0.5 * 7, slope.at(Langevin.of(10)), 1e-12);
    assertEquals(0, slope.at(0), 0);
  }

  @Test
  void landau() {
    var slope = VectorEntropySlope.landau(-1, 2);
    assertEquals(-0.5 + 2 * 0.125, slope.at(0.5), 1e-15);
    assertEquals(slope.at(0.5), slope.ratio(0.5) * Langevin.inverse(0.5), 1e-15);
  }

  @Test
  void refusesWhatIsNoSlope() {
    var atOne = new Table(new double[] {0.5, 1}, new double[] {1, 2}, new double[2]);
    var negative = new Table(new double[] {-0.5, 0.5}, new double[] {-1, 1}, new double[2]);
    var offset = new Table(new double[] {0, 0.5}, new double[] {0.1, 1}, new double[2]);
    for (var table : new Table[] {atOne, negative, offset}) {
      assertThrows(IllegalArgumentException.class, () -> VectorEntropySlope.of(table, 1));
    }
    assertThrows(IllegalArgumentException.class, () -> VectorEntropySlope.langevin(0));
  }
}
