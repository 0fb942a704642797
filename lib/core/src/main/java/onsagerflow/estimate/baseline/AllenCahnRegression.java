package onsagerflow.estimate.baseline;

import static onsagerflow.estimate.baseline.AllenCahnState.FIELD;
import static onsagerflow.estimate.baseline.AllenCahnState.KAPPA;
import static onsagerflow.estimate.baseline.AllenCahnState.NOISE;
import static onsagerflow.estimate.baseline.AllenCahnState.R;
import static onsagerflow.estimate.baseline.AllenCahnState.U;

import java.util.Arrays;
import onsagerflow.estimate.data.Observation;
import onsagerflow.estimate.data.Pass;
import onsagerflow.estimate.equations.Sums;
import onsagerflow.field.Grid;
import onsagerflow.field.fourier.SpectralFilter;

/// Normal equations of the Allen–Cahn equation at one instant: least squares of the drift on Δm,
/// −m, −m³ and h, and D as the mean noise.
///
/// The drift is that of a generator channel, or an increment over its lag; the noise that of a
/// generator channel, or half the squared residual over the lag. Short waves of the drift may be
/// left out.
final class AllenCahnRegression implements Pass.Visitor<Sums> {

  private static final int STRIPS = 4;

  private final Grid grid;
  private final double[] theta;
  private final int[] unknowns;
  private final int cellVolume;
  private final SpectralFilter filter;
  private final double[][] regressor;
  private final double[] residual;
  private final double[] noise;
  private final double[] score;

  /// @param theta current κ, r, u, b, D
  /// @param cutoff largest k̂ that is fitted, radians per cell
  /// @param unknowns those that are fitted
  AllenCahnRegression(Grid grid, double[] theta, double cutoff, int[] unknowns, int cellVolume) {
    this.grid = grid;
    this.theta = theta;
    this.unknowns = unknowns;
    this.cellVolume = cellVolume;
    this.filter = new SpectralFilter(grid);
    filter.become((kz, ky, kx) -> AllenCahnState.wave(ky, kx) > cutoff * cutoff ? 0 : 1);
    this.regressor = new double[NOISE][grid.size()];
    this.residual = new double[grid.size()];
    this.noise = new double[grid.size()];
    this.score = new double[unknowns.length];
  }

  @Override
  public void add(int number, Observation observation, Sums sums) {
    evaluate(observation);
    int strips = Math.min(STRIPS, grid.ny());
    for (int s = 0; s < strips; s++) {
      Arrays.fill(score, 0);
      int from = s * grid.ny() / strips * grid.nx();
      int to = (s + 1) * grid.ny() / strips * grid.nx();
      for (int x = from; x < to; x++) {
        addCell(x, sums);
      }
      sums.addCluster(score);
    }
    sums.cells += grid.size();
  }

  private void evaluate(Observation observation) {
    double[] m = observation.m().values();
    grid.laplacian(m, regressor[KAPPA]);
    System.arraycopy(observation.fieldAfter(0.5), 0, regressor[FIELD], 0, m.length);
    for (int x = 0; x < m.length; x++) {
      regressor[R][x] = -m[x];
      regressor[U][x] = -m[x] * m[x] * m[x];
      residual[x] = drift(observation, x);
    }
    filter.apply(residual, residual);
    for (double[] field : regressor) {
      filter.apply(field, field);
    }
    for (int x = 0; x < m.length; x++) {
      for (int j = 0; j < NOISE; j++) {
        residual[x] -= theta[j] * regressor[j][x];
      }
      noise[x] = noise(observation, x);
    }
  }

  private static double drift(Observation observation, int x) {
    return switch (observation) {
      case Observation.Instant instant -> instant.generator().drift().get(x);
      case Observation.Increment pair -> (pair.after().get(x) - pair.m().get(x)) / pair.lag();
    };
  }

  private double noise(Observation observation, int x) {
    return switch (observation) {
      case Observation.Instant instant -> instant.generator().noise().get(x) / cellVolume;
      case Observation.Increment pair -> 0.5 * residual[x] * residual[x] * pair.lag();
    };
  }

  private void addCell(int x, Sums sums) {
    for (int i = 0; i < unknowns.length; i++) {
      int a = unknowns[i];
      if (a == NOISE) {
        score[i] += noise[x] - theta[NOISE];
        sums.matrix[i * sums.size + i] += 1;
        continue;
      }
      score[i] += residual[x] * regressor[a][x];
      for (int j = i; j < unknowns.length; j++) {
        if (unknowns[j] != NOISE) {
          sums.matrix[i * sums.size + j] += regressor[a][x] * regressor[unknowns[j]][x];
        }
      }
    }
  }
}
