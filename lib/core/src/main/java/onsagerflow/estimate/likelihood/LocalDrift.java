package onsagerflow.estimate.likelihood;

import java.util.Arrays;
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

  /// What N takes in place of φ.
  private final double[] coordinate;

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

  /// ds′/dm along the path and of the smooth curve.
  private final double[] slopeByM;

  private final double[] smoothSlopeByM;

  /// ∂²N/∂m² of the smooth curve, ∂²N/∂m∂φ and ∂²N/∂φ²; of the last field where they are known.
  private final double[] noiseTwiceByM;

  private final double[] noiseMixed;
  private final double[] noiseTwiceByPhi;
  private boolean isBent;

  /// Whether m is held at ±1.
  final boolean[] heldM;

  private final CurrentEquation equation;
  private final double beta;
  private final double smallestNoise;
  private final Convolution convolution;

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
    this.coordinate = new double[cells];
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
    this.slopeByM = new double[cells];
    this.smoothSlopeByM = new double[cells];
    this.noiseTwiceByM = new double[cells];
    this.noiseMixed = new double[cells];
    this.noiseTwiceByPhi = new double[cells];
    this.heldM = new boolean[cells];
  }

  /// Evaluates a block field in an external field h.
  void evaluate(double[] state, double[] h) {
    isBent = false;
    for (int x = 0; x < state.length; x++) {
      m[x] = Math.min(Math.max(state[x], -1), 1);
    }
    for (int x = 0; x < state.length; x++) {
      heldM[x] = m[x] != state[x];
    }
    convolution.apply(m, phi);
    for (int x = 0; x < m.length; x++) {
      phi[x] += h[x];
    }
    evaluateNoise();
    evaluateForce();
    equation.closure.response(force, response);
    for (int x = 0; x < m.length; x++) {
      sensitivity[x] = beta * noise[x] * equation.closure.slopeAt(response[x]);
    }
    for (int x = 0; x < m.length; x++) {
      drift[x] = -noise[x] * response[x];
    }
    for (int x = 0; x < m.length; x++) {
      byM[x] = -noiseByM[x] * response[x] - sensitivity[x] * slopeByM[x];
    }
    for (int x = 0; x < m.length; x++) {
      byPhi[x] = -noiseByPhi[x] * response[x] + sensitivity[x];
    }
    for (int x = 0; x < m.length; x++) {
      rate[x] = -smoothNoiseByM[x] * response[x] - sensitivity[x] * smoothSlopeByM[x];
    }
  }

  private void evaluateNoise() {
    equation.noise.coordinates(phi, coordinate);
    equation.noise.derivatives(
        m, coordinate, equation.noiseCoefficients, noise, noiseByM, noiseByPhi, smoothNoiseByM);
    Arrays.fill(noiseSlope, 1);
    Arrays.fill(noiseBend, 0);
    for (int x = 0; x < m.length; x++) {
      if (noise[x] < smallestNoise) {
        holdNoise(x);
      }
    }
  }

  private void evaluateForce() {
    var s = equation.entropySlope;
    s.coordinates(m, weight);
    for (int x = 0; x < m.length; x++) {
      double a = weight[x];
      int k = s.hats().segment(a);
      double w = s.hats().weight(k, a);
      segment[x] = k;
      weight[x] = w;
      force[x] = beta * (s.at(k, w, m[x]) - phi[x]);
      slopeByM[x] = s.derivativeBetweenKnots(k, m[x]);
      smoothSlopeByM[x] = s.derivative(m[x]);
    }
  }

  /// A bad guess must not turn the drift around: N = ε(1 + e^{ν/ε − 2}) for a sum ν below 2ε, which
  /// is smooth there.
  private void holdNoise(int x) {
    double e = smallestNoise / 2;
    double slope = Math.exp(Math.max(noise[x] / e - 2, -300)); // not 0: it divides
    noiseSlope[x] = slope;
    noiseBend[x] = slope / e;
    noise[x] = e * (1 + slope);
    noiseByM[x] *= slope;
    noiseByPhi[x] *= slope;
    smoothNoiseByM[x] *= slope;
  }

  /// The second derivatives of N, which only the chain rule backwards needs.
  private void bend() {
    equation.noise.secondDerivatives(
        m, coordinate, equation.noiseCoefficients, noiseTwiceByM, noiseMixed, noiseTwiceByPhi);
    isBent = true;
  }

  /// The chain rule backwards at one cell: from derivatives by its drift, N, λ and b to those by m,
  /// φ (left in `to`) and the unknowns (added to `to`).
  void pullBack(int x, double toDrift, double toNoise, double toRate, double toB, Gradient to) {
    if (!isBent) {
      bend();
    }
    var s = equation.entropySlope;
    double l = response[x];
    double slope = equation.closure.slopeAt(l);
    double bend = equation.closure.curvatureAt(l);
    double n0 = noise[x];
    double c = smoothSlopeByM[x];
    double uM = beta * slopeByM[x];
    double up = noiseSlope[x];
    double bendOfNoise = noiseBend[x] / (up * up); // of derivatives that hold `up` once each
    double mixed = noiseMixed[x] * up + bendOfNoise * noiseByM[x] * noiseByPhi[x];
    double smoothMixed = noiseMixed[x] * up + bendOfNoise * smoothNoiseByM[x] * noiseByPhi[x];
    double smoothSecond = noiseTwiceByM[x] * up + bendOfNoise * noiseByM[x] * smoothNoiseByM[x];
    double fieldSecond = noiseTwiceByPhi[x] * up + bendOfNoise * noiseByPhi[x] * noiseByPhi[x];
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
    equation.noise.addTo(to.noise, m[x], coordinate[x], byNoise, -up * l * toRate, -up * l * toB);
  }

  /// Whether N or m of a cell is held at a bound.
  boolean isHeld(int x) {
    return noiseBend[x] != 0 || heldM[x];
  }
}
