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

/// Scores and Fisher information of the Gaussian likelihood of frame pairs under the Allen–Cahn
/// equation: with white residuals w and the whitened derivatives S of the mean,
///
///     ∂ln p/∂θ = Σ w S + ½ Σ_k (|w(k)|² − 1) ∂ln C(k)/∂θ
///     information = Σ S Sᵀ + ½ Σ_k ∂ln C/∂θ (∂ln C/∂θ)ᵀ
final class AllenCahnLikelihood implements Pass.Visitor<Sums> {

  /// Row strips of a frame taken as independent clusters in the sandwich covariance.
  private static final int STRIPS = 4;

  private final Grid grid;
  private final double[] theta;
  private final int[] unknowns;
  private final AllenCahnState state;
  private final double[] score;
  private final double[] slope;

  /// @param theta current κ, r, u, b, D
  /// @param cutoff largest k̂ that is fitted, radians per cell
  /// @param unknowns those that are fitted
  AllenCahnLikelihood(Grid grid, double[] theta, double cutoff, int[] unknowns) {
    this.grid = grid;
    this.theta = theta;
    this.unknowns = unknowns;
    boolean inField = Arrays.stream(unknowns).anyMatch(j -> j == FIELD);
    this.state = new AllenCahnState(grid, theta, cutoff, inField);
    this.score = new double[unknowns.length];
    this.slope = new double[unknowns.length];
  }

  @Override
  public void add(int number, Observation observation, Sums sums) {
    state.evaluate((Observation.Increment) observation);
    int strips = Math.min(STRIPS, grid.ny());
    for (int s = 0; s < strips; s++) {
      Arrays.fill(score, 0);
      int from = s * grid.ny() / strips * grid.nx();
      int to = (s + 1) * grid.ny() / strips * grid.nx();
      for (int x = from; x < to; x++) {
        for (int i = 0; i < score.length; i++) {
          score[i] += score(unknowns[i], x);
        }
        addMeanInformation(x, sums);
      }
      sums.addCluster(score);
    }
    for (int i = 0; i < score.length; i++) {
      for (int j = i; j < score.length; j++) {
        sums.matrix[i * sums.size + j] += 0.5 * covarianceProducts(unknowns[i], unknowns[j]);
      }
    }
    sums.cells += grid.size();
  }

  private double score(int j, int x) {
    double w = state.residual[x];
    double mean = j < state.sensitivity.length ? w * state.sensitivity[j][x] : 0;
    int n = grid.size();
    double covariance =
        switch (j) {
          case KAPPA -> w * state.byKappa[x] - state.sumKappa / n;
          case R -> w * state.byR[x] - state.sumR / n;
          case U -> 3 * state.meanSquare * (w * state.byR[x] - state.sumR / n);
          case NOISE -> (w * w - (double) state.waves / n) / theta[NOISE];
          default -> 0;
        };
    return mean + 0.5 * covariance;
  }

  private void addMeanInformation(int x, Sums sums) {
    for (int i = 0; i < slope.length; i++) {
      int j = unknowns[i];
      slope[i] = j < state.sensitivity.length ? state.sensitivity[j][x] : 0;
    }
    for (int i = 0; i < slope.length; i++) {
      for (int j = i; j < slope.length; j++) {
        sums.matrix[i * sums.size + j] += slope[i] * slope[j];
      }
    }
  }

  /// Σ_k ∂ln C/∂θᵢ ∂ln C/∂θⱼ for i ≤ j.
  private double covarianceProducts(int i, int j) {
    if (i == FIELD || j == FIELD) {
      return 0;
    }
    if (i == NOISE) {
      return state.waves / (theta[NOISE] * theta[NOISE]);
    }
    double byU = (i == U ? 3 * state.meanSquare : 1) * (j == U ? 3 * state.meanSquare : 1);
    if (j == NOISE) {
      return byU * (i == KAPPA ? state.sumKappa : state.sumR) / theta[NOISE];
    }
    if (i == KAPPA) {
      return byU * (j == KAPPA ? state.sumKappaKappa : state.sumKappaR);
    }
    return byU * state.sumRR;
  }
}
