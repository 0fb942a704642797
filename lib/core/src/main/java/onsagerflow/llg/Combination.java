package onsagerflow.llg;

/// Sums of vectors in cells `from` to `to`.
final class Combination {

  private Combination() {}

  /// result = a + factor · b; may be one of them.
  static void add(double[][] a, double factor, double[][] b, double[][] result, int from, int to) {
    for (int c = 0; c < 3; c++) {
      add(a[c], factor, b[c], result[c], from, to);
    }
  }

  private static void add(
      double[] a, double factor, double[] b, double[] result, int from, int to) {
    for (int i = from; i < to; i++) {
      result[i] = a[i] + factor * b[i];
    }
  }

  /// result = (a + factor · b) / |a + factor · b|
  static void addToUnitLength(
      double[][] a, double factor, double[][] b, double[][] result, int from, int to) {
    add(a, factor, b, result, from, to);
    normalise(result[0], result[1], result[2], from, to);
  }

  private static void normalise(double[] x, double[] y, double[] z, int from, int to) {
    for (int i = from; i < to; i++) {
      double f = 1 / Math.sqrt(x[i] * x[i] + y[i] * y[i] + z[i] * z[i]);
      x[i] *= f;
      y[i] *= f;
      z[i] *= f;
    }
  }

  /// product = factor · a×b; is neither of them.
  static void cross(
      double factor, double[][] a, double[][] b, double[][] product, int from, int to) {
    for (int c = 0; c < 3; c++) {
      int d = (c + 1) % 3;
      int e = (c + 2) % 3;
      cross(factor, a[d], b[e], a[e], b[d], product[c], from, to);
    }
  }

  private static void cross(
      double factor,
      double[] a,
      double[] b,
      double[] c,
      double[] d,
      double[] product,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      product[i] = factor * (a[i] * b[i] - c[i] * d[i]);
    }
  }

  /// result = base + factor · a×b; is neither a nor b.
  static void addCross(
      double[][] base,
      double factor,
      double[][] a,
      double[][] b,
      double[][] result,
      int from,
      int to) {
    for (int c = 0; c < 3; c++) {
      int d = (c + 1) % 3;
      int e = (c + 2) % 3;
      addCross(base[c], factor, a[d], b[e], a[e], b[d], result[c], from, to);
    }
  }

  private static void addCross(
      double[] base,
      double factor,
      double[] a,
      double[] b,
      double[] c,
      double[] d,
      double[] result,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      result[i] = base[i] + factor * (a[i] * b[i] - c[i] * d[i]);
    }
  }
}
