package onsagerflow.estimate;

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

  Drift(
      Closure closure,
      SlopeKnots entropySlope,
      Kernel kernel,
      NoiseBasis noise,
      double[] noiseCoefficients) {
    this.closure = closure;
    this.entropySlope = entropySlope;
    this.kernel = kernel;
    this.noise = noise;
    this.noiseCoefficients = noiseCoefficients;
  }
}
