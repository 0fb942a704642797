package onsagerflow.estimate;

import onsagerflow.field.Convolution;

/// The drift a = −N L(u), u = β(s′(m) − φ), φ = J*m + h, of every cell at one instant, and its
/// derivatives.
final class LocalDrift {

  /// Where the current guess of N is smaller it is taken as this much: a guess near 0 must not
  /// outweigh all other cells.
  static final double SMALLEST_NOISE = 0.05;

  final double[] phi;

  /// artanh|m|, the coordinate of the knots of s′.
  final double[] coordinate;

  /// u.
  final double[] force;

  final double[] noise;
  final double[] drift;

  /// λ = ∂a/∂m and b = ∂a/∂φ.
  final double[] byM;

  final double[] byPhi;
  final double[] noiseByM;
  final double[] noiseByPhi;

  /// −∂a/∂(s′ − φ) and −∂a/∂N.
  final double[] sensitivity;

  final double[] noiseSensitivity;

  /// The functions of the noise basis at every cell, cell after cell.
  final double[] noiseBasis;

  private final Drift model;
  private final double beta;
  private final Convolution convolution;

  LocalDrift(Drift model, double temperature, Convolution convolution, int cells) {
    this.model = model;
    this.beta = 1 / temperature;
    this.convolution = convolution;
    this.phi = new double[cells];
    this.coordinate = new double[cells];
    this.force = new double[cells];
    this.noise = new double[cells];
    this.drift = new double[cells];
    this.byM = new double[cells];
    this.byPhi = new double[cells];
    this.noiseByM = new double[cells];
    this.noiseByPhi = new double[cells];
    this.sensitivity = new double[cells];
    this.noiseSensitivity = new double[cells];
    this.noiseBasis = new double[cells * model.noise.size()];
  }

  /// Evaluates a block field in an external field h.
  void evaluate(double[] m, double h) {
    convolution.apply(m, phi);
    int terms = model.noise.size();
    var value = new double[terms];
    var slopeM = new double[terms];
    var slopePhi = new double[terms];
    for (int x = 0; x < m.length; x++) {
      phi[x] += h;
      model.noise.evaluate(m[x], phi[x], value, slopeM, slopePhi);
      System.arraycopy(value, 0, noiseBasis, x * terms, terms);
      double n = 0;
      double nM = 0;
      double nPhi = 0;
      for (int k = 0; k < terms; k++) {
        n += model.noiseCoefficients[k] * value[k];
        nM += model.smoothNoise[k] * slopeM[k];
        nPhi += model.smoothNoise[k] * slopePhi[k];
      }
      n = Math.max(n, SMALLEST_NOISE); // a bad guess must not turn the drift around
      coordinate[x] = model.entropySlope.coordinate(m[x]);
      double u = beta * (model.entropySlope.at(coordinate[x], m[x]) - phi[x]);
      double response = model.closure.response(u);
      double slope = model.closure.slope(u);
      noise[x] = n;
      noiseByM[x] = nM;
      noiseByPhi[x] = nPhi;
      force[x] = u;
      drift[x] = -n * response;
      byM[x] = -nM * response - n * slope * beta * model.entropySlope.derivative(m[x]);
      byPhi[x] = -nPhi * response + n * slope * beta;
      sensitivity[x] = beta * n * slope;
      noiseSensitivity[x] = response;
    }
  }
}
