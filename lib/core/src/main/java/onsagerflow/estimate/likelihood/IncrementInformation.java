package onsagerflow.estimate.likelihood;

import java.util.Arrays;
import onsagerflow.estimate.equations.OuterProducts;
import onsagerflow.estimate.equations.Sums;
import onsagerflow.field.Grid;
import org.jspecify.annotations.Nullable;

/// The Fisher information of frame pairs, of a sample of their cells.
///
/// Each cell counts by its mean and its variance. What its neighbours' answer to the unknowns makes
/// of its mean is approximate ([NeighbourResponse]), or exact ([MeanTangents]) where the sample is
/// of whole pairs; its variance follows its own path.
final class IncrementInformation {

  private final FitPass pass;
  private final CellState state;
  private final Grid grid;
  private final FlipLikelihood likelihood;
  private final LagMoments.Rows rows;
  private final NeighbourResponse response;
  private final NeighbourSums sums;
  private final double[] neighbours;
  private final double[] work;
  private @Nullable MeanTangents tangents;

  IncrementInformation(FitPass pass, CellState state, Grid grid) {
    this.pass = pass;
    this.state = state;
    this.grid = grid;
    this.likelihood = FlipLikelihood.ofBlocks(pass.cellVolume());
    this.rows = state.moments.new Rows();
    this.response =
        new NeighbourResponse(pass.equation(), state.moments, grid, pass.orbits(), pass.slopes());
    this.sums = new NeighbourSums(grid, pass.equation().kernel.radius(), pass.orbits());
    this.neighbours = new double[pass.orbits().size()];
    this.work = new double[pass.orbits().size()];
  }

  /// Adds that of a pair, whose state stands.
  ///
  /// @param meanWeight the information of the mean of each cell
  void addTo(Sums to, long number, double[] meanWeight) {
    var sample = pass.sample();
    if (!sample.takes(number)) {
      return;
    }
    int[] at =
        state.used.stream().filter(x -> sample.takes(number, x, state.start.segment[x])).toArray();
    double[][] exact = sample.isExact() ? tangents().rows(at, state.used) : new double[0][];
    if (!sample.isExact()) {
      response.evaluate(state.used);
    }
    sums.of(state.moments.middle());
    var products = new OuterProducts(to.matrix, pass.size(), 0, pass.size());
    for (int i = 0; i < at.length; i++) {
      int x = at[i];
      double weight = sample.weight(state.start.segment[x]);
      rows.of(x);
      sums.at(x, neighbours);
      double forMean = Math.sqrt(weight * meanWeight[x]);
      double[] row = products.row();
      Arrays.fill(row, 0);
      if (sample.isExact()) {
        for (int j = 0; j < row.length; j++) {
          row[j] = forMean * exact[i][j];
        }
      } else {
        addMean(x, forMean, row);
      }
      if (isJoint()) {
        addVariance(x, weight, products.row());
      } else {
        Arrays.fill(row, pass.drifts(), pass.size(), 0);
      }
    }
    products.flush();
  }

  private void addMean(int x, double factor, double[] row) {
    rows.addMeanTo(row, pass.drifts(), factor);
    for (int o = 0; o < neighbours.length; o++) {
      row[pass.slopes() + o] += factor * rows.meanByPhi * neighbours[o];
    }
    response.addTo(row, x, factor, work);
  }

  private void addVariance(int x, double weight, double[] row) {
    double factor =
        2.0
            / pass.cellVolume()
            * Math.sqrt(0.5 * weight * likelihood.varianceWeight(state.variance[x]));
    Arrays.fill(row, 0);
    rows.addVarianceTo(row, pass.drifts(), factor);
    for (int o = 0; o < neighbours.length; o++) {
      row[pass.slopes() + o] =
          factor
              * (rows.varianceByPhi * neighbours[o]
                  + state
                      .moments
                      .noiseReturn()
                      .byOrbit(rows.varianceByMoment, pass.orbits().get(o)));
    }
  }

  private boolean isJoint() {
    return pass.equations() == FitPass.Equations.JOINT;
  }

  private MeanTangents tangents() {
    if (tangents == null) {
      tangents = new MeanTangents(state.moments, grid, pass.orbits(), pass.slopes());
    }
    return tangents;
  }
}
