package onsagerflow.meso.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import onsagerflow.meso.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorMobilityTest {

  private static final double[] KNOTS = {0.05, 0.2, 0.4, 0.6, 0.8, 0.95};

  private static Table table(DoubleUnaryOperator k) {
    return new Table(KNOTS, Arrays.stream(KNOTS).map(k).toArray(), new double[] {1, 1, 1, 1, 1, 1});
  }

  static VectorMobility learned() {
    return VectorMobility.of(table(m -> 0.3 - 0.2 * m), table(m -> 0.31 - 0.1 * m * m));
  }

  static Map<String, VectorMobility> all() {
    return Map.of(
        "kac", VectorMobility.kac(0.2, 1.5),
        "learned", learned(),
        "constant", VectorMobility.constant(0.1, 0.3));
  }

  static java.util.stream.Stream<VectorMobility> mobilities() {
    return all().values().stream();
  }

  @ParameterizedTest
  @MethodSource("mobilities")
  void isASmoothFunctionOfTheVector(VectorMobility k) {
    assertEquals(k.parallel(0), k.perpendicular(0), 1e-15);
    for (double m : new double[] {0.01, 0.07, 0.3, 0.5, 0.7, 0.9}) {
      double d = 1e-5;
      assertEquals(k.parallel(m) - k.perpendicular(m), m * m * k.anisotropy(m), 1e-14);
      assertEquals((k.parallel(m + d) - k.parallel(m - d)) / (2 * d), m * k.parallelSlope(m), 1e-8);
      assertEquals(
          (k.perpendicular(m + d) - k.perpendicular(m - d)) / (2 * d),
          m * k.perpendicularSlope(m),
          1e-8);
      assertTrue(k.parallel(m) >= 0 && k.perpendicular(m) >= 0);
    }
    assertEquals(k.anisotropy(1e-6), k.anisotropy(0), 1e-4 * Math.abs(k.anisotropy(0)));
  }

  /// ⟨(1 − s∥²)⟩ and ⟨(1 − s⊥²)⟩ over the distribution exp(ξ m̂·s), by quadrature: K = βD_r(1 −
  /// ⟨ssᵀ⟩) with D_r = λγT.
  @Test
  void kacIsTheNoiseOfSpinsInAField() {
    var k = VectorMobility.kac(0.2, 1.5);
    for (double xi : new double[] {0.1, 1, 3, 20}) {
      double sum = 0;
      double square = 0;
      int n = 20_000;
      for (int i = 0; i < n; i++) {
        double c = -1 + (i + 0.5) * 2 / n;
        double weight = Math.exp(xi * (c - 1));
        sum += weight;
        square += weight * c * c;
      }
      double m = Langevin.of(xi);
      assertEquals(0.3 * (1 - square / sum), k.parallel(m), 1e-6);
      assertEquals(0.3 * (1 + square / sum) / 2, k.perpendicular(m), 1e-6);
    }
  }

  /// K∥ → 2λT/(3T_c), K⊥ → λ(1 − T/(3T_c)) where s′ = Jm, T_c = J/3.
  @Test
  void atCoexistenceKacIsThatOfTheLlb() {
    double temperature = 0.2;
    double m = 0;
    for (int i = 0; i < 2000; i++) {
      m = Langevin.of(Math.max(m, 0.1) / temperature);
    }
    var k = VectorMobility.kac(0.1, 1);
    assertEquals(0.1 * 2 * temperature, k.parallel(m), 1e-12);
    assertEquals(0.1 * (1 - temperature), k.perpendicular(m), 1e-12);
  }

  @Test
  void aTableOfKacIsKac() {
    var exact = VectorMobility.kac(0.4, 1);
    var read = VectorMobility.of(table(exact::parallel), table(exact::perpendicular));
    for (double m : new double[] {0, 0.01, 0.3, 0.7, 0.99, 1}) {
      assertEquals(exact.parallel(m), read.parallel(m), 1e-14);
      assertEquals(exact.perpendicular(m), read.perpendicular(m), 1e-14);
      assertEquals(exact.anisotropy(m), read.anisotropy(m), 1e-12);
      assertEquals(exact.parallelSlope(m), read.parallelSlope(m), 1e-12);
    }
  }

  @Test
  void knotsAreKept() {
    for (double m : KNOTS) {
      assertEquals(0.3 - 0.2 * m, learned().parallel(m), 1e-15);
      assertEquals(0.31 - 0.1 * m * m, learned().perpendicular(m), 1e-15);
    }
  }

  /// The value at |m| = 0 is nearer to the better known one.
  @Test
  void theCentreIsTheWeightedMean() {
    double[] m = {0.01, 0.5};
    var along = new Table(m, new double[] {1, 1}, new double[] {0.3, 0.1});
    var across = new Table(m, new double[] {2, 1}, new double[] {0.1, 0.1});
    assertEquals(1.9, VectorMobility.of(along, across).parallel(0), 1e-3);
  }

  @Test
  void refusesWhatIsNoMobility() {
    double[] m = {0, 0.5};
    var one = new Table(m, new double[] {1, 1}, new double[2]);
    var other = new Table(m, new double[] {1.1, 1}, new double[2]);
    var negative = new Table(m, new double[] {1, -1}, new double[2]);
    var elsewhere = new Table(new double[] {0, 0.6}, new double[] {1, 1}, new double[2]);
    var edge = new Table(new double[] {0, 1}, new double[] {1, 1}, new double[2]);
    assertThrows(IllegalArgumentException.class, () -> VectorMobility.of(one, other));
    assertThrows(IllegalArgumentException.class, () -> VectorMobility.of(one, negative));
    assertThrows(IllegalArgumentException.class, () -> VectorMobility.of(one, elsewhere));
    assertThrows(IllegalArgumentException.class, () -> VectorMobility.of(edge, edge));
    assertThrows(IllegalArgumentException.class, () -> VectorMobility.kac(-0.1, 1));
    assertThrows(IllegalArgumentException.class, () -> VectorMobility.kac(0.1, 0));
    assertThrows(IllegalArgumentException.class, () -> VectorMobility.constant(-1, 1));
  }
}
