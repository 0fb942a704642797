package onsagerflow.estimate.likelihood;

import java.util.List;
import onsagerflow.field.Kernel;
import onsagerflow.field.Symmetry;
import onsagerflow.meso.Closure;

/// The current guess of an equation, from which the next is fitted.
public final class CurrentEquation {

  final Closure closure;
  public final SlopeKnots entropySlope;

  /// J in the gauge J(0) = 0.
  public final Kernel kernel;

  /// Functions whose sum with `noiseCoefficients` is N = K/β.
  final NoiseBasis noise;

  final double[] noiseCoefficients;

  /// Cells of larger |u| are left out.
  final double largestForce;

  public CurrentEquation(
      Closure closure,
      SlopeKnots entropySlope,
      Kernel kernel,
      NoiseBasis noise,
      double[] noiseCoefficients,
      double largestForce) {
    this.closure = closure;
    this.entropySlope = entropySlope;
    this.kernel = kernel;
    this.noise = noise;
    this.noiseCoefficients = noiseCoefficients;
    this.largestForce = largestForce;
  }

  /// The number of unknowns of s′, J and N.
  public int unknowns(List<Symmetry.Orbit> orbits) {
    return entropySlope.hats().size() - 1 + orbits.size() + noise.size();
  }
}
