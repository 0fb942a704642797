package onsagerflow.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelTest {

  /// Exp(−½ r·C⁻¹ r), of standard deviations 3 and 1.5 along an axis turned by an angle and across.
  private static Kernel gaussian(double degrees) {
    int radius = 20;
    int width = 2 * radius + 1;
    double sine = Math.sin(Math.toRadians(degrees));
    double cosine = Math.cos(Math.toRadians(degrees));
    var values = new double[width * width];
    for (int i = 0; i < values.length; i++) {
      int dy = i / width - radius;
      int dx = i % width - radius;
      double along = (cosine * dx + sine * dy) / 3;
      double across = (cosine * dy - sine * dx) / 1.5;
      values[i] = Math.exp(-(along * along + across * across) / 2);
    }
    return new Kernel(radius, values);
  }

  @Test
  void momentsOfAGaussianAreItsWidths() {
    for (double degrees : new double[] {20, 30, 90, 150}) {
      var moments = KernelMoments.of(gaussian(degrees));
      assertEquals(2 * Math.PI * 3 * 1.5, moments.strength(), 1e-6);
      assertEquals(3, moments.longAxis(), 1e-6);
      assertEquals(1.5, moments.shortAxis(), 1e-6);
      assertEquals(Math.sqrt((9 + 2.25) / 2), moments.range(), 1e-6);
      double off = Math.IEEEremainder(moments.orientation() - degrees, 180);
      assertEquals(0, off, 1e-6); // −10⁻¹⁵ degrees are 180
    }
  }

  @Test
  void stiffnessIsTheCurvatureOfTheTransferFunction() {
    var kernel = gaussian(30);
    var moments = KernelMoments.of(kernel);
    for (double degrees : new double[] {0, 30, 75, 120}) {
      double k = 1e-3;
      double ky = k * Math.sin(Math.toRadians(degrees));
      double kx = k * Math.cos(Math.toRadians(degrees));
      double curvature = (kernel.total() - kernel.transfer(ky, kx)) / (k * k);
      assertEquals(curvature, moments.stiffness(degrees), 1e-4 * curvature);
    }
  }

  @Test
  void anotherRadiusPadsOrCuts() {
    var kernel = new Kernel(1, new double[] {1, 2, 3, 4, 5, 4, 3, 2, 1});
    assertEquals(kernel.total(), kernel.withRadius(3).total());
    assertArrayEquals(kernel.values(), kernel.withRadius(3).withRadius(1).values());
    assertArrayEquals(new double[] {5}, kernel.withRadius(0).values());
  }

  @Test
  void sectionAndTransferAreAlongX() {
    var kernel = new Kernel(1, new double[] {0, 2, 0, 3, 5, 3, 0, 2, 0});
    assertEquals(
        new Curve(List.of(-1.0, 0.0, 1.0), List.of(3.0, 5.0, 3.0), List.of(0.0, 0.0, 0.0)),
        kernel.section());
    assertEquals(15, kernel.transfer(new double[] {0}).y().getFirst(), 1e-12);
    assertEquals(3, kernel.transfer(Math.PI).y().getFirst(), 1e-12);
  }

  @Test
  void shapesAreComparedWithoutScaleAndCentre() {
    var exact = new Kernel(1, new double[] {1, 2, 1, 2, 5, 2, 1, 2, 1});
    var half = exact.scaled(0.5).withCentre(-7);
    assertEquals(2, half.factorTo(exact), 1e-14);
    assertEquals(0, half.shapeErrorAgainst(exact), 1e-14);
    var flat = new Kernel(1, new double[] {1, 1, 1, 1, 1, 1, 1, 1, 1});
    assertEquals(1.5, flat.factorTo(exact), 1e-14);
    assertEquals(Math.sqrt(2 / 20.0), flat.shapeErrorAgainst(exact), 1e-14);
    assertThrows(
        IllegalArgumentException.class, () -> new Kernel(0, new double[] {1}).factorTo(exact));
  }

  @Test
  void aGaussianOfPointsHasItsCentreAndRange() {
    var kernel = Kernel.gaussian(1.5, 6);
    assertEquals(1, kernel.total(), 1e-12);
    assertEquals(Math.exp(-2 / 4.5), kernel.get(1, -1) / kernel.get(0, 0), 1e-12);
    assertEquals(1.5, KernelMoments.of(kernel).range(), 0.002);
    // a repulsive one is as long and lies as its opposite
    var attractive = KernelMoments.of(gaussian(30));
    var repulsive = KernelMoments.of(gaussian(30).scaled(-2));
    assertEquals(attractive.longAxis(), repulsive.longAxis(), 1e-12);
    assertEquals(attractive.shortAxis(), repulsive.shortAxis(), 1e-12);
    assertEquals(attractive.range(), repulsive.range(), 1e-12);
    assertEquals(attractive.orientation(), repulsive.orientation(), 1e-9);
    // of a strong centre against neighbours that repel, neither has a meaning
    var ring = KernelMoments.of(new Kernel(1, new double[] {-1, -1, -1, -1, 9, -1, -1, -1, -1}));
    assertEquals(Double.NaN, ring.range());
    assertEquals(Double.NaN, ring.longAxis());
    assertThrows(
        IllegalArgumentException.class, () -> KernelMoments.of(new Kernel(3, 1, new double[27])));
  }
}
