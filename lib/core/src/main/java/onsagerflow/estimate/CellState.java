package onsagerflow.estimate;

import java.util.Arrays;
import onsagerflow.field.Convolution;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;

/// What a [Drift] predicts for every cell of one observation, and by how much it is off.
///
/// Over a step δ the drift a ([LocalDrift]) is linearised in the cell's own m (rate λ) and in time
/// through its neighbours (rate g), which gives Gaussian increments of
///
///     mean      a δ φ₁(λδ) + g δ² φ₂(λδ)
///     variance  (2/v) [ N δ φ₁(2λδ) + ½ Ṅ δ² φ₁(λδ)² ]
///
/// exact for independent spins. A lag Δt is divided into steps of at most [#LONGEST_STEP], each
/// linearised about the mean path, along which deviations decay as e^{λδ}. Noise that a cell gives
/// to its neighbours and gets back multiplies the variance by
///
///     1 + ⅔ (bΔt)² ΣJ² + ⅓ (bΔt)³ (J*J*J)(0),   b = ∂a/∂φ
///
/// the mean over wave vectors of φ₁(2(λ + bĴ(k))Δt) / φ₁(2λΔt) to third order. A generator channel
/// is the limit Δt → 0 with its mean a and its noise N known.
final class CellState {

  /// Longer steps bias K of Kac spins by more than its standard error from a million cells.
  private static final double LONGEST_STEP = 0.1;

  /// Bounds of λδ: beyond them the linearisation is not to be trusted, and a guess that asks for
  /// more would run away from round to round.
  private static final double FASTEST_DECAY = -1.5;

  private static final double FASTEST_GROWTH = 0.5;

  final int cells;

  /// Everything at the start of the observation.
  final LocalDrift start;

  /// Whether a block of this m has an entropy slope ([#largestMagnetisation]).
  final boolean[] inRange;

  /// Whether the cell enters the fit: in range, and |u| not too large for the closure.
  final boolean[] used;

  /// Observed minus predicted mean.
  final double[] residual;

  /// −∂mean/∂(s′ − φ).
  final double[] sensitivity;

  /// ∂mean/∂φ at fixed s′, with N(m, φ) following where the fit is joint.
  final double[] fieldSensitivity;

  /// −∂mean/∂N.
  final double[] noiseSensitivity;

  /// Predicted variance (up to a factor of order one for generator channels).
  final double[] variance;

  /// A draw of mean `noiseFactor·N` and variance `noiseSpread`.
  final double[] noiseResponse;

  final double[] noiseFactor;
  final double[] noiseSpread;

  /// ∂(expected response)/∂N at fixed form, since the rate λ of a cell is proportional to its N,
  /// and −∂/∂s″(m) of the same; `noiseFactor` and 0 with generator channels.
  final double[] noiseSlope;

  final double[] noiseBySlope;

  private final LocalDrift along;
  private final double[] neighbours;
  private final double[] path;

  /// What the variance over 2/v has beyond `noiseFactor·N`.
  private final double[] change;

  private final Drift model;
  private final int cellVolume;
  private final double largestMagnetisation;
  private final Convolution convolution;
  private final double secondMoment;
  private final double thirdMoment;

  /// For observations at one temperature, those of them on a given grid.
  static CellState of(Drift model, Observations observations, Grid grid) {
    return new CellState(
        model, grid, observations.conditions().temperature(), observations.origin().cellVolume());
  }

