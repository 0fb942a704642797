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

  /// Coefficients of a quadratic approximation of N, for its derivatives.
  final double[] smoothNoise;

  Drift(
      Closure closure,
      SlopeKnots entropySlope,
      Kernel kernel,
      NoiseBasis noise,
      double[] noiseCoefficients,
      double[] smoothNoise) {
    this.closure = closure;
    this.entropySlope = entropySlope;
    this.kernel = kernel;
    this.noise = noise;
    this.noiseCoefficients = noiseCoefficients;
    this.smoothNoise = smoothNoise;
  }
}
