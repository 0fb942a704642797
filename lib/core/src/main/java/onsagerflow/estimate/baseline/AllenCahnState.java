package onsagerflow.estimate.baseline;

import java.util.Arrays;
import onsagerflow.estimate.data.Observation;
import onsagerflow.field.Grid;
import onsagerflow.field.fourier.SpectralFilter;
import onsagerflow.field.function.PhiFunctions;

/// What the Allen–Cahn equation with noise predicts for one frame pair, by how much it is off, and how
/// both follow its constants κ, r, u, b.
///
/// The mean path and its derivatives are integrated numerically over the lag Δt, h linear in time,
///
///     dm̄/dt = κΔm̄ − (r + 3uV) m̄ − u m̄³ + bh
///
/// with V the variance that the noise has given to a cell by then. Deviations from it are Gaussian with
/// the covariance of the equation linearised about the mean square of the frame, diagonal in k:
///
///     C(k) = 2D Δt φ₁(2A(k)Δt) (1 + 6 u²Δt² Var m̄²),   A(k) = −κk̂² − r − 3u(⟨m̄²⟩ + V/2)
///
/// the last factor being what the variation of m̄² over the frame adds to the mean of C(k), to third
/// order in Δt. Residuals and derivatives are divided by √C(k), white with variance 1 where the
/// equation holds, and cut off at the shortest wave that is fitted.
final class AllenCahnState {

  static final int KAPPA = 0;
  static final int R = 1;
  static final int U = 2;
  static final int FIELD = 3;
  static final int NOISE = 4;
  static final int UNKNOWNS = 5;

  /// Fastest rate times the step of the mean path: the classical Runge–Kutta step is then good to
  /// 10⁻³ for the fastest mode and far better for the rest.
  private static final double LONGEST_STEP = 1;

  /// Limits of 2A(k)Δt while constants are still far off.
  private static final double FASTEST_GROWTH = 10;

  /// Whitened residuals.
  final double[] residual;

  /// Whitened ∂mean/∂θ of κ, r, u, b.
  final double[][] sensitivity;

  /// The residuals times ∂ln C(k)/∂θ of κ and r, and the sums over k of these derivatives and of
  /// their products.
  final double[] byKappa;

  final double[] byR;
  double sumKappa;
  double sumR;
  double sumKappaKappa;
  double sumKappaR;
  double sumRR;

  /// The number of wave vectors that are fitted.
  int waves;

  /// ⟨m̄²⟩ + V/2: ∂A/∂u over 3∂A/∂r.
  double meanSquare;

  private final Grid grid;
  private final double[] theta;
  private final double cutoff;
  private final int fields;
  private final double[][] path;
  private final double[][] stage;
  private final double[][] rate;
  private final double[][] sum;
  private final double[] laplacian;
  private final SpectralFilter whiten;
  private final SpectralFilter kappaFilter;
  private final SpectralFilter rFilter;

  /// @param theta current κ, r, u, b, D
  /// @param cutoff largest k̂ that is fitted, radians per cell
  /// @param inField whether b is asked for
  AllenCahnState(Grid grid, double[] theta, double cutoff, boolean inField) {
    int n = grid.size();
    this.grid = grid;
    this.theta = theta;
    this.cutoff = cutoff;
    this.fields = inField ? FIELD + 1 : FIELD;
    this.residual = new double[n];
    this.sensitivity = new double[fields][n];
    this.byKappa = new double[n];
    this.byR = new double[n];
    this.path = new double[fields + 1][n];
    this.stage = new double[fields + 1][n];
    this.rate = new double[fields + 1][n];
    this.sum = new double[fields + 1][n];
    this.laplacian = new double[n];
    this.whiten = new SpectralFilter(grid);
    this.kappaFilter = new SpectralFilter(grid);
    this.rFilter = new SpectralFilter(grid);
  }

  void evaluate(Observation.Increment pair) {
    double[] m = pair.m().values();
    double lag = pair.lag();
    meanSquare = pair.m().meanSquare();
    double variance = meanCovariance(lag);
    System.arraycopy(m, 0, path[0], 0, m.length);
    for (int j = 1; j <= fields; j++) {
      Arrays.fill(path[j], 0);
    }
    follow(pair, variance);
    meanSquare = 0.5 * (meanSquare + meanSquare(path[0]) + variance);
    double variation = 0.5 * (varianceOfSquares(m) + varianceOfSquares(path[0]));
    double spread = 1 + 6 * theta[U] * theta[U] * lag * lag * variation;
    double scale = 2 * theta[NOISE] * lag * spread;
    whiten.become(
        (kz, ky, kx) ->
            wave(ky, kx) > cutoff * cutoff
                ? 0
                : 1 / Math.sqrt(scale * PhiFunctions.phi1(exponent(ky, kx, lag))));
    kappaFilter.become(
        (kz, ky, kx) ->
            -2 * lag * wave(ky, kx) * PhiFunctions.logSlopeOfPhi1(exponent(ky, kx, lag)));
    rFilter.become((kz, ky, kx) -> -2 * lag * PhiFunctions.logSlopeOfPhi1(exponent(ky, kx, lag)));
    sumOverWaves(lag);
    for (int x = 0; x < m.length; x++) {
      residual[x] = pair.after().get(x) - path[0][x];
    }
    whiten.apply(residual, residual);
    for (int j = 0; j < fields; j++) {
      whiten.apply(path[j + 1], sensitivity[j]);
    }
    kappaFilter.apply(residual, byKappa);
    rFilter.apply(residual, byR);
  }

