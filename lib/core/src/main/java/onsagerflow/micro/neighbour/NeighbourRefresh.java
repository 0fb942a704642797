package onsagerflow.micro.neighbour;

import onsagerflow.micro.site.HeatBath;

/// One refresh, over a time τ, of independent spins that each see four neighbours.
///
/// A spin is refreshed with probability `q = 1 − e^−τ` and then drawn from the heat bath. With n of
/// its neighbours up, h = 2n − 4 + h_ext and p = 1/(1 + e^{−2βh}), a number r uniform in [0, 1)
/// decides:
///
///     r < qp  up,   qp ≤ r < qp + 1 − q  as it was,   else down
///
/// Numbers have 31 bits, so a probability is right to 5e−10. Spins are 0 (down) or 1 (up).
final class NeighbourRefresh implements ColourRefresh {

  private final int none; // qp with no neighbour up, times 2³¹
  private final int first; // what each further neighbour up adds to it
  private final int second;
  private final int third;
  private final int fourth;
  private final int kept; // 1 − q, times 2³¹

  /// @param field h_ext, in units of the coupling
  NeighbourRefresh(double beta, double field, double time) {
    var up = new int[5];
    for (int n = 0; n <= 4; n++) {
      double p = HeatBath.probabilityUp(beta, 2 * n - 4 + field);
      up[n] = (int) (-Math.expm1(-time) * p * 0x1p31);
    }
    this.none = up[0];
    this.first = up[1] - up[0];
    this.second = up[2] - up[1];
    this.third = up[3] - up[2];
    this.fourth = up[4] - up[3];
    this.kept = (int) (Math.exp(-time) * 0x1p31);
  }

  /// Counts the neighbours up of `count` spins from `at` on.
  ///
  /// In floats, because the compiler vectorises a loop over shifted places only if what it writes
  /// is of another type than what it reads.
  ///
  /// @param other spins of the other colour
  /// @param above,below,beside places there of three neighbours of the first spin; the fourth is at
  ///   `at`
  static void countUp(
      int[] other, int at, int above, int below, int beside, int count, float[] up) {
    for (int k = 0; k < count; k++) {
      up[at + k] = other[above + k] + other[below + k] + other[at + k] + other[beside + k];
    }
  }

  @Override
  public void apply(int colour, int[] spins, float[] up, int[] bits, int from, int to) {
    // In two loops, because the compiler vectorises only loops with a small body.
    for (int i = from; i < to; i++) {
      int n = (int) up[i];
      int qp =
          none
              + ((-n >> 31) & first)
              + (((1 - n) >> 31) & second)
              + (((2 - n) >> 31) & third)
              + (((3 - n) >> 31) & fourth);
      bits[i] = (bits[i] >>> 1) - qp;
    }
    for (int i = from; i < to; i++) {
      int rises = bits[i] >> 31; // −1 if so, else 0
      int falls = (kept - 1 - bits[i]) >> 31;
      spins[i] = ((spins[i] & ~falls) | rises) & 1;
    }
  }
}
