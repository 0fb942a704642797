package onsagerflow.estimate.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import onsagerflow.estimate.data.Observation;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.data.Pass;
import onsagerflow.field.Grid;
import onsagerflow.meso.NeighbourDrift;
import onsagerflow.meso.Table;

/// What a fitted drift leaves of the rates of m: noise in bins of m, and scores of strips of
/// frames.
final class NeighbourResiduals {

  /// Bins over −1 ≤ m ≤ 1.
  private static final int BINS = 32;

  private static final int LEAST_CELLS = 100;

  /// Row strips of a frame taken as independent clusters in the sandwich covariance.
  private static final int STRIPS = 4;

  private final long[] count = new long[BINS];
  private final double[] m = new double[BINS];
  private final double[] noise = new double[BINS];
  private final double[] square = new double[BINS];
  private final double[][] scores;

  private NeighbourResiduals(int terms) {
    scores = new double[terms][terms];
  }

  static NeighbourResiduals of(NeighbourDrift drift, Observations observations) {
    int terms = NeighbourDrift.terms(drift.degree());
    int v = observations.origin().cellVolume();
    return Pass.over(observations)
        .total(
            () -> new NeighbourResiduals(terms),
            NeighbourResiduals::add,
            grid -> {
              var cells = new NeighbourCells(grid, List.of(drift.radius()));
              return (number, observation, residuals) -> {
                cells.evaluate(observation);
                residuals.add(drift, cells, observation, grid, v);
              };
            });
  }

  private void add(
      NeighbourDrift drift, NeighbourCells cells, Observation observation, Grid grid, int v) {
    var monomials = new double[scores.length];
    var score = new double[scores.length];
    int strips = Math.min(STRIPS, grid.ny());
    for (int strip = 0; strip < strips; strip++) {
      Arrays.fill(score, 0);
      int from = strip * grid.ny() / strips * grid.nx();
      int to = (strip + 1) * grid.ny() / strips * grid.nx();
      for (int x = from; x < to; x++) {
        double s = cells.neighbours[0][x];
        double residual = cells.rate[x] - drift.at(cells.m[x], s);
        NeighbourDrift.monomials(cells.m[x], s, monomials);
        for (int i = 0; i < score.length; i++) {
          score[i] += cells.weight * residual * monomials[i];
        }
        double variance =
            observation instanceof Observation.Instant instant
                ? 2 * instant.generator().noise().get(x) / v
                : residual * residual * cells.weight;
        addNoise(cells.m[x], variance);
      }
      for (int i = 0; i < score.length; i++) {
        for (int j = 0; j < score.length; j++) {
          scores[i][j] += score[i] * score[j];
        }
      }
    }
  }

  private void addNoise(double at, double variance) {
    int bin = Math.clamp((int) ((at + 1) / 2 * BINS), 0, BINS - 1);
    count[bin]++;
    m[bin] += at;
    noise[bin] += variance;
    square[bin] += variance * variance;
  }

  private void add(NeighbourResiduals other) {
    for (int b = 0; b < BINS; b++) {
      count[b] += other.count[b];
      m[b] += other.m[b];
      noise[b] += other.noise[b];
      square[b] += other.square[b];
    }
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        scores[i][j] += other.scores[i][j];
      }
    }
  }

  /// The mean in each bin of [#LEAST_CELLS] cells or more.
  Table noise() {
    var points = new ArrayList<double[]>();
    for (int b = 0; b < BINS; b++) {
      if (count[b] >= LEAST_CELLS) {
        double mean = noise[b] / count[b];
        double scatter = Math.max(square[b] / count[b] - mean * mean, 0);
        points.add(new double[] {m[b] / count[b], mean, Math.sqrt(scatter / count[b])});
      }
    }
    if (points.size() < 2) {
      throw new IllegalArgumentException(
          "D(m) needs two bins of m with " + LEAST_CELLS + " cells, got " + points.size());
    }
    return new Table(column(points, 0), column(points, 1), column(points, 2));
  }

  private static double[] column(List<double[]> points, int c) {
    return points.stream().mapToDouble(p -> p[c]).toArray();
  }

  /// The sandwich covariance of the coefficients.
  ///
  /// @param inverse of the products of the monomials
  double[][] covariance(double[][] inverse) {
    int n = inverse.length;
    var covariance = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          for (int l = 0; l < n; l++) {
            covariance[i][j] += inverse[i][k] * scores[k][l] * inverse[j][l];
          }
        }
      }
    }
    return covariance;
  }
}
