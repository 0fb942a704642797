package onsagerflow.estimate;

import onsagerflow.field.Convolution;

/// The drift a = −N L(u), u = β(s′(m) − φ), φ = J*m + h, of every cell at one instant, and its
/// derivatives.
final class LocalDrift {

  /// Where the current guess of N is smaller it is taken as this much: a guess near 0 must not
  /// outweigh all other cells.
  static final double SMALLEST_NOISE = 0.05;

  final double[] phi;

  /// The segment between knots of s′, and the weight of its upper knot.
  final int[] segment;

  final double[] weight;

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

  private final Drift model;
  private final double beta;
  private final Convolution convolution;

  LocalDrift(Drift model, double temperature, Convolution convolution, int cells) {
    this.model = model;
    this.beta = 1 / temperature;
    this.convolution = convolution;
    this.phi = new double[cells];
    this.segment = new int[cells];
    this.weight = new double[cells];
    this.force = new double[cells];
    this.noise = new double[cells];
    this.drift = new double[cells];
    this.byM = new double[cells];
    this.byPhi = new double[cells];
    this.noiseByM = new double[cells];
    this.noiseByPhi = new double[cells];
    this.sensitivity = new double[cells];
    this.noiseSensitivity = new double[cells];
  }

  /// Evaluates a block field in an external field h, one number per cell.
  void evaluate(double[] m, double[] h) {
    convolution.apply(m, phi);
    double[] nu = model.noiseCoefficients;
    var smooth = model.smoothNoise;
    var slopeOfEntropy = model.entropySlope;
    var closure = model.closure;
    for (int x = 0; x < m.length; x++) {
      double field = phi[x] + h[x];
      phi[x] = field;
      double n = model.noise.at(m[x], field, nu);
      double nM = smooth.byM(m[x], field);
      double nPhi = smooth.byPhi(m[x], field);
      n = Math.max(n, SMALLEST_NOISE); // a bad guess must not turn the drift around
      double a = slopeOfEntropy.coordinate(m[x]);
      int k = slopeOfEntropy.hats().segment(a);
      double w = slopeOfEntropy.hats().weight(k, a);
      segment[x] = k;
      weight[x] = w;
      double u = beta * (slopeOfEntropy.at(k, w, m[x]) - field);
      double response = closure.response(u);
      double slope = closure.slopeAt(response);
      noise[x] = n;
      noiseByM[x] = nM;
      noiseByPhi[x] = nPhi;
      force[x] = u;
      drift[x] = -n * response;
      byM[x] = -nM * response - n * slope * beta * slopeOfEntropy.derivative(m[x]);
      byPhi[x] = -nPhi * response + n * slope * beta;
      sensitivity[x] = beta * n * slope;
      noiseSensitivity[x] = response;
    }
  }
}
