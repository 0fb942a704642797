package onsagerflow.llg;

/// The stochastic Landau–Lifshitz–Gilbert equation of unit vectors s in the field H,
///
///     ṡ = −γ s×H − γλ s×(s×H) + noise
///
/// in which the noise turns s by a rotational diffusion of coefficient D_r = λγT, so that the Gibbs
/// distribution exp(−E/T) is stationary. Its exact Itô drift is −γ s×H − γλ s×(s×H) − 2D_r s, and
/// the covariance of s grows at 2D_r (1 − s sᵀ).
///
/// Brown, Phys. Rev. 130, 1677 (1963); García-Palacios and Lázaro, Phys. Rev. B 58, 14937 (1998).
///
/// @param gyromagneticRatio γ, the rate of precession in a field of 1, after any 1/(1 + λ²)
/// @param damping λ ≥ 0
/// @param temperature T ≥ 0, energy per moment, in the unit of H
public record Dynamics(double gyromagneticRatio, double damping, double temperature) {

  public Dynamics {
    if (!(gyromagneticRatio > 0) || !Double.isFinite(gyromagneticRatio)) {
      throw new IllegalArgumentException(
          "the gyromagnetic ratio must be positive, got " + gyromagneticRatio);
    }
    if (!(damping >= 0) || !Double.isFinite(damping)) {
      throw new IllegalArgumentException("damping must be >= 0, got " + damping);
    }
    if (!(temperature >= 0) || !Double.isFinite(temperature)) {
      throw new IllegalArgumentException("temperature must be >= 0, got " + temperature);
    }
  }

  /// D_r = λγT, per unit time.
  public double rotationalDiffusion() {
    return damping * gyromagneticRatio * temperature;
  }

  /// γ and λ in words and digits, to tell them from others.
  public String identity() {
    return "gamma %s, damping %s".formatted(gyromagneticRatio, damping);
  }
}