  CellState(Drift model, Grid grid, double temperature, int cellVolume) {
    this.model = model;
    this.cellVolume = cellVolume;
    this.largestMagnetisation = largestMagnetisation(cellVolume);
    this.convolution = new Convolution(grid, model.kernel);
    this.secondMoment = Arrays.stream(model.kernel.values()).map(j -> j * j).sum();
    this.thirdMoment = thirdMoment(model.kernel);
    this.cells = grid.size();
    this.start = new LocalDrift(model, temperature, convolution, cells);
    this.along = new LocalDrift(model, temperature, convolution, cells);
    this.inRange = new boolean[cells];
    this.used = new boolean[cells];
    this.residual = new double[cells];
    this.sensitivity = new double[cells];
    this.fieldSensitivity = new double[cells];
    this.noiseSensitivity = new double[cells];
    this.variance = new double[cells];
    this.noiseResponse = new double[cells];
    this.noiseFactor = new double[cells];
    this.noiseSpread = new double[cells];
    this.noiseSlope = new double[cells];
    this.noiseBySlope = new double[cells];
    this.neighbours = new double[cells];
    this.path = new double[cells];
    this.change = new double[cells];
  }

  /// (J*J*J)(0), the mean of Ĵ(k)³ over wave vectors.
  private static double thirdMoment(Kernel kernel) {
    int r = kernel.radius();
    double sum = 0;
    for (int y = -r; y <= r; y++) {
      for (int x = -r; x <= r; x++) {
        double twice = 0;
        for (int v = Math.max(-r, y - r); v <= Math.min(r, y + r); v++) {
          for (int w = Math.max(-r, x - r); w <= Math.min(r, x + r); w++) {
            twice += kernel.get(v, w) * kernel.get(y - v, x - w);
          }
        }
        sum += kernel.get(y, x) * twice;
      }
    }
    return sum;
  }

  /// m in the middle of the mean path, which the mean increment responds to through J.
  double[] middle(Observation observation) {
    double[] m = observation.m().values().clone();
    if (observation instanceof Observation.Increment) {
      for (int x = 0; x < cells; x++) {
        m[x] = 0.5 * (m[x] + path[x]);
      }
    }
    return m;
  }

  double largestForce() {
    return model.largestForce;
  }

  /// L(u) of the model's closure.
  double response(double u) {
    return model.closure.response(u);
  }

  /// The variance over 2/v beyond `noiseFactor·N`.
  double change(int cell) {
    return change[cell];
  }

  /// Above this |m| fewer than about one spin of the block opposes the rest, and artanh m of the
  /// block is no longer the artanh of its mean.
  static double largestMagnetisation(int cellVolume) {
    return 1 - 2.5 / cellVolume;
  }

  /// Evaluates one observation.
  void evaluate(Observation observation) {
    double[] m = observation.m().values();
    start.evaluate(m, observation.fieldAfter(middle(observation, 0)));
    for (int x = 0; x < cells; x++) {
      inRange[x] = Math.abs(m[x]) <= largestMagnetisation;
      used[x] = inRange[x] && Math.abs(start.force[x]) <= model.largestForce;
    }
    switch (observation) {
      case Observation.Instant instant -> compareWithGenerator(instant);
      case Observation.Increment increment -> compareWithIncrement(increment);
    }
  }

  private static int steps(Observation.Increment increment) {
    return Math.max(1, (int) Math.ceil(increment.lag() / LONGEST_STEP - 1e-6));
  }

  /// The share of the lag at the middle of step k, where the external field of the step is taken.
  private static double middle(Observation observation, int k) {
    return observation instanceof Observation.Increment pair ? (k + 0.5) / steps(pair) : 0;
  }

  private void compareWithGenerator(Observation.Instant instant) {
    var a = instant.generator().drift();
    var g = instant.generator().noise();
    System.arraycopy(start.sensitivity, 0, sensitivity, 0, cells);
    System.arraycopy(model.joint ? start.byPhi : start.sensitivity, 0, fieldSensitivity, 0, cells);
    System.arraycopy(start.noiseSensitivity, 0, noiseSensitivity, 0, cells);
    for (int x = 0; x < cells; x++) {
      residual[x] = a.get(x) - start.drift[x];
      variance[x] = start.noise[x] / cellVolume; // the order of what v spins scatter by
      noiseResponse[x] = g.get(x);
      noiseFactor[x] = 1;
      noiseSlope[x] = 1;
      noiseBySlope[x] = 0;
      noiseSpread[x] = 1.0 / cellVolume;
    }
  }

