package onsagerflow.meso.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LangevinTest {

  /// ξ, ξ′ and ξ″ by mpmath with 60 digits.
  @ParameterizedTest
  @CsvSource({
    "1e-3, 0.0030000018000016972071, 3.0000054000084857266, 0.010800033942931015217",
    "0.1, 0.30181714920633811476, 3.0548610541213203456, 1.1146952776209748065",
    "0.3, 0.95314947285740590895, 3.5649611412365120092, 4.3704330784234516455",
    "0.5, 1.7967559847237130411, 5.1695242757570921552, 13.677825387308700544",
    "0.55, 2.0743652884644054026, 5.9802420274629914337, 19.147113316706501139",
    "0.7, 3.3035444901007656993, 11.599210999761256646, 69.616384160466856501",
    "0.9, 9.9999995877689540078, 100.00007420164684032, 1999.9882101618964243",
    "0.99, 99.999999999999911182, 9999.9999999999822364, 1999999.9999999946709",
    "0.9999, 10000.000000001101341, 100000000.00002202682, 2000000000000.6608047"
  })
  void inverse(double m, double xi, double slope, double curvature) {
    assertEquals(xi, Langevin.inverse(m), 1e-14 * xi);
    assertEquals(-xi, Langevin.inverse(-m), 1e-14 * xi);
    assertEquals(slope, Langevin.inverseSlope(m), 2e-14 * slope);
    assertEquals(curvature, Langevin.inverseCurvature(m), 1e-12 * curvature);
    assertEquals(m, Langevin.of(xi), 1e-14 * m);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-12, 1e-6, 0.01, 0.2, 0.4999, 0.5001, 0.8, 0.999})
  void inverseOfItself(double m) {
    assertEquals(m, Langevin.of(Langevin.inverse(m)), 1e-14 * m);
  }

  @Test
  void limits() {
    assertEquals(0, Langevin.inverse(0), 0);
    assertEquals(Double.POSITIVE_INFINITY, Langevin.inverse(1));
    assertEquals(1e10, Langevin.inverse(1 - 1e-10), 1e-6 * 1e10);
    assertEquals(1.0 / 3, Langevin.ratio(0), 1e-16);
    assertEquals(0, Langevin.ratio(1), 0);
    assertEquals(-0.6, Langevin.ratioExcess(0), 1e-15);
    assertEquals(-1, Langevin.ratioExcess(1), 1e-11);
    assertEquals(-0.4, Langevin.ratioSlope(0), 1e-15);
    assertEquals(-1, Langevin.ratioSlope(1 - 1e-9), 1e-6);
    // ln[ξ′(ξ/m)²] = ln 27 + 3m² + …: 18/5 + 12/5 = 6
    assertEquals(6, Langevin.logOfStatesSlope(0), 1e-6);
    assertEquals(4e6, Langevin.logOfStatesSlope(1 - 1e-6), 10);
    assertThrows(IllegalArgumentException.class, () -> Langevin.inverse(1.0001));
    assertThrows(IllegalArgumentException.class, () -> Langevin.inverse(Double.NaN));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.3, 0.6, 0.9, 0.99})
  void derivativesAreThose(double m) {
    double d = 1e-5 * (1 - m);
    double w = Langevin.ratio(m);
    assertEquals(m / Langevin.inverse(m), w, 1e-14);
    assertEquals((3 * w - 1) / (m * m), Langevin.ratioExcess(m), 1e-12);
    assertEquals(
        (Langevin.ratio(m + d) - Langevin.ratio(m - d)) / (2 * d * m),
        Langevin.ratioSlope(m),
        1e-7);
    double log = Langevin.logOfStatesSlope(m) * m;
    assertEquals((logOfStates(m + d) - logOfStates(m - d)) / (2 * d), log, 1e-6 * log);
  }

  private static double logOfStates(double m) {
    return Math.log(Langevin.inverseSlope(m)) + 2 * Math.log(Langevin.inverse(m) / m);
  }
}
