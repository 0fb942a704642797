package onsagerflow.estimate.likelihood;

/// The likelihood of an increment made by flips of single spins, from its mean, its variance and
/// the size of a flip.
///
/// A flip moves m of a block of v spins by 2/v. An increment of variance V therefore has the fourth
/// cumulant (2/v)² V, and the square r² of its residual scatters by 2V(V + c), c = 2/v², instead of
/// 2V². The quasi-likelihood (Wedderburn, Biometrika 61, 439 (1974))
///
///     ln L = −½ ln 2π(V + c) − ½ (r²/c) ln(1 + c/V)
///
/// weighs squares by that scatter. Its scores are unbiased whatever the distribution, it is the
/// Gaussian one where many flips are expected, V ≫ c, and it has a bound where hardly any are: a
/// Gaussian likelihood grows without end where N → 0, which a curve N reaches wherever a few cells
/// of a nearly saturated phase happen not to flip.
///
/// @param c 2/v²
public record FlipLikelihood(double c) {

  /// @param cellVolume v
  public static FlipLikelihood ofBlocks(int cellVolume) {
    return new FlipLikelihood(2.0 / cellVolume / cellVolume);
  }

  public double log(double residual, double variance) {
    return -0.5
        * (Math.log(2 * Math.PI * (variance + c)) + residual * residual * meanWeight(variance));
  }

  /// ∂ ln L/∂mean over the residual, and the information of the mean; 1/V for a Gaussian.
  public double meanWeight(double variance) {
    return Math.log1p(c / variance) / c;
  }

  /// Twice ∂ ln L/∂V over r² − V, and twice the information of V; 1/V² for a Gaussian.
  public double varianceWeight(double variance) {
    return 1 / (variance * (variance + c));
  }
}
