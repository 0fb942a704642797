package onsagerflow.estimate.likelihood;

import java.util.Arrays;
import java.util.BitSet;
import onsagerflow.estimate.data.Observation;
import onsagerflow.estimate.data.Pass;
import onsagerflow.estimate.equations.OuterProducts;
import onsagerflow.field.Grid;
import onsagerflow.field.fourier.Correlation;

/// The least-squares problems of generator channels: s′ and J fitted to the drift with N as it is,
/// N to the noise.
final class InstantSums implements Pass.Visitor<FitPass.Group> {

  private final FitPass pass;
  private final CellState state;
  private final Grid grid;

  /// One row in so many is summed in the information.
  private final int every;

  private final Correlation correlation;
  private final NeighbourSums sums;
  private final double[] neighbours;
  private final double[] byPhi;
  private final double[] correlated;
  private final double[] noiseValues;
  private final int slopes;
  private final int drifts;

  InstantSums(FitPass pass, CellState state, Grid grid) {
    this.pass = pass;
    this.state = state;
    this.grid = grid;
    this.every = pass.sample().every();
    this.slopes = pass.slopes();
    this.drifts = pass.drifts();
    this.correlation = new Correlation(grid);
    this.sums = new NeighbourSums(grid, pass.equation().kernel.radius(), pass.orbits());
    this.neighbours = new double[pass.orbits().size()];
    this.byPhi = new double[grid.size()];
    this.correlated = new double[grid.size()];
    this.noiseValues = new double[pass.equation().noise.size()];
  }

  @Override
  public void add(int number, Observation observation, FitPass.Group group) {
    var before = pass.before().of(number);
    long firstRow = (long) number * grid.ny(); // every n-th row of all is evenly spread over time
    state.evaluate(observation);
    group.held += state.used.stream().filter(state.start::isHeld).count();
    group.objective += objective(state.used);
    group.objectiveOfBefore += before == null ? 0 : objective(before);
    double[] m = observation.m().values();
    correlation.with(m);
    sums.of(m);
    var score = new double[pass.size()];
    var noiseScore = new double[pass.meanNoise().size()];
    var drift = new OuterProducts(group.sums.matrix, pass.size(), 0, drifts);
    var noise = new OuterProducts(group.sums.matrix, pass.size(), drifts, pass.size());
    int strips = Math.min(FitPass.STRIPS, grid.ny());
    for (int s = 0; s < strips; s++) {
      Arrays.fill(score, 0);
      Arrays.fill(noiseScore, 0);
      Arrays.fill(byPhi, 0);
      for (int y = s * grid.ny() / strips; y < (s + 1) * grid.ny() / strips; y++) {
        boolean informs = (firstRow + y) % every == 0;
        int end = (y + 1) * grid.nx();
        for (int x = state.used.nextSetBit(y * grid.nx());
            x >= 0 && x < end;
            x = state.used.nextSetBit(x + 1)) {
          addScore(x, m[x], score);
          pass.meanNoise()
              .add(group.noiseByMagnetisation, noiseScore, m[x], state.noiseResponse[x]);
          if (informs) {
            addInformation(x, m[x], drift.row(), noise.row());
          }
          group.sums.cells++;
        }
      }
      addKernelScores(score);
      group.sums.addCluster(score);
      group.noiseByMagnetisation.addCluster(noiseScore);
    }
    drift.flush();
    noise.flush();
    group.entered.add((BitSet) state.used.clone());
  }

  /// Not weighted by N, so that it can be compared from state to state.
  private double objective(BitSet of) {
    double squares = 0;
    for (int x = of.nextSetBit(0); x >= 0; x = of.nextSetBit(x + 1)) {
      double miss = state.noiseResponse[x] - state.start.noise[x];
      squares += state.residual[x] * state.residual[x] + miss * miss;
    }
    return -0.5 * pass.cellVolume() * squares;
  }

  private double fieldSensitivity(int x) {
    return pass.equations() == FitPass.Equations.JOINT
        ? state.start.byPhi[x]
        : state.start.sensitivity[x];
  }

  private void addScore(int x, double m, double[] score) {
    double e = state.residual[x] / state.variance[x];
    byPhi[x] = e * fieldSensitivity(x);
    double signed = e * state.start.sensitivity[x] * (m < 0 ? 1 : -1);
    int k = state.start.segment[x];
    double w = state.start.weight[x];
    if (k > 0) {
      score[k - 1] += signed * (1 - w);
    }
    score[k] += signed * w;
    double miss = pass.cellVolume() * (state.noiseResponse[x] - state.start.noise[x]);
    pass.equation().noise.evaluate(m, state.start.phi[x], noiseValues, 0);
    for (int j = 0; j < noiseValues.length; j++) {
      score[drifts + j] += miss * noiseValues[j];
    }
  }

  /// Σ_x g(x) Σ_r m(x − r) over the offsets of every orbit, g the scores of φ.
  private void addKernelScores(double[] score) {
    correlation.apply(byPhi, correlated);
    for (int o = 0; o < pass.orbits().size(); o++) {
      for (int[] r : pass.orbits().get(o).offsets()) {
        score[slopes + o] += correlated[grid.index(r[0], r[1])];
      }
    }
  }

  private void addInformation(int x, double m, double[] drift, double[] noise) {
    double weight = Math.sqrt(every / state.variance[x]);
    Arrays.fill(drift, 0);
    Arrays.fill(noise, 0);
    double signed = weight * state.start.sensitivity[x] * (m < 0 ? 1 : -1);
    int k = state.start.segment[x];
    double w = state.start.weight[x];
    if (k > 0) {
      drift[k - 1] = signed * (1 - w);
    }
    drift[k] = signed * w;
    sums.at(x, neighbours);
    double scale = weight * fieldSensitivity(x);
    for (int o = 0; o < neighbours.length; o++) {
      drift[slopes + o] = scale * neighbours[o];
    }
    pass.equation().noise.evaluate(m, state.start.phi[x], noiseValues, 0);
    double unit = Math.sqrt((double) every * pass.cellVolume());
    for (int j = 0; j < noiseValues.length; j++) {
      drift[drifts + j] = -weight * state.start.response[x] * noiseValues[j];
      noise[drifts + j] = unit * noiseValues[j];
    }
  }
}
