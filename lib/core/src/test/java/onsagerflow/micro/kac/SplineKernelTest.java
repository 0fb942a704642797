package onsagerflow.micro.kac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.micro.KacKernel;
import org.junit.jupiter.api.Test;

class SplineKernelTest {

  @Test
  void weightsAddUpToOneAndAreThoseOfTheCubicSpline() {
    for (int c : new int[] {1, 2, 3, 7, 32}) {
      double[] w = new SplineWeights(c).values();
      for (int i = 0; i < c; i++) {
        assertEquals(1, w[4 * i] + w[4 * i + 1] + w[4 * i + 2] + w[4 * i + 3], 0);
        // A cubic spline reproduces a parabola but for a constant: Σ w_k (k − 1 − t)² = 1/3.
        double t = (i + 0.5) / c;
        double first = 0;
        double second = 0;
        for (int k = 0; k < 4; k++) {
          first += w[4 * i + k] * (k - 1 - t);
          second += w[4 * i + k] * (k - 1 - t) * (k - 1 - t);
          assertEquals(w[4 * i + k], w[4 * (c - 1 - i) + 3 - k], 0);
        }
        assertEquals(0, first, 1e-4);
        assertEquals(1.0 / 3, second, 1e-4);
      }
    }
  }

  @Test
  void smoothKernelsHaveALargeSpacingWithinTheBound() {
    assertEquals(4, spacing(KacKernel.gaussian(8), 256));
    assertEquals(2, spacing(KacKernel.bump(32), 256));
    assertEquals(8, spacing(KacKernel.ellipse(30, 20, 30), 512));
    assertEquals(3, spacing(KacKernel.gaussian(8), 99));
  }

  @Test
  void kernelsWithEdgesOrOfShortRangeHaveNone() {
    assertTrue(SplineKernel.of(KacKernel.box(32), Grid.square(256)).isEmpty());
    assertTrue(SplineKernel.of(KacKernel.bump(6), Grid.square(64)).isEmpty());
    assertTrue(SplineKernel.of(KacKernel.gaussian(8), Grid.square(127)).isEmpty());
  }

  private static int spacing(Kernel kernel, int length) {
    var spline = SplineKernel.of(kernel, Grid.square(length)).orElseThrow();
    assertTrue(spline.error() <= SplineKernel.BOUND);
    return spline.spacing();
  }

  @Test
  void errorIsTheLargestSumOfDifferencesOverAllSites() {
    var kernel = KacKernel.ellipse(8, 5, 20);
    int length = 112;
    for (int c : new int[] {2, 4, 7}) {
      var spline = SplineKernel.of(kernel, Grid.square(length), c);
      var direct = new DirectSpline(spline, length);
      double worst = 0;
      for (int i = 0; i < c * c; i++) {
        int y = i / c;
        int x = i % c;
        double sum = 0;
        for (int j = 0; j < length * length; j++) {
          int dy = DirectSpline.shortest(j / length - y, length);
          int dx = DirectSpline.shortest(j % length - x, length);
          if (dy != 0 || dx != 0) {
            sum += Math.abs(direct.between(y, x, j / length, j % length) - kernel.get(dy, dx));
          }
        }
        worst = Math.max(worst, sum);
        assertEquals(direct.between(y, x, y, x), spline.self()[i], 1e-12);
      }
      // Found at nine sites of a cell.
      assertEquals(worst, spline.error(), 0.1 * worst, "c = " + c);
    }
  }

  @Test
  void errorFallsWithTheSpacingUntilWeightsAreRounded() {
    var kernel = KacKernel.gaussian(20);
    double coarse = SplineKernel.of(kernel, Grid.square(480), 16).error();
    double fine = SplineKernel.of(kernel, Grid.square(480), 8).error();
    assertTrue(fine < coarse / 16, coarse + " to " + fine);
    assertTrue(fine < 1e-3, "error " + fine);
  }

  @Test
  void strengthIsThatOfTheKernel() {
    var kernel = KacKernel.gaussian(10).scaled(1.3);
    var spline = SplineKernel.of(kernel, Grid.square(160)).orElseThrow();
    double mean = 0;
    for (double self : spline.self()) {
      mean += self / (spline.spacing() * spline.spacing());
    }
    double area = spline.spacing() * spline.spacing();
    assertEquals(1.3, spline.nodes().total() * area - mean, 1e-4);
  }
}
