package onsagerflow.estimate;

import java.util.List;
import onsagerflow.field.Kernel;
import onsagerflow.meso.Closure;

/// The current guess of an equation, from which the next is fitted.
final class Drift {

  final Closure closure;
  final SlopeKnots entropySlope;

  /// J in the gauge J(0) = 0.
  final Kernel kernel;

  /// Functions whose sum with `noiseCoefficients` is N = K/β.
  final NoiseBasis noise;

  final double[] noiseCoefficients;

  /// A smooth approximation of N, for its derivatives.
  final NoiseBasis.Quartic smoothNoise;

  /// Cells of larger |u| are left out.
  final double largestForce;

  /// Whether the unknowns are those of one likelihood: N acts on the mean, J acts on N(m, φ), and
  /// s′ and N act on the variance through the rate λ of a cell. Otherwise s′ and J are fitted to
  /// the mean with N as it is, and N to the squared residuals, which finds the solution from afar.
  final boolean joint;

  Drift(
      Closure closure,
      SlopeKnots entropySlope,
      Kernel kernel,
      NoiseBasis noise,
      double[] noiseCoefficients,
      NoiseBasis.Quartic smoothNoise,
      double largestForce,
      boolean joint) {
    this.closure = closure;
    this.entropySlope = entropySlope;
    this.kernel = kernel;
    this.noise = noise;
    this.noiseCoefficients = noiseCoefficients;
    this.smoothNoise = smoothNoise;
    this.largestForce = largestForce;
    this.joint = joint;
  }

  /// The number of unknowns of s′, J and N.
  int unknowns(List<Symmetry.Orbit> orbits) {
    return entropySlope.hats().size() - 1 + orbits.size() + noise.size();
  }
}
