package onsagerflow.field.function;

/// The functions φ₁ and φ₂ of exponential integrators: exact moments of a locally linear equation.
/// Hochbruck and Ostermann, Acta Numerica 19, 209 (2010).
public final class PhiFunctions {

  /// Up to here [#phi1OfShortDecay] is good to 2·10⁻¹².
  public static final double SHORT_DECAY = 0.25;

  private static final double SMALL = 1e-2;

  private PhiFunctions() {}

  /// φ₁(z) = (eᶻ − 1)/z.
  public static double phi1(double z) {
    return z == 0 ? 1 : Math.expm1(z) / z;
  }

  /// φ₂(z) = (eᶻ − 1 − z)/z².
  public static double phi2(double z) {
    return Math.abs(z) < SMALL
        ? 0.5 + z / 6 * (1 + z / 4 * (1 + z / 5 * (1 + z / 6)))
        : (phi1(z) - 1) / z;
  }

  /// φ₁′/φ₁ = 1/(1 − e⁻ᶻ) − 1/z.
  public static double logSlopeOfPhi1(double z) {
    return Math.abs(z) < SMALL ? 0.5 + z / 12 : -1 / Math.expm1(-z) - 1 / z;
  }

  /// φ₁(−z) for z ≥ 0, without an exponential where z is small.
  public static double phi1OfDecay(double z) {
    return z > SHORT_DECAY ? -Math.expm1(-z) / z : phi1OfShortDecay(z);
  }

  /// Σ (−z)ᵏ/(k + 1)! for z up to [#SHORT_DECAY]: without a branch, for loops that are vectorised.
  public static double phi1OfShortDecay(double z) {
    double sum = 1.0 / 362880;
    sum = 1.0 / 40320 - z * sum;
    sum = 1.0 / 5040 - z * sum;
    sum = 1.0 / 720 - z * sum;
    sum = 1.0 / 120 - z * sum;
    sum = 1.0 / 24 - z * sum;
    sum = 1.0 / 6 - z * sum;
    sum = 0.5 - z * sum;
    return 1 - z * sum;
  }
}
