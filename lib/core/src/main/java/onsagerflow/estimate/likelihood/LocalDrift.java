package onsagerflow.estimate.likelihood;

import onsagerflow.field.fourier.Convolution;

/// The drift a = −N L(u), u = β(s′(m) − φ), φ = J*m + h, of every cell at one instant, with its
/// derivatives, and the rates by which a deviation of a cell decays (λ = ∂a/∂m) and is answered by
/// its neighbours (b = ∂a/∂φ).
///
/// Two derivatives by m stand beside each other. That of the path follows s′ and N(m) from knot to
/// knot, as the drift does. In λ, which the variance over a lag depends on, smooth curves stand for
/// both: differences of neighbouring knots would carry their errors into it, amplified.
public final class LocalDrift {

  /// m, held within ±1.
  final double[] m;

  public final double[] phi;

  /// The segment between knots of s′, and the weight of its upper knot.
  public final int[] segment;

  public final double[] weight;

  /// u and L(u).
  public final double[] force;

  final double[] response;
  public final double[] noise;
  public final double[] drift;

  /// ∂a/∂m along the path and ∂a/∂φ.
  final double[] byM;

  public final double[] byPhi;

  /// λ, of the smooth curves.
  final double[] rate;

  /// ∂N/∂m and ∂N/∂φ of the path, ∂N/∂m of the smooth curve.
  final double[] noiseByM;

  final double[] noiseByPhi;
  final double[] smoothNoiseByM;

  /// −∂a/∂(s′ − φ).
  public final double[] sensitivity;

  /// dN/dν and d²N/dν² of a change ν of the sum that N is: 1 and 0 but where it is held up.
  private final double[] noiseSlope;

  private final double[] noiseBend;

  /// Whether m is held at ±1.
  final boolean[] heldM;

  private final CurrentEquation equation;
  private final double beta;
  private final double smallestNoise;
  private final Convolution convolution;
  private final double[] n = new double[4];
  private final double[] second = new double[3];

  LocalDrift(
      CurrentEquation equation,
      double temperature,
      int cellVolume,
      Convolution convolution,
      int cells) {
    this.equation = equation;
    this.beta = 1 / temperature;
    this.smallestNoise = NoiseBasis.smallest(cellVolume);
    this.convolution = convolution;
    this.m = new double[cells];
    this.phi = new double[cells];
    this.segment = new int[cells];
    this.weight = new double[cells];
    this.force = new double[cells];
    this.response = new double[cells];
    this.noise = new double[cells];
    this.drift = new double[cells];
    this.byM = new double[cells];
    this.byPhi = new double[cells];
    this.rate = new double[cells];
    this.noiseByM = new double[cells];
    this.noiseByPhi = new double[cells];
    this.smoothNoiseByM = new double[cells];
    this.sensitivity = new double[cells];
    this.noiseSlope = new double[cells];
    this.noiseBend = new double[cells];
    this.heldM = new boolean[cells];
  }

  /// Evaluates a block field in an external field h.
  void evaluate(double[] state, double[] h) {
    for (int x = 0; x < state.length; x++) {
      m[x] = Math.clamp(state[x], -1, 1);
      heldM[x] = m[x] != state[x];
    }
    convolution.apply(m, phi);
    double[] nu = equation.noiseCoefficients;
    var s = equation.entropySlope;
    var closure = equation.closure;
    for (int x = 0; x < m.length; x++) {
      double field = phi[x] + h[x];
      phi[x] = field;
      equation.noise.derivatives(m[x], field, nu, n);
      noiseSlope[x] = 1;
      noiseBend[x] = 0;
      if (n[0] < smallestNoise) {
        holdNoise(x);
      }
      double a = s.coordinate(m[x]);
      int k = s.hats().segment(a);
      double w = s.hats().weight(k, a);
      segment[x] = k;
      weight[x] = w;
      double u = beta * (s.at(k, w, m[x]) - field);
      double l = closure.response(u);
      double slope = closure.slopeAt(l);
      noise[x] = n[0];
      noiseByM[x] = n[1];
      noiseByPhi[x] = n[2];
      smoothNoiseByM[x] = n[3];
      force[x] = u;
      response[x] = l;
      drift[x] = -n[0] * l;
      sensitivity[x] = beta * n[0] * slope;
      byM[x] = -n[1] * l - sensitivity[x] * s.derivativeBetweenKnots(k, m[x]);
      byPhi[x] = -n[2] * l + sensitivity[x];
      rate[x] = -n[3] * l - sensitivity[x] * s.derivative(m[x]);
    }
  }

