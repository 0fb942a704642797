package onsagerflow.meso;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MobilityTest {

  private static final double BETA = 1.25;

  static Stream<Mobility> mobilities() {
    return Stream.of(
        Mobility.constant(BETA),
        Mobility.degenerate(BETA),
        Mobility.heatBath(BETA),
        Mobility.of(tableOf(21, 1)),
        Mobility.of(tableOf(21, 1.3)),
        Mobility.of(fieldTable(21, 31)));
  }

  @ParameterizedTest
  @MethodSource("mobilities")
  void slopesMatchDifferences(Mobility mobility) {
    double step = 1e-6;
    // none of these m, φ is a point of a table, where the slope jumps
    for (double m : new double[] {-0.837, -0.111, 0.031, 0.777}) {
      for (double phi : new double[] {-0.913, 0.037, 0.613}) {
        double alongM = mobility.at(m + step, phi) - mobility.at(m - step, phi);
        double alongPhi = mobility.at(m, phi + step) - mobility.at(m, phi - step);
        assertEquals(alongM / (2 * step), mobility.slope(m, phi), 1e-8);
        assertEquals(alongPhi / (2 * step), mobility.fieldSlope(m, phi), 1e-8);
      }
    }
  }

  @Test
  void freeSpinsHaveMobilityBeta() {
    for (var mobility :
        new Mobility[] {
          Mobility.constant(BETA), Mobility.degenerate(BETA), Mobility.heatBath(BETA)
        }) {
      assertEquals(BETA, mobility.at(0, 0), 0);
    }
    // heat bath at local equilibrium, m = tanh βφ, is the degenerate form
    assertEquals(
        Mobility.degenerate(BETA).at(Math.tanh(BETA * 0.6), 0.6),
        Mobility.heatBath(BETA).at(Math.tanh(BETA * 0.6), 0.6),
        1e-15);
  }

  @Test
  void tablesAreLinearBetweenPointsAndConstantBeyond() {
    var table = tableOf(21, 1);
    var mobility = Mobility.of(table);
    for (double m = -1.2; m <= 1.2; m += 0.013) {
      assertEquals(table.at(m), mobility.at(m, 0.3), 1e-14);
    }
    var field = fieldTable(21, 31);
    var byField = Mobility.of(field);
    for (double m = -1.2; m <= 1.2; m += 0.083) {
      for (double phi = -1.5; phi <= 1.5; phi += 0.071) {
        assertEquals(field.at(m, phi), byField.at(m, phi), 1e-13);
      }
    }
  }

  @Test
  void unevenPointsAreResampledFinely() {
    var table = tableOf(41, 1.5);
    var mobility = Mobility.of(table);
    double largest = 0;
    for (double m = -1; m <= 1; m += 0.001) {
      largest = Math.max(largest, Math.abs(table.at(m) - mobility.at(m, 0)));
    }
    assertEquals(0, largest, 1e-4);
  }

  /// More cells than one stretch, beyond the ends of the table too.
  @Test
  void manyCellsAtOnceAreEachByItself() {
    var random = new SplittableRandom(4);
    double[] m = random.doubles(1500, -1.3, 1.3).toArray();
    double[] phi = random.doubles(1500, -1.5, 1.5).toArray();
    var k = new double[m.length];
    for (var mobility :
        List.of(
            Mobility.heatBath(BETA),
            Mobility.of(tableOf(33, 1)),
            Mobility.of(tableOf(33, 1.5)),
            Mobility.of(fieldTable(21, 31)))) {
      mobility.at(m, phi, k, 0, 700);
      mobility.at(m, phi, k, 700, m.length);
      for (int cell = 0; cell < m.length; cell++) {
        assertEquals(mobility.at(m[cell], phi[cell]), k[cell], 1e-15, mobility.toString());
      }
    }
  }

  @Test
  void negativeMobilityIsRefusedWithItsPlace() {
    var bad = new Table(new double[] {-1, 0.5, 1}, new double[] {1, -0.01, 1}, new double[3]);
    var refusal = assertThrows(IllegalArgumentException.class, () -> Mobility.of(bad));
    assertEquals("mobility must not be negative, got K = -0.01 at m = 0.5", refusal.getMessage());
  }

  /// β(1 − 0.7 m²) at points m = ±|x|^power, x even.
  private static Table tableOf(int points, double power) {
    var m = new double[points];
    var value = new double[points];
    for (int i = 0; i < points; i++) {
      double x = 2.0 * i / (points - 1) - 1;
      m[i] = Math.copySign(Math.pow(Math.abs(x), power), x);
      value[i] = BETA * (1 - 0.7 * m[i] * m[i]);
    }
    return new Table(m, value, new double[points]);
  }

  private static FieldTable fieldTable(int pointsM, int pointsPhi) {
    var m = new double[pointsM];
    var phi = new double[pointsPhi];
    var value = new double[pointsM][pointsPhi];
    for (int i = 0; i < pointsM; i++) {
      m[i] = 2.0 * i / (pointsM - 1) - 1;
      for (int j = 0; j < pointsPhi; j++) {
        phi[j] = 1.1 * (2.0 * j / (pointsPhi - 1) - 1);
        value[i][j] = Mobility.heatBath(BETA).at(m[i], phi[j]);
      }
    }
    return new FieldTable(m, phi, value, new double[pointsM][pointsPhi]);
  }
}
