package onsagerflow.estimate.likelihood;

import java.util.BitSet;
import onsagerflow.estimate.data.Observation;
import onsagerflow.estimate.data.Observations;
import onsagerflow.field.Grid;
import onsagerflow.field.function.PhiFunctions;

/// What a [CurrentEquation] predicts for every cell of one observation, and by how much it is off.
///
/// The increment of a frame pair has the moments of [LagMoments]. A generator channel is the limit
/// Δt → 0 with its mean a and its noise N known.
public final class CellState {

  public final int cells;

  /// Everything at the start of the observation.
  public final LocalDrift start;

  /// Mean and variance over the lag, of frame pairs.
  public final LagMoments moments;

  /// Whether a block of this m has an entropy slope ([#largestMagnetisation]).
  public final boolean[] inRange;

  /// The cells that enter the fit: in range, and |u| not too large for the closure.
  public final BitSet used;

  /// Observed minus predicted mean.
  public final double[] residual;

  /// Predicted variance (up to a factor of order one for generator channels).
  public final double[] variance;

  /// An observation of N at the start, unbiased where the equation holds.
  final double[] noiseResponse;

  /// Δt φ₁(λΔt): the mean increment is about this times the drift at the start; 1 for generator
  /// channels.
  public final double[] reach;

  private final CurrentEquation equation;
  private double perNoise;
  private final int cellVolume;
  private final double largestMagnetisation;

  /// For observations at one temperature, those of them on a given grid.
  public static CellState of(CurrentEquation equation, Observations observations, Grid grid) {
    return new CellState(
        equation,
        grid,
        observations.conditions().temperature(),
        observations.origin().cellVolume());
  }

  CellState(CurrentEquation equation, Grid grid, double temperature, int cellVolume) {
    this.equation = equation;
    this.cellVolume = cellVolume;
    this.largestMagnetisation = largestMagnetisation(cellVolume);
    this.cells = grid.size();
    this.moments =
        new LagMoments(equation, grid, temperature, cellVolume, new NoiseReturn(equation.kernel));
    this.start = moments.start();
    this.inRange = new boolean[cells];
    this.used = new BitSet(cells);
    this.residual = new double[cells];
    this.variance = new double[cells];
    this.noiseResponse = new double[cells];
    this.reach = new double[cells];
  }

  /// 2Δt/v, the variance for N = 1 of a short lag.
  double perNoise() {
    return perNoise;
  }

  /// ∂mean/∂φ, N(m, φ) following.
  public double fieldSensitivity(int x) {
    return reach[x] * start.byPhi[x];
  }

  /// m in the middle of the mean path, which the mean increment responds to through J.
  public double[] middle(Observation observation) {
    return observation instanceof Observation.Increment
        ? moments.middle()
        : observation.m().values();
  }

  public double largestForce() {
    return equation.largestForce;
  }

  /// Above this |m| fewer than about one spin of the block opposes the rest, and artanh m of the
  /// block is no longer the artanh of its mean.
  public static double largestMagnetisation(int cellVolume) {
    return 1 - 2.5 / cellVolume;
  }

  /// Evaluates one observation.
  public void evaluate(Observation observation) {
    double[] m = observation.m().values();
    switch (observation) {
      case Observation.Instant instant -> compareWithGenerator(m, instant);
      case Observation.Increment increment -> compareWithIncrement(m, increment);
    }
    used.clear();
    for (int x = 0; x < cells; x++) {
      inRange[x] = Math.abs(m[x]) <= largestMagnetisation;
      used.set(x, inRange[x] && Math.abs(start.force[x]) <= equation.largestForce);
    }
  }

  private void compareWithGenerator(double[] m, Observation.Instant instant) {
    start.evaluate(m, instant.fieldAtStart());
    var a = instant.generator().drift();
    var g = instant.generator().noise();
    for (int x = 0; x < cells; x++) {
      residual[x] = a.get(x) - start.drift[x];
      variance[x] = start.noise[x] / cellVolume; // the order of what v spins scatter by
      noiseResponse[x] = g.get(x);
      reach[x] = 1;
    }
  }

  private void compareWithIncrement(double[] m, Observation.Increment increment) {
    moments.evaluate(m, increment.fieldAtStart(), increment.fieldAtEnd(), increment.lag());
    double scale = 2.0 / cellVolume;
    perNoise = scale * increment.lag();
    for (int x = 0; x < cells; x++) {
      double e = increment.after().get(x) - moments.mean[x];
      residual[x] = e;
      variance[x] = scale * moments.variance[x];
      noiseResponse[x] = e * e / variance[x] * start.noise[x];
      reach[x] = increment.lag() * PhiFunctions.phi1(start.rate[x] * increment.lag());
    }
  }
}
