package onsagerflow.meso;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EntropySlopeTest {

  private static final double T = 0.85;
  private static final int V = 64;

  /// s′ = T artanh(m) + 0.2 m, as if a gauge had moved 0.2 from J(0) to s′.
  private static EntropySlope learned(int points) {
    var m = new double[points];
    var value = new double[points];
    for (int i = 0; i < points; i++) {
      m[i] = -0.96 + 1.92 * i / (points - 1);
      value[i] = exact(m[i]);
    }
    return EntropySlope.of(new Table(m, value, new double[points]), T, V);
  }

  private static double exact(double m) {
    return T * EntropySlope.artanh(m) + 0.2 * m;
  }

  @Test
  void tableBendsLikeArtanhBetweenItsPoints() {
    var slope = learned(9); // 0.24 apart: linear interpolation of s′ itself would be off by 0.1
    for (double m = -0.96; m <= 0.96; m += 0.01) {
      assertEquals(exact(m), slope.at(m), 1e-13, "m = " + m);
      assertEquals(0.2 * m, slope.remainder(m, T), 1e-13);
    }
    // Beyond the last point the remainder stays, the divergence goes on.
    assertEquals(T * EntropySlope.artanh(0.98) + 0.2 * 0.96, slope.at(0.98), 1e-13);
  }

  @Test
  void finiteAtFullMagnetisation() {
    for (var slope : new EntropySlope[] {EntropySlope.meanField(T, V), learned(9)}) {
      assertTrue(Double.isFinite(slope.at(1)) && Double.isFinite(slope.at(-1)));
      assertEquals(slope.at(1), -slope.at(-1), 1e-12);
      assertTrue(Double.isFinite(slope.withStirling(T, V).at(1)));
    }
    assertEquals(T * EntropySlope.artanh(127.0 / 128), EntropySlope.meanField(T, V).at(1), 1e-12);
  }

  @Test
  void derivativesMatchDifferences() {
    double step = 1e-5;
    var slopes =
        new EntropySlope[] {
          EntropySlope.meanField(T, V), learned(33), EntropySlope.meanField(T, V).withStirling(T, V)
        };
    for (var slope : slopes) {
      for (double m = -0.93; m < 0.95; m += 0.31) {
        double difference = (slope.at(m + step) - slope.at(m - step)) / (2 * step);
        assertEquals(difference, slope.derivative(m), 1e-6 * Math.abs(difference));
      }
    }
  }

  /// The number of states of a block, counted: ln binomial(v, k) = −v s − ½ ln(1 − m²) + constant.
  @Test
  void stirlingTermCountsTheStatesOfABlock() {
    var slope = EntropySlope.meanField(1, V).withStirling(1, V);
    for (int k = 8; k < V - 8; k++) {
      // ln[binomial(v, k + 1)/binomial(v, k)] over Δm = 2/v, at the m between
      double logRatio = Math.log((V - k) / (k + 1.0));
      double m = (2.0 * k + 1) / V - 1;
      assertEquals(-logRatio / 2, slope.at(m), 2e-3, "m = " + m);
    }
  }

  @Test
  void remainderAtAnotherTemperature() {
    var slope = learned(9);
    assertEquals(slope.at(0.5) - 0.7 * EntropySlope.artanh(0.5), slope.remainder(0.5, 0.7), 1e-13);
  }

  @Test
  void manyCellsAtOnceAreEachByItself() {
    double[] m = new SplittableRandom(5).doubles(1500, -1, 1).toArray();
    m[0] = 1;
    m[1] = -1;
    for (var slope : List.of(learned(9), learned(9).withStirling(T, V))) {
      var many = new double[m.length];
      slope.at(m, many, 0, 700);
      slope.at(m, many, 700, m.length);
      for (int cell = 0; cell < m.length; cell++) {
        assertEquals(slope.at(m[cell]), many[cell], 1e-13, "m = " + m[cell]);
      }
      for (double temperature : new double[] {T, 0.7}) {
        slope.remainder(m, temperature, many, 0, m.length);
        for (int cell = 2; cell < m.length; cell++) {
          assertEquals(slope.remainder(m[cell], temperature), many[cell], 1e-13);
        }
      }
    }
  }

  @Test
  void unphysicalParametersAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> EntropySlope.meanField(0, 64));
    assertThrows(IllegalArgumentException.class, () -> EntropySlope.meanField(0.8, 0));
  }
}
