package onsagerflow.micro.kac;

/// One leap of length τ of independent heat-bath spins in a field that changes linearly in time.
///
/// A spin is refreshed at least once with probability `q = 1 − e^−τ`; its last refresh draws it
/// from the heat bath. In a constant field h̄ it therefore flips with probability
///
///     p = q / (1 + exp(2βσh̄))
///
/// exactly. Over a leap h̄ is the field in the middle, extrapolated from the two latest fields:
/// `h̄ = h_n + slope·(h_n − h_{n−1})`, slope = ½ τ_n/τ_{n−1} (Adams and Bashforth's second order).
///
/// @param twoBeta 2β
/// @param refreshed q
/// @param slope ½ τ_n/τ_{n−1}
record HeatBathLeap(float twoBeta, float refreshed, float slope) {

  static HeatBathLeap of(double beta, double leap, double slope) {
    return new HeatBathLeap((float) (2 * beta), (float) -Math.expm1(-leap), (float) slope);
  }

  /// Finds the flip probability p of each spin of sites [from, to).
  ///
  /// @param sigma spins, ±1
  /// @param field h_n
  /// @param previous holds h_{n−1} and receives p
  void flipProbabilities(float[] sigma, float[] field, float[] previous, int from, int to) {
    // In two loops, because the compiler vectorises only loops with a small body.
    for (int i = from; i < to; i++) {
      previous[i] = twoBeta * sigma[i] * (field[i] + slope * (field[i] - previous[i]));
    }
    for (int i = from; i < to; i++) {
      previous[i] = refreshed * Fermi.of(previous[i]);
    }
  }

  /// The same in an external field that is known in the middle of the leap and not extrapolated.
  ///
  /// @param external that field, not contained in the others
  void flipProbabilities(
      float[] sigma, float[] field, float[] previous, double[] external, int from, int to) {
    for (int i = from; i < to; i++) {
      float inner = field[i] + slope * (field[i] - previous[i]);
      previous[i] = twoBeta * sigma[i] * (inner + (float) external[i]);
    }
    for (int i = from; i < to; i++) {
      previous[i] = refreshed * Fermi.of(previous[i]);
    }
  }

  /// Reverses each spin of sites [from, to) with its probability p.
  ///
  /// @param bits 32 random bits per site
  static void flip(float[] sigma, float[] p, int[] bits, int from, int to) {
    for (int i = from; i < to; i++) {
      int belowP = ((bits[i] >>> 1) - (int) (p[i] * 0x1p31f)) >> 31; // −1 if so, else 0
      sigma[i] *= 1 + 2 * belowP;
    }
  }

  /// Finds the mean change of each spin of sites [from, to) until the middle of a leap, at its
  /// present field: `(1 − e^−τ/2)(tanh βh − σ)`.
  ///
  /// @param field holds h and receives the change
  static void expectedChanges(
      float[] sigma, float[] field, double beta, double leap, int from, int to) {
    float twoBeta = (float) (2 * beta);
    float refreshed = (float) -Math.expm1(-leap / 2);
    for (int i = from; i < to; i++) {
      field[i] = 1 - 2 * Fermi.of(twoBeta * field[i]); // tanh βh
    }
    for (int i = from; i < to; i++) {
      field[i] = refreshed * (field[i] - sigma[i]);
    }
  }
}
