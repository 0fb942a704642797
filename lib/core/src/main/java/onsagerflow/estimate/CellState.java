package onsagerflow.estimate;

import java.util.Arrays;
import onsagerflow.field.Convolution;
import onsagerflow.field.Grid;
import onsagerflow.meso.Closure;

/// What a [Drift] predicts for every cell of one observation, and by how much it is off.
///
/// Over a lag Δt the drift a = −N L(u), u = β(s′(m) − φ), φ = J*m + h, is linearised in the cell's
/// own m (rate λ) and in time through its neighbours (rate g), which gives Gaussian increments of
///
///     mean      a Δt φ₁(λΔt) + g Δt² φ₂(λΔt)
///     variance  (2Δt/v) [ N φ₁(2λΔt) (1 + ⅔ (∂a/∂φ)² ΣJ² Δt²) + ½ Ṅ Δt φ₁(λΔt)² ]
///
/// where ΣJ² counts the noise that reaches the cell from its neighbours and returns from them:
/// exact for independent spins at any Δt and right to second order otherwise. A generator channel
/// is the limit Δt → 0 with its mean a and its noise N known.
final class CellState {

  /// Cells further from equilibrium than this are left out: the fits are of the local response.
  static final double LARGEST_FORCE = 1.2;

  /// Bounds of λΔt: beyond them the linearisation is not to be trusted, and a guess that asks for
  /// more would run away from round to round.
  private static final double FASTEST_DECAY = -1.5;

  private static final double FASTEST_GROWTH = 0.5;

  /// Where the current guess of N is smaller it is taken as this much: a guess near 0 must not
  /// outweigh all other cells.
  private static final double SMALLEST_NOISE = 0.05;

  final int cells;

  /// Whether the cell enters the fit.
  final boolean[] used;

  /// artanh|m|, the coordinate of the knots of s′.
  final double[] coordinate;

  /// Force u = βμ.
  final double[] force;

  /// φ = J*m + h.
  final double[] phi;

  /// Observed minus predicted mean.
  final double[] residual;

  /// −∂mean/∂(s′ − φ).
  final double[] sensitivity;

  /// −∂mean/∂N.
  final double[] noiseSensitivity;

  /// Predicted variance (up to a constant for generator channels).
  final double[] variance;

  /// A draw of mean `noiseFactor·N` and variance `noiseSpread`.
  final double[] noiseResponse;

  final double[] noiseFactor;
  final double[] noiseSpread;

  /// N at every cell.
  final double[] noise;

  /// The functions of the noise basis at every cell, cell after cell.
  final double[] noiseBasis;

  private final double[] drift;
  private final double[] byM;
  private final double[] byPhi;
  private final double[] noiseByM;
  private final double[] noiseByPhi;

  private final Drift model;
  private final double beta;
  private final int cellVolume;
  private final double largestMagnetisation;
  private final Convolution convolution;
  private final double kernelSquare;

  CellState(Drift model, Grid grid, double temperature, int cellVolume) {
    this.model = model;
    this.beta = 1 / temperature;
    this.cellVolume = cellVolume;
    this.largestMagnetisation = largestMagnetisation(cellVolume);
    this.convolution = new Convolution(grid, model.kernel);
    this.kernelSquare = Arrays.stream(model.kernel.values()).map(j -> j * j).sum();
    this.cells = grid.size();
    this.used = new boolean[cells];
    this.coordinate = new double[cells];
    this.force = new double[cells];
    this.phi = new double[cells];
    this.residual = new double[cells];
    this.sensitivity = new double[cells];
    this.noiseSensitivity = new double[cells];
    this.variance = new double[cells];
    this.noiseResponse = new double[cells];
    this.noiseFactor = new double[cells];
    this.noiseSpread = new double[cells];
    this.noise = new double[cells];
    this.noiseBasis = new double[cells * model.noise.size()];
    this.drift = new double[cells];
    this.byM = new double[cells];
    this.byPhi = new double[cells];
    this.noiseByM = new double[cells];
    this.noiseByPhi = new double[cells];
  }

  /// L(u) of the model's closure.
  double response(double u) {
    return model.closure.response(u);
  }

  /// Above this |m| fewer than about one spin of the block opposes the rest, and artanh m of the
  /// block is no longer the artanh of its mean.
  static double largestMagnetisation(int cellVolume) {
    return 1 - 2.5 / cellVolume;
  }

  /// Evaluates one observation.
  void evaluate(Observation observation) {
    evaluateDrift(observation.m().values(), observation.conditions().field());
    switch (observation) {
      case Observation.Instant instant -> compareWithGenerator(instant);
      case Observation.Increment increment -> compareWithIncrement(increment);
    }
  }

  private void evaluateDrift(double[] m, double h) {
    convolution.apply(m, phi);
    int terms = model.noise.size();
    var value = new double[terms];
    var slopeM = new double[terms];
    var slopePhi = new double[terms];
    Closure closure = model.closure;
    for (int x = 0; x < cells; x++) {
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
      double response = closure.response(u);
      double slope = closure.slope(u);
      noise[x] = n;
      noiseByM[x] = nM;
      noiseByPhi[x] = nPhi;
      force[x] = u;
      drift[x] = -n * response;
      byM[x] = -nM * response - n * slope * beta * model.entropySlope.derivative(m[x]);
      byPhi[x] = -nPhi * response + n * slope * beta;
      used[x] = Math.abs(m[x]) <= largestMagnetisation && Math.abs(u) <= LARGEST_FORCE;
      sensitivity[x] = beta * n * slope;
      noiseSensitivity[x] = response;
    }
  }

  private void compareWithGenerator(Observation.Instant instant) {
    var a = instant.generator().drift();
    var g = instant.generator().noise();
    for (int x = 0; x < cells; x++) {
      residual[x] = a.get(x) - drift[x];
      variance[x] = noise[x];
      noiseResponse[x] = g.get(x);
      noiseFactor[x] = 1;
      noiseSpread[x] = 1;
    }
  }

  private void compareWithIncrement(Observation.Increment increment) {
    double dt = increment.lag();
    var m = increment.m();
    var after = increment.after();
    var neighbours = new double[cells];
    convolution.apply(drift, neighbours); // J*a, without the cell itself since J(0) = 0
    for (int x = 0; x < cells; x++) {
      double rate = Math.clamp(byM[x] * dt, FASTEST_DECAY, FASTEST_GROWTH);
      double p1 = Smooth.phi1(rate);
      double mean = drift[x] * dt * p1 + byPhi[x] * neighbours[x] * dt * dt * Smooth.phi2(rate);
      double scale = 2 * dt / cellVolume;
      double spread = byPhi[x] * dt;
      double q1 = Smooth.phi1(2 * rate) * (1 + 2.0 / 3 * spread * spread * kernelSquare);
      double noiseRate = noiseByM[x] * drift[x] + noiseByPhi[x] * neighbours[x];
      double fromChange = 0.5 * noiseRate * dt * p1 * p1;
      double expected = noise[x] * q1 + fromChange;
      double forWeight = Math.max(expected, SMALLEST_NOISE);
      double e = after.get(x) - m.get(x) - mean;
      residual[x] = e;
      sensitivity[x] *= dt * p1;
      noiseSensitivity[x] *= dt * p1;
      variance[x] = scale * forWeight;
      noiseResponse[x] = e * e / scale - fromChange;
      noiseFactor[x] = q1;
      noiseSpread[x] = 2 * forWeight * forWeight; // of a squared Gaussian
    }
  }
}
