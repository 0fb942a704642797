package onsagerflow.llg;

/// Rotations of vectors in cells `from` to `to`, which keep their length whatever the angle.
///
/// By Cayley's transform: s goes to `s + (b + ½ Ω×b)/(1 + Ω²/4)` with b = Ω×s, a turn about Ω by 2
/// arctan(|Ω|/2): the solution of the implicit midpoint rule, `s′ − s = Ω × (s + s′)/2`.
final class Rotation {

  private Rotation() {}

  /// Turns vectors by the midpoint rule.
  ///
  /// @param omega the vectors Ω
  /// @param work receives something, and is none of the others
  /// @param turned receives the turned vectors; may be s
  static void midpoint(
      double[][] s, double[][] omega, double[][] work, double[][] turned, int from, int to) {
    Combination.cross(1, omega, s, work, from, to);
    shorten(omega[0], omega[1], omega[2], work[0], work[1], work[2], from, to);
    Combination.addCross(s, 0.5, omega, work, turned, from, to);
    Combination.add(turned, 1, work, turned, from, to);
  }

  private static void shorten(
      double[] wx,
      double[] wy,
      double[] wz,
      double[] bx,
      double[] by,
      double[] bz,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      double f = 1 / (1 + 0.25 * (wx[i] * wx[i] + wy[i] * wy[i] + wz[i] * wz[i]));
      bx[i] *= f;
      by[i] *= f;
      bz[i] *= f;
    }
  }

  /// Makes vectors Ω such that the midpoint rule turns by their former length, to 10⁻⁶ of it where
  /// that is below 1.
  static void lengthen(double[][] omega, int from, int to) {
    lengthen(omega[0], omega[1], omega[2], from, to);
  }

  private static void lengthen(double[] wx, double[] wy, double[] wz, int from, int to) {
    for (int i = from; i < to; i++) {
      // tan(x/2) = x/2 (1 + x²/12 + x⁴/120 + 17 x⁶/20160 + …)
      double square = wx[i] * wx[i] + wy[i] * wy[i] + wz[i] * wz[i];
      double longer =
          1
              + square
                  * (1.0 / 12
                      + square * (1.0 / 120 + square * (17.0 / 20160 + square * (31.0 / 362880))));
      wx[i] *= longer;
      wy[i] *= longer;
      wz[i] *= longer;
    }
  }
}