  /// k̂², what −Δ multiplies a wave with.
  static double wave(double ky, double kx) {
    double sy = Math.sin(ky / 2);
    double sx = Math.sin(kx / 2);
    return 4 * (sy * sy + sx * sx);
  }

  /// 2A(k)Δt.
  private double exponent(double ky, double kx, double lag) {
    double a = -theta[KAPPA] * wave(ky, kx) - theta[R] - 3 * theta[U] * meanSquare;
    return Math.min(2 * a * lag, FASTEST_GROWTH);
  }

  /// The mean of C(k), that is the variance of a cell after the lag.
  private double meanCovariance(double lag) {
    double sum = 0;
    for (int x = 0; x < grid.size(); x++) {
      sum += PhiFunctions.phi1(exponent(waveNumberY(x), waveNumberX(x), lag));
    }
    return 2 * theta[NOISE] * lag * sum / grid.size();
  }

  private double waveNumberY(int cell) {
    int y = cell / grid.nx();
    return 2 * Math.PI * y / grid.ny();
  }

  private double waveNumberX(int cell) {
    int x = cell % grid.nx();
    return 2 * Math.PI * x / grid.nx();
  }

  private void sumOverWaves(double lag) {
    sumKappa = 0;
    sumR = 0;
    sumKappaKappa = 0;
    sumKappaR = 0;
    sumRR = 0;
    waves = 0;
    for (int x = 0; x < grid.size(); x++) {
      double ky = waveNumberY(x);
      double kx = waveNumberX(x);
      if (wave(ky, kx) > cutoff * cutoff) {
        continue;
      }
      waves++;
      double r = -2 * lag * PhiFunctions.logSlopeOfPhi1(exponent(ky, kx, lag));
      double kappa = wave(ky, kx) * r;
      sumKappa += kappa;
      sumR += r;
      sumKappaKappa += kappa * kappa;
      sumKappaR += kappa * r;
      sumRR += r * r;
    }
  }

  private static double meanSquare(double[] m) {
    return Arrays.stream(m).map(x -> x * x).sum() / m.length;
  }

  private static double varianceOfSquares(double[] m) {
    double mean = meanSquare(m);
    return Arrays.stream(m).map(x -> x * x - mean).map(d -> d * d).sum() / m.length;
  }

  /// The mean path and its derivatives to the end of the lag.
  private void follow(Observation.Increment pair, double variance) {
    double lag = pair.lag();
    double fastest = 8 * Math.abs(theta[KAPPA]) + Math.abs(theta[R]) + 3 * Math.abs(theta[U]);
    int steps = (int) Math.ceil(lag * fastest / LONGEST_STEP + 1e-9);
    double dt = lag / steps;
    for (int step = 0; step < steps; step++) {
      double start = variance * step / steps;
      double middle = variance * (step + 0.5) / steps;
      double end = variance * (step + 1) / steps;
      double[] h = pair.fieldAfter((double) step / steps);
      double[] hMiddle = pair.fieldAfter((step + 0.5) / steps);
      double[] hEnd = pair.fieldAfter((step + 1.0) / steps);
      addRate(path, h, start);
      add(sum, path, dt / 6);
      add(stage, path, dt / 2);
      addRate(stage, hMiddle, middle);
      addTo(sum, dt / 3);
      add(stage, path, dt / 2);
      addRate(stage, hMiddle, middle);
      addTo(sum, dt / 3);
      add(stage, path, dt);
      addRate(stage, hEnd, end);
      addTo(sum, dt / 6);
      for (int j = 0; j <= fields; j++) {
        System.arraycopy(sum[j], 0, path[j], 0, sum[j].length);
      }
    }
  }

  /// result = from + factor·rate.
  private void add(double[][] result, double[][] from, double factor) {
    for (int j = 0; j <= fields; j++) {
      for (int x = 0; x < laplacian.length; x++) {
        result[j][x] = from[j][x] + factor * rate[j][x];
      }
    }
  }

  private void addTo(double[][] result, double factor) {
    add(result, result, factor);
  }

  /// The rates of change of the mean path and of its derivatives.
  private void addRate(double[][] at, double[] h, double variance) {
    double kappa = theta[KAPPA];
    double u = theta[U];
    double damping = theta[R] + 3 * u * variance;
    double[] m = at[0];
    grid.laplacian(m, laplacian);
    for (int x = 0; x < m.length; x++) {
      double square = m[x] * m[x];
      rate[0][x] = kappa * laplacian[x] - (damping + u * square) * m[x] + theta[FIELD] * h[x];
      rate[1 + KAPPA][x] = laplacian[x];
      rate[1 + R][x] = -m[x];
      rate[1 + U][x] = -(square + 3 * variance) * m[x];
    }
    if (fields > FIELD) {
      System.arraycopy(h, 0, rate[1 + FIELD], 0, h.length);
    }
    for (int j = 1; j <= fields; j++) {
      grid.laplacian(at[j], laplacian);
      for (int x = 0; x < m.length; x++) {
        rate[j][x] += kappa * laplacian[x] - (damping + 3 * u * m[x] * m[x]) * at[j][x];
      }
    }
  }
}
