package onsagerflow.llg;

/// What a field does to vectors in cells `from` to `to`; `work` receives something, and is none of
/// the other arrays.
final class Torque {

  private Torque() {}

  /// Replaces the field by the change of s that it makes without noise, −γ s×H − γλ s×(s×H).
  static void of(double[][] s, double[][] h, Dynamics dynamics, double[][] work, int from, int to) {
    Combination.cross(dynamics.gyromagneticRatio(), h, s, work, from, to);
    Combination.addCross(work, dynamics.damping(), s, work, h, from, to);
  }

  /// Replaces the field by the turn Ω = γ(H + λ s×H) dt, by which s changes as Ω×s.
  static void turn(
      double[][] s, double[][] h, Dynamics dynamics, double dt, double[][] work, int from, int to) {
    double gamma = dynamics.gyromagneticRatio() * dt;
    Combination.cross(gamma * dynamics.damping(), s, h, work, from, to);
    Combination.add(work, gamma, h, h, from, to);
  }

  /// Adds random turns to others, normal in each component.
  ///
  /// @param key,deviate of the normal deviates, and their standard deviation
  /// @param kept 1 to add, 0 to replace
  static void addRandom(long key, double deviate, double kept, double[][] turn, int from, int to) {
    int pairs = (3 * (to - from) + 1) / 2;
    var z = new float[2 * pairs];
    NormalDeviates.fill(key, 3L * from / 2, pairs, z);
    for (int c = 0; c < 3; c++) {
      add(deviate, z, c * (to - from) - from, kept, turn[c], from, to);
    }
  }

  private static void add(
      double deviate, float[] z, int at, double kept, double[] turn, int from, int to) {
    for (int i = from; i < to; i++) {
      turn[i] = kept * turn[i] + deviate * z[at + i];
    }
  }
}
