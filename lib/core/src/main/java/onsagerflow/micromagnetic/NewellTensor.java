package onsagerflow.micromagnetic;

/// The demagnetising tensor between two equal boxes, averaged over both:
///
///     B_i = −μ₀ Σ_j N(r_i − r_j) M_j,   N_xx + N_yy + N_zz = 1 for r = 0, 0 elsewhere
///
/// Near by the second differences of Newell's functions f and g, whose error grows as the sixth
/// power of the distance. Where it would be seen, farther away, the field of a dipole is averaged
/// over both boxes by Gauss's rule for the triangular distribution that the difference of two points
/// has along each axis; long edges are divided for this where a box comes close.
///
/// Newell, Williams and Dunlop, J. Geophys. Res. 98, 9551 (1993).
final class NewellTensor {

  /// Newell's differences lose (R³/V)² of their digits; taken while 10⁷ are left.
  private static final double LARGEST_LOSS = 3e6;

  /// How many edges away points of a rule, from the best to the coarsest, are enough for 10⁻⁸.
  private static final double[] FAR = {5, 16, 60};

  private static final TriangularRule[] RULES = {
    TriangularRule.of(5), TriangularRule.of(3), TriangularRule.of(2)
  };

  private final double[] edge; // of x, y, z

  NewellTensor(double dx, double dy, double dz) {
    this.edge = new double[] {dx, dy, dz};
  }

  /// N at a distance.
  ///
  /// @param n receives xx, yy, zz, xy, xz, yz
  void at(double x, double y, double z, double[] n) {
    double square = x * x + y * y + z * z;
    double volume = edge[0] * edge[1] * edge[2];
    double[] r = {x, y, z};
    double gap = 0; // between the boxes
    for (int axis = 0; axis < 3; axis++) {
      double apart = Math.max(0, Math.abs(r[axis]) - edge[axis]);
      gap += apart * apart;
    }
    double shortest = Math.min(edge[0], Math.min(edge[1], edge[2]));
    double loss = square * square * square / (volume * volume);
    if (loss <= LARGEST_LOSS || Math.sqrt(gap) < FAR[0] * shortest) {
      differences(x, y, z, n);
    } else {
      average(r, Math.sqrt(gap), n);
    }
  }

  /// By Newell's functions.
  void differences(double x, double y, double z, double[] n) {
    double a = edge[0];
    double b = edge[1];
    double c = edge[2];
    double scale = 1 / (4 * Math.PI * a * b * c);
    n[0] = scale * difference(NewellTensor::f, x, y, z, a, b, c);
    n[1] = scale * difference(NewellTensor::f, y, x, z, b, a, c);
    n[2] = scale * difference(NewellTensor::f, z, y, x, c, b, a);
    n[3] = scale * difference(NewellTensor::g, x, y, z, a, b, c);
    n[4] = scale * difference(NewellTensor::g, x, z, y, a, c, b);
    n[5] = scale * difference(NewellTensor::g, y, z, x, b, c, a);
  }

  private interface Function {
    double at(double x, double y, double z);
  }

  /// Minus the second difference along all three axes.
  private static double difference(
      Function f, double x, double y, double z, double dx, double dy, double dz) {
    double sum = 0;
    double lost = 0; // by rounding, after Kahan
    for (int i = -1; i <= 1; i++) {
      for (int j = -1; j <= 1; j++) {
        for (int k = -1; k <= 1; k++) {
          int weight = (i == 0 ? 2 : -1) * (j == 0 ? 2 : -1) * (k == 0 ? 2 : -1);
          double term = weight * f.at(x + i * dx, y + j * dy, z + k * dz) - lost;
          double next = sum + term;
          lost = next - sum - term;
          sum = next;
        }
      }
    }
    return sum;
  }

  private static double f(double x, double y, double z) {
    double xx = x * x;
    double yy = y * y;
    double zz = z * z;
    double r = Math.sqrt(xx + yy + zz);
    double sum = (2 * xx - yy - zz) * r / 6;
    if (y != 0 && xx + zz > 0) {
      sum += y / 2 * (zz - xx) * asinh(y / Math.sqrt(xx + zz));
    }
    if (z != 0 && xx + yy > 0) {
      sum += z / 2 * (yy - xx) * asinh(z / Math.sqrt(xx + yy));
    }
    if (x != 0 && y != 0 && z != 0) {
      sum -= x * y * z * Math.atan(y * z / (x * r));
    }
    return sum;
  }

  private static double g(double x, double y, double z) {
    double xx = x * x;
    double yy = y * y;
    double zz = z * z;
    double r = Math.sqrt(xx + yy + zz);
    double sum = -x * y * r / 3;
    if (z != 0 && xx + yy > 0) {
      sum += x * y * z * asinh(z / Math.sqrt(xx + yy));
    }
    if (x != 0 && yy + zz > 0) {
      sum += y / 6 * (3 * zz - yy) * asinh(x / Math.sqrt(yy + zz));
    }
    if (y != 0 && xx + zz > 0) {
      sum += x / 6 * (3 * zz - xx) * asinh(y / Math.sqrt(xx + zz));
    }
    if (z != 0) {
      sum -= z * zz / 6 * Math.atan(x * y / (z * r));
    }
    if (y != 0 && z != 0) {
      sum -= z * yy / 2 * Math.atan(x * z / (y * r));
    }
    if (x != 0 && z != 0) {
      sum -= z * xx / 2 * Math.atan(y * z / (x * r));
    }
    return sum;
  }

  private static double asinh(double x) {
    double size = Math.abs(x);
    double value = Math.log1p(size + size * size / (1 + Math.sqrt(1 + size * size)));
    return x < 0 ? -value : value;
  }

  private void average(double[] r, double gap, double[] n) {
    double longest = Math.max(edge[0], Math.max(edge[1], edge[2]));
    int rule = 0;
    while (rule + 1 < RULES.length && gap >= FAR[rule + 1] * longest) {
      rule++;
    }
    average(r, gap, RULES[rule], n);
  }

  /// By averages of the field of a dipole.
  ///
  /// @param gap how close boxes come
  void average(double[] r, double gap, TriangularRule rule, double[] n) {
    java.util.Arrays.fill(n, 0);
    var points = new TriangularRule[3];
    for (int axis = 0; axis < 3; axis++) {
      points[axis] = rule.divided((int) Math.ceil(FAR[0] * edge[axis] / gap));
    }
    double volume = edge[0] * edge[1] * edge[2] / (4 * Math.PI);
    for (int i = 0; i < points[0].size(); i++) {
      double x = r[0] + edge[0] * points[0].at(i);
      for (int j = 0; j < points[1].size(); j++) {
        double y = r[1] + edge[1] * points[1].at(j);
        double inPlane = volume * points[0].weight(i) * points[1].weight(j);
        for (int k = 0; k < points[2].size(); k++) {
          double z = r[2] + edge[2] * points[2].at(k);
          double square = x * x + y * y + z * z;
          double strength = inPlane * points[2].weight(k) / (square * square * Math.sqrt(square));
          n[0] += strength * (square - 3 * x * x);
          n[1] += strength * (square - 3 * y * y);
          n[2] += strength * (square - 3 * z * z);
          n[3] -= strength * 3 * x * y;
          n[4] -= strength * 3 * x * z;
          n[5] -= strength * 3 * y * z;
        }
      }
    }
  }
}
