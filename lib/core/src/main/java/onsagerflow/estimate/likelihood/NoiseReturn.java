package onsagerflow.estimate.likelihood;

import onsagerflow.field.Kernel;
import onsagerflow.field.Symmetry;

/// How noise that a cell gives to its neighbours and gets back raises its variance: the mean of
/// e^{zĴ(k)} over wave vectors, to fourth order in z, twice the response b integrated over time.
///
///     W(z) = 1 + z²J₂/2 + z³J₃/6 + z⁴J₄/24,   J_n = (J*…*J)(0), n factors
///
/// Exact, to that order, where neighbours decay and fluctuate like the cell.
final class NoiseReturn {

  static final int MOMENTS = 3;

  private final double second;
  private final double third;
  private final double fourth;
  private final Kernel kernel;
  private final double[] twice;
  private final double[] thrice;

  /// @param kernel with J(0) = 0
  NoiseReturn(Kernel kernel) {
    this.kernel = kernel;
    int r = kernel.radius();
    this.twice = convolved(kernel, kernel.values(), r, 2 * r);
    this.thrice = convolved(kernel, twice, 2 * r, r);
    double third = 0;
    for (int y = -r; y <= r; y++) {
      for (int x = -r; x <= r; x++) {
        third += kernel.get(y, x) * value(twice, 2 * r, y, x);
      }
    }
    double fourth = 0;
    for (double t : twice) {
      fourth += t * t;
    }
    this.second = value(twice, 2 * r, 0, 0);
    this.third = third;
    this.fourth = fourth;
  }

  private static double value(double[] square, int radius, int y, int x) {
    return square[(y + radius) * (2 * radius + 1) + x + radius];
  }

  /// Kernel * other on the offsets up to `wanted`.
  private static double[] convolved(Kernel kernel, double[] other, int radius, int wanted) {
    int r = kernel.radius();
    int width = 2 * wanted + 1;
    var result = new double[width * width];
    for (int y = -wanted; y <= wanted; y++) {
      for (int x = -wanted; x <= wanted; x++) {
        double sum = 0;
        for (int v = Math.max(-r, y - radius); v <= Math.min(r, y + radius); v++) {
          for (int w = Math.max(-r, x - radius); w <= Math.min(r, x + radius); w++) {
            sum += kernel.get(v, w) * value(other, radius, y - v, x - w);
          }
        }
        result[(y + wanted) * width + x + wanted] = sum;
      }
    }
    return result;
  }

  /// W(z).
  double at(double z) {
    return 1 + z * z * (second / 2 + z * (third / 6 + z * fourth / 24));
  }

  /// W′(z).
  double slope(double z) {
    return z * (second + z * (third / 2 + z * fourth / 6));
  }

  /// Adds `factor` times the derivatives of W(z) by J₂, J₃, J₄.
  static void addByMoment(double z, double factor, double[] sums) {
    double zz = z * z;
    sums[0] += factor * zz / 2;
    sums[1] += factor * zz * z / 6;
    sums[2] += factor * zz * zz / 24;
  }

  /// Turns derivatives by J₂, J₃, J₄ into one by the value at an orbit.
  double byOrbit(double[] byMoment, Symmetry.Orbit orbit) {
    int r = kernel.radius();
    double sum = 0;
    for (int[] offset : orbit.offsets()) {
      int y = offset[0];
      int x = offset[1];
      sum +=
          2 * byMoment[0] * kernel.get(y, x)
              + 3 * byMoment[1] * value(twice, 2 * r, y, x)
              + 4 * byMoment[2] * value(thrice, r, y, x);
    }
    return sum;
  }
}
