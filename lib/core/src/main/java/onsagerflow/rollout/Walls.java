package onsagerflow.rollout;

/// Reflection at m = ±(1 − 10⁻¹²).
final class Walls {

  private static final double WALL = 1 - 1e-12;

  private Walls() {}

  /// Brings every cell inside the walls and returns how many were outside.
  static int reflect(double[] m) {
    int outside = 0;
    for (int cell = 0; cell < m.length; cell++) {
      double x = m[cell];
      if (Math.abs(x) > WALL) {
        // a step longer than the interval itself ends on the wall opposite
        m[cell] = Math.copySign(Math.max(2 * WALL - Math.abs(x), -WALL), x);
        outside++;
      }
    }
    return outside;
  }
}
