package onsagerflow.llg;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import onsagerflow.field.Grid;
import onsagerflow.field.vector.VectorField;

/// Independent unit vectors in a field, of density ∝ exp(ξ·s): their mean is L(ξ) = coth ξ − 1/ξ
/// along it (Langevin).
public final class FreeSpins {

  /// Below this ξ the series of L is closer than its formula.
  private static final double SMALL = 0.05;

  private FreeSpins() {}

  /// L(ξ) = coth ξ − 1/ξ.
  public static double mean(double xi) {
    if (Math.abs(xi) < SMALL) {
      double square = xi * xi;
      return xi / 3 * (1 - square / 15 * (1 - 2 * square / 21 * (1 - square / 10)));
    }
    return 1 / Math.tanh(xi) - 1 / xi;
  }

  /// The ξ ≥ 0 with L(ξ) = mean, to 14 digits.
  ///
  /// @param mean in [0, 1]; ∞ for 1
  public static double field(double mean) {
    if (!(mean >= 0 && mean <= 1)) {
      throw new IllegalArgumentException("a mean of unit vectors has length 0 to 1, got " + mean);
    }
    if (mean == 1) {
      return Double.POSITIVE_INFINITY;
    }
    double xi = mean * (3 - mean * mean) / (1 - mean * mean); // within 5 %
    for (int i = 0; i < 6; i++) { // Newton's
      double slope =
          xi < SMALL
              ? 1.0 / 3 - xi * xi / 15
              : 1 / (xi * xi) - 1 / (Math.sinh(Math.min(xi, 300)) * Math.sinh(Math.min(xi, 300)));
      xi -= (mean(xi) - mean) / slope;
    }
    return xi;
  }

  /// One vector for each cell, of a given mean.
  ///
  /// @throws IllegalArgumentException unless the mean has three numbers and |mean| ≤ 1
  static VectorField draw(Grid grid, double[] mean, RandomGenerator random) {
    double length = Math.sqrt(Arrays.stream(mean).map(m -> m * m).sum());
    if (mean.length != 3 || !(length <= 1 + 1e-12)) {
      throw new IllegalArgumentException(
          "a mean vector has three components and a length of at most 1, got "
              + Arrays.toString(mean));
    }
    double xi = field(Math.min(1, length));
    var axis =
        length > 0
            ? new double[] {mean[0] / length, mean[1] / length, mean[2] / length}
            : new double[] {0, 0, 1};
    var drawn = new VectorField(grid, 3);
    var s = new double[3];
    for (int cell = 0; cell < grid.size(); cell++) {
      draw(xi, axis, random, s);
      for (int c = 0; c < 3; c++) {
        drawn.set(c, cell, s[c]);
      }
    }
    return drawn;
  }

  /// One vector of density ∝ exp(ξ axis·s).
  ///
  /// @param xi ≥ 0, may be infinite
  /// @param axis of unit length
  /// @param s receives three numbers
  public static void draw(double xi, double[] axis, RandomGenerator random, double[] s) {
    double u = random.nextDouble();
    double angle = 2 * Math.PI * random.nextDouble();
    // the part along the axis, with 1 + it = 1 − (−it) kept exact where it is near −1
    double along =
        xi == 0 ? 2 * u - 1 : Math.max(-1, 1 + Math.log(u + (1 - u) * Math.exp(-2 * xi)) / xi);
    double across = Math.sqrt(Math.max(0, (1 - along) * (1 + along)));
    double cosine = across * Math.cos(angle);
    double sine = across * Math.sin(angle);
    // two directions across the axis, of Duff et al., J. Comput. Graph. Tech. 6, 1 (2017)
    double sign = Math.copySign(1, axis[2]);
    double a = -1 / (sign + axis[2]);
    double b = axis[0] * axis[1] * a;
    s[0] = along * axis[0] + cosine * (1 + sign * axis[0] * axis[0] * a) + sine * b;
    s[1] = along * axis[1] + cosine * sign * b + sine * (sign + axis[1] * axis[1] * a);
    s[2] = along * axis[2] - cosine * sign * axis[0] - sine * axis[1];
  }
}