  private void compareWithIncrement(Observation.Increment increment) {
    int steps = steps(increment);
    double dt = increment.lag() / steps;
    System.arraycopy(increment.m().values(), 0, path, 0, cells);
    Arrays.fill(sensitivity, 0);
    Arrays.fill(fieldSensitivity, 0);
    Arrays.fill(noiseSensitivity, 0);
    Arrays.fill(noiseFactor, 0);
    Arrays.fill(change, 0);
    for (int k = 0; k < steps; k++) {
      var local = k == 0 ? start : along;
      if (k > 0) {
        along.evaluate(path, increment.fieldAfter(middle(increment, k)));
      }
      step(local, dt);
    }
    double scale = 2.0 / cellVolume;
    for (int x = 0; x < cells; x++) {
      double b = start.byPhi[x] * increment.lag();
      noiseFactor[x] *= 1 + b * b * (2 * secondMoment + b * thirdMoment) / 3;
      double expected = start.noise[x] * noiseFactor[x] + change[x];
      followRate(x, increment.lag());
      double forWeight = Math.max(expected, LocalDrift.SMALLEST_NOISE * increment.lag());
      double e = increment.after().get(x) - path[x];
      residual[x] = e;
      variance[x] = scale * forWeight;
      noiseResponse[x] = e * e / scale - change[x];
      noiseSpread[x] = 2 * forWeight * forWeight; // of a squared Gaussian
    }
  }

  /// How N φ₁(2λΔt) follows N and s″ through λ ∝ N s″.
  private void followRate(int x, double lag) {
    noiseSlope[x] = noiseFactor[x];
    noiseBySlope[x] = 0;
    if (model.joint) {
      double z = Math.clamp(2 * start.byM[x] * lag, 2 * FASTEST_DECAY, 2 * FASTEST_GROWTH);
      double zz = z * z;
      // φ₁′(z)/φ₁(z) = 1/(1 − e⁻ᶻ) − 1/z, its series good to 2e−3 at |z| = 3
      double relative = 0.5 + z * (1.0 / 12 - zz * (1.0 / 720 - zz / 30_240));
      noiseSlope[x] *= 1 + z * relative;
      noiseBySlope[x] = 2 * lag * start.noise[x] * noiseFactor[x] * relative * start.sensitivity[x];
    }
  }

  /// One step of the mean path and of what follows it.
  private void step(LocalDrift local, double dt) {
    convolution.apply(local.drift, neighbours); // J*a, without the cell itself since J(0) = 0
    for (int x = 0; x < cells; x++) {
      double a = local.drift[x];
      double rate = Math.clamp(local.byM[x] * dt, FASTEST_DECAY, FASTEST_GROWTH);
      double p1 = Smooth.phi1(rate);
      double decay = 1 + rate * p1; // e^{λδ}
      double q = dt * p1 * (1 + decay) / 2; // δ φ₁(2λδ)
      double p2 = Smooth.phi2(rate, p1);
      double noiseRate = local.noiseByM[x] * a + local.noiseByPhi[x] * neighbours[x];
      double g = local.byPhi[x] * neighbours[x];
      path[x] = Math.clamp(path[x] + dt * (a * p1 + g * dt * p2), -1, 1);
      noiseFactor[x] = noiseFactor[x] * decay * decay + q;
      change[x] =
          change[x] * decay * decay
              + (local.noise[x] - start.noise[x]) * q
              + 0.5 * noiseRate * dt * dt * p1 * p1;
      sensitivity[x] = sensitivity[x] * decay + local.sensitivity[x] * dt * p1;
      fieldSensitivity[x] =
          fieldSensitivity[x] * decay
              + (model.joint ? local.byPhi[x] : local.sensitivity[x]) * dt * p1;
      noiseSensitivity[x] = noiseSensitivity[x] * decay + local.noiseSensitivity[x] * dt * p1;
    }
  }
}