  /// A bad guess must not turn the drift around: N = ε(1 + e^{ν/ε − 2}) for a sum ν below 2ε, which
  /// is smooth there.
  private void holdNoise(int x) {
    double e = smallestNoise / 2;
    noiseSlope[x] = Math.exp(Math.max(n[0] / e - 2, -300)); // not 0: it divides
    noiseBend[x] = noiseSlope[x] / e;
    n[0] = e * (1 + noiseSlope[x]);
    for (int i = 1; i < n.length; i++) {
      n[i] *= noiseSlope[x];
    }
  }

  /// The chain rule backwards at one cell: from derivatives by its drift, N, λ and b to those by m,
  /// φ (left in `to`) and the unknowns (added to `to`).
  void pullBack(int x, double toDrift, double toNoise, double toRate, double toB, Gradient to) {
    var s = equation.entropySlope;
    double l = response[x];
    double slope = equation.closure.slopeAt(l);
    double bend = equation.closure.curvatureAt(l);
    double n0 = noise[x];
    double c = s.derivative(m[x]);
    double uM = beta * s.derivativeBetweenKnots(segment[x], m[x]);
    equation.noise.secondDerivatives(m[x], phi[x], equation.noiseCoefficients, second);
    double up = noiseSlope[x];
    double bendOfNoise = noiseBend[x] / (up * up); // of derivatives that hold `up` once each
    double mixed = second[1] * up + bendOfNoise * noiseByM[x] * noiseByPhi[x];
    double smoothMixed = second[1] * up + bendOfNoise * smoothNoiseByM[x] * noiseByPhi[x];
    double smoothSecond = second[0] * up + bendOfNoise * noiseByM[x] * smoothNoiseByM[x];
    double fieldSecond = second[2] * up + bendOfNoise * noiseByPhi[x] * noiseByPhi[x];
    double steep = noiseByM[x] * slope + n0 * bend * uM; // ∂(N L′)/∂m
    double flat = noiseByPhi[x] * slope - n0 * bend * beta; // ∂(N L′)/∂φ
    double rateByM =
        -smoothSecond * l
            - smoothNoiseByM[x] * slope * uM
            - steep * beta * c
            - n0 * slope * beta * s.secondDerivative(m[x]);
    double rateByPhi = -smoothMixed * l + smoothNoiseByM[x] * slope * beta - flat * beta * c;
    double bByM = -mixed * l - noiseByPhi[x] * slope * uM + beta * steep;
    double bByPhi = -fieldSecond * l + noiseByPhi[x] * slope * beta + beta * flat;
    to.byM = byM[x] * toDrift + noiseByM[x] * toNoise + rateByM * toRate + bByM * toB;
    to.byPhi = byPhi[x] * toDrift + noiseByPhi[x] * toNoise + rateByPhi * toRate + bByPhi * toB;
    if (heldM[x]) {
      to.byM = 0;
    }
    double byForce =
        -n0 * slope * toDrift
            - (smoothNoiseByM[x] * slope + n0 * bend * beta * c) * toRate
            + (-noiseByPhi[x] * slope + n0 * bend * beta) * toB;
    to.addSlope(segment[x], weight[x], m[x], beta * byForce);
    s.addDerivatives(m[x], -n0 * slope * beta * toRate, to.curve);
    double byNoise =
        up * (-l * toDrift + toNoise + slope * beta * (toB - c * toRate))
            - noiseBend[x] / up * l * (smoothNoiseByM[x] * toRate + noiseByPhi[x] * toB);
    equation.noise.addTo(to.noise, m[x], phi[x], byNoise, -up * l * toRate, -up * l * toB);
  }

  /// Whether N or m of a cell is held at a bound.
  boolean isHeld(int x) {
    return noiseBend[x] != 0 || heldM[x];
  }
}
