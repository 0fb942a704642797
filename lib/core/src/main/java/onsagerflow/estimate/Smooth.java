package onsagerflow.estimate;

/// The functions φ₁ and φ₂ of exponential integrators, exact moments of a locally linear equation.
final class Smooth {

  private Smooth() {}

  /// φ₁(z) = (eᶻ − 1)/z.
  static double phi1(double z) {
    return Math.abs(z) < 1e-2
        ? 1 + z / 2 * (1 + z / 3 * (1 + z / 4 * (1 + z / 5 * (1 + z / 6))))
        : (Math.exp(z) - 1) / z;
  }

  /// φ₂(z) = (eᶻ − 1 − z)/z² = (φ₁(z) − 1)/z.
  static double phi2(double z, double phi1) {
    return Math.abs(z) < 1e-2
        ? 0.5 + z / 6 * (1 + z / 4 * (1 + z / 5 * (1 + z / 6)))
        : (phi1 - 1) / z;
  }
}
