package onsagerflow.estimate.likelihood;

import java.util.Arrays;
import java.util.BitSet;
import onsagerflow.estimate.data.Observation;
import onsagerflow.estimate.data.Pass;
import onsagerflow.field.Grid;

/// The likelihood of frame pairs ([FlipLikelihood]), its gradient by all unknowns and its Fisher
/// information.
///
/// The gradient is that of the likelihood as it is computed ([LagMoments#pullBack]).
final class IncrementSums implements Pass.Visitor<FitPass.Group> {

  /// Of the weights of a least-squares fit.
  private static final double LEAST_NOISE = 0.1;

  private final FitPass pass;
  private final CellState state;
  private final Grid grid;
  private final double[] toMean;
  private final double[] toVariance;
  private final double[] meanWeight;
  private final IncrementInformation information;
  private final FlipLikelihood likelihood;

  /// Of a variance over that of the moments.
  private final double varianceScale;

  private final boolean joint;

  IncrementSums(FitPass pass, CellState state, Grid grid) {
    this.pass = pass;
    this.state = state;
    this.grid = grid;
    this.likelihood = FlipLikelihood.ofBlocks(pass.cellVolume());
    this.varianceScale = 2.0 / pass.cellVolume();
    this.joint = pass.equations() == FitPass.Equations.JOINT;
    this.toMean = new double[grid.size()];
    this.toVariance = new double[grid.size()];
    this.meanWeight = new double[grid.size()];
    this.information = new IncrementInformation(pass, state, grid);
  }

  @Override
  public void add(int number, Observation observation, FitPass.Group group) {
    var before = pass.before().of(number);
    state.evaluate(observation);
    group.held += state.used.stream().filter(state.moments::isHeld).count();
    for (int x = 0; x < state.cells; x++) {
      double r = state.residual[x];
      double v = state.variance[x];
      meanWeight[x] = meanWeight(x);
      double objective = joint ? likelihood.log(r, v) : -0.5 * r * r * meanWeight[x];
      if (before != null && before.get(x)) {
        group.objectiveOfBefore += objective;
      }
      boolean used = state.used.get(x);
      toMean[x] = used ? r * meanWeight[x] : 0;
      toVariance[x] =
          used && joint ? 0.5 * varianceScale * (r * r - v) * likelihood.varianceWeight(v) : 0;
      group.objective += used ? objective : 0;
    }
    int strips = Math.min(FitPass.STRIPS, grid.ny());
    for (double[] score :
        state.moments.pullBack(
            toMean, toVariance, state.used, strips, pass.orbits(), pass.drifts())) {
      if (!joint) {
        Arrays.fill(score, pass.drifts(), pass.size(), 0);
      }
      group.sums.addCluster(score);
    }
    group.sums.cells += state.used.cardinality();
    addNoiseOfMagnetisation(group, observation.m().values(), strips);
    information.addTo(group.sums, number, meanWeight);
    group.entered.add((BitSet) state.used.clone());
  }

  private double meanWeight(int x) {
    double m = state.start.m[x];
    return joint
        ? likelihood.meanWeight(state.variance[x])
        : 1 / (state.perNoise() * Math.max(1 - m * m, LEAST_NOISE));
  }

  private void addNoiseOfMagnetisation(FitPass.Group group, double[] m, int strips) {
    var score = new double[pass.meanNoise().size()];
    for (int s = 0; s < strips; s++) {
      Arrays.fill(score, 0);
      int from = s * grid.ny() / strips * grid.nx();
      int to = (s + 1) * grid.ny() / strips * grid.nx();
      for (int x = state.used.nextSetBit(from);
          x >= 0 && x < to;
          x = state.used.nextSetBit(x + 1)) {
        pass.meanNoise().add(group.noiseByMagnetisation, score, m[x], state.noiseResponse[x]);
      }
      group.noiseByMagnetisation.addCluster(score);
    }
  }
}
