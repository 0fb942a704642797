package onsagerflow.micro.neighbour;

import onsagerflow.micro.site.HeatBath;

/// The probability that a refresh turns a spin over, of the ten classes of a site: its spin σ and
/// the number a of its neighbours that are opposite to it,
///
///     (1 − e^−τ) / (1 + e^{2β(4 − 2a + σh)})
///
/// as binary fractions of 64 digits. The k-th digit of a spin's own probability is a polynomial over
/// GF(2) in the bits of a = a₀ + 2a₁ + 4a₂ ≤ 4 and in s, 1 for a spin up:
///
///     e·(1, a₀, a₁, a₀a₁, a₂) + s o·(1, a₀, a₁, a₀a₁, a₂)
///
/// which 64 spins evaluate at once. Without a field o = 0.
final class FlipProbabilities {

  /// Digits that polynomials give; even.
  static final int DIGITS = 12;

  /// Coefficients of a polynomial.
  static final int TERMS = 5;

  private final double duration;
  private final double field;

  /// By a, plus 8 where the spin is up, times 2⁶⁴.
  private final long[] probability = new long[13];

  /// e of the digits from the first on, each 0 or −1.
  final long[] even = new long[DIGITS * TERMS];

  /// o likewise.
  final long[] odd = new long[DIGITS * TERMS];

  /// @param field h, in units of the coupling
  /// @param duration τ, sweeps
  FlipProbabilities(double beta, double field, double duration) {
    this.duration = duration;
    this.field = field;
    for (int a = 0; a <= 4; a++) {
      probability[a] = fraction(beta, 4 - 2 * a - field, duration);
      probability[8 + a] = fraction(beta, 4 - 2 * a + field, duration);
    }
    for (int digit = 0; digit < DIGITS; digit++) {
      setPolynomial(digit);
    }
  }

  private static long fraction(double beta, double along, double duration) {
    double p = -Math.expm1(-duration) * HeatBath.probabilityUp(beta, -along);
    return p < 1 ? (long) (p * 0x1p63) << 1 : -1;
  }

  private void setPolynomial(int digit) {
    for (int term = 0; term < TERMS; term++) {
      int at = TERMS * digit + term;
      even[at] = coefficient(digit, 0, term);
      odd[at] = coefficient(digit, 8, term) ^ even[at];
    }
  }

  /// The coefficient of the term that has the bits of a number: the sum of the digits of all a
  /// whose bits are among them.
  private long coefficient(int digit, int spin, int term) {
    long sum = 0;
    for (int a = 0; a <= term; a++) {
      sum ^= (a & ~term) == 0 ? probability[spin + a] << digit >> 63 : 0;
    }
    return sum;
  }

  /// Whether these are the probabilities in a field and over a time.
  boolean isOf(double h, double tau) {
    return field == h && duration == tau;
  }

  /// Whether both spins have the same.
  boolean isEven() {
    return field == 0;
  }

  /// Whether the digits of a random number after the first are below those of the probability.
  ///
  /// @param up the spin, 0 or 1
  /// @param a its neighbours that are opposite
  boolean isBelow(long digits, long up, long a) {
    return Long.compareUnsigned(digits, probability[(int) (8 * up + a)] << DIGITS) < 0;
  }
}
