package onsagerflow.estimate.baseline;

import java.util.ArrayList;
import java.util.List;
import onsagerflow.estimate.data.Observation;
import onsagerflow.field.Grid;
import onsagerflow.field.fourier.Convolution;
import onsagerflow.meso.KramersMoyal;

/// The first-order view of an observation: rates of change of m with the neighbour means s of every
/// cell, one s for each radius.
///
/// A rate is the drift of a generator channel, or an increment over its lag; its weight is 1, or
/// the lag, to which its variance is inverse.
final class NeighbourCells {

  final double[] m;
  final double[] rate;
  final double[][] neighbours;
  double weight;

  private final List<Convolution> means = new ArrayList<>();

  NeighbourCells(Grid grid, List<Integer> radii) {
    this.m = new double[grid.size()];
    this.rate = new double[grid.size()];
    this.neighbours = new double[radii.size()][grid.size()];
    radii.forEach(r -> means.add(new Convolution(grid, KramersMoyal.neighbourMean(r))));
  }

  void evaluate(Observation observation) {
    System.arraycopy(observation.m().values(), 0, m, 0, m.length);
    for (int r = 0; r < neighbours.length; r++) {
      means.get(r).apply(m, neighbours[r]);
    }
    switch (observation) {
      case Observation.Instant instant -> {
        weight = 1;
        System.arraycopy(instant.generator().drift().values(), 0, rate, 0, m.length);
      }
      case Observation.Increment pair -> {
        weight = pair.lag();
        for (int x = 0; x < m.length; x++) {
          rate[x] = (pair.after().get(x) - m[x]) / pair.lag();
        }
      }
    }
  }
}
