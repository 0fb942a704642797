package onsagerflow.estimate;

import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.IntStream;
import onsagerflow.field.Grid;

/// Adds up sums over observations in parallel: the same bits whatever the number of threads.
final class Pass {

  /// Adds one observation; holds work space for one grid and serves one thread.
  @FunctionalInterface
  interface Visitor {
    void add(Observation observation, Sums sums);
  }

  private Pass() {}

  /// @param unknowns size of the sums
  /// @param visitor makes a visitor for fields on a grid
  static Sums over(Observations observations, int unknowns, Function<Grid, Visitor> visitor) {
    int n = observations.size();
    int groups = Math.min(FitPass.GROUPS, n);
    var total = new Sums(unknowns);
    IntStream.range(0, groups)
        .parallel()
        .mapToObj(
            g -> {
              int from = FitPass.first(g, groups, n);
              return group(observations, from, FitPass.first(g + 1, groups, n), unknowns, visitor);
            })
        .toList()
        .forEach(total::add);
    return total;
  }

  private static Sums group(
      Observations observations, int from, int to, int unknowns, Function<Grid, Visitor> visitor) {
    var sums = new Sums(unknowns);
    var grid = observations.origin().grid();
    var current = visitor.apply(grid);
    for (int i = from; i < to; i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("fitting was interrupted");
      }
      var observation = observations.get(i);
      if (!observation.m().grid().equals(grid)) {
        grid = observation.m().grid();
        current = visitor.apply(grid);
      }
      current.add(observation, sums);
    }
    return sums;
  }
}
