package onsagerflow.estimate.vector;

/// Products of vectors of three and of matrices of three by three, stored row by row.
final class Vectors {

  private Vectors() {}

  static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  /// Writes a × b.
  static void cross(double[] a, double[] b, double[] result) {
    double x = a[1] * b[2] - a[2] * b[1];
    double y = a[2] * b[0] - a[0] * b[2];
    double z = a[0] * b[1] - a[1] * b[0];
    result[0] = x;
    result[1] = y;
    result[2] = z;
  }

  /// Writes A B, into neither of them.
  static void times(double[] a, double[] b, double[] result) {
    for (int i = 0; i < 9; i += 3) {
      for (int j = 0; j < 3; j++) {
        result[i + j] = a[i] * b[j] + a[i + 1] * b[3 + j] + a[i + 2] * b[6 + j];
      }
    }
  }

  /// Writes A Bᵀ, into neither of them.
  static void timesTransposed(double[] a, double[] b, double[] result) {
    for (int i = 0; i < 9; i += 3) {
      for (int j = 0; j < 3; j++) {
        result[i + j] = a[i] * b[3 * j] + a[i + 1] * b[3 * j + 1] + a[i + 2] * b[3 * j + 2];
      }
    }
  }

  /// Writes A b.
  static void apply(double[] a, double[] b, double[] result) {
    double x = b[0];
    double y = b[1];
    double z = b[2];
    for (int i = 0; i < 3; i++) {
      result[i] = a[3 * i] * x + a[3 * i + 1] * y + a[3 * i + 2] * z;
    }
  }

  /// xᵀ A y.
  static double form(double[] x, double[] a, double[] y) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += x[i] * (a[3 * i] * y[0] + a[3 * i + 1] * y[1] + a[3 * i + 2] * y[2]);
    }
    return sum;
  }

  static double trace(double[] a) {
    return a[0] + a[4] + a[8];
  }

  /// Writes A⁻¹.
  static void invert(double[] a, double[] result) {
    double c0 = a[4] * a[8] - a[5] * a[7];
    double c1 = a[5] * a[6] - a[3] * a[8];
    double c2 = a[3] * a[7] - a[4] * a[6];
    double determinant = a[0] * c0 + a[1] * c1 + a[2] * c2;
    result[0] = c0 / determinant;
    result[1] = (a[2] * a[7] - a[1] * a[8]) / determinant;
    result[2] = (a[1] * a[5] - a[2] * a[4]) / determinant;
    result[3] = c1 / determinant;
    result[4] = (a[0] * a[8] - a[2] * a[6]) / determinant;
    result[5] = (a[2] * a[3] - a[0] * a[5]) / determinant;
    result[6] = c2 / determinant;
    result[7] = (a[1] * a[6] - a[0] * a[7]) / determinant;
    result[8] = (a[0] * a[4] - a[1] * a[3]) / determinant;
  }

  /// Writes the lower Cholesky factor of a symmetric V.
  ///
  /// @return whether V is positive
  static boolean cholesky(double[] v, double[] l) {
    l[0] = Math.sqrt(v[0]);
    l[1] = 0;
    l[2] = 0;
    l[3] = v[3] / l[0];
    l[4] = Math.sqrt(v[4] - l[3] * l[3]);
    l[5] = 0;
    l[6] = v[6] / l[0];
    l[7] = (v[7] - l[6] * l[3]) / l[4];
    l[8] = Math.sqrt(v[8] - l[6] * l[6] - l[7] * l[7]);
    return l[0] + l[4] + l[8] > 0;
  }

  /// Writes the inverse W of the lower Cholesky factor of a symmetric V, so that W V Wᵀ = 1.
  ///
  /// @return ln det V, not a number where V is not positive
  static double whitening(double[] v, double[] w) {
    double l00 = Math.sqrt(v[0]);
    double l10 = v[3] / l00;
    double l20 = v[6] / l00;
    double l11 = Math.sqrt(v[4] - l10 * l10);
    double l21 = (v[7] - l20 * l10) / l11;
    double l22 = Math.sqrt(v[8] - l20 * l20 - l21 * l21);
    w[0] = 1 / l00;
    w[1] = 0;
    w[2] = 0;
    w[3] = -l10 / (l00 * l11);
    w[4] = 1 / l11;
    w[5] = 0;
    w[6] = (l10 * l21 - l20 * l11) / (l00 * l11 * l22);
    w[7] = -l21 / (l11 * l22);
    w[8] = 1 / l22;
    return 2 * Math.log(l00 * l11 * l22);
  }
}
