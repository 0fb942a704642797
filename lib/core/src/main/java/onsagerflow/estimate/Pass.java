package onsagerflow.estimate;

import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import onsagerflow.field.Grid;

/// Adds up sums over observations in parallel: the same bits whatever the number of threads.
///
/// @param zero makes empty sums
/// @param plus adds the second to the first
/// @param visitor makes a visitor for fields on a grid
record Pass<S>(Supplier<S> zero, BiConsumer<S, S> plus, Function<Grid, Visitor<S>> visitor) {

  /// Adds one observation to sums; holds work space for one grid and serves one thread.
  @FunctionalInterface
  interface Visitor<S> {
    /// @param number of the observation
    void add(int number, Observation observation, S sums);
  }

  /// Of estimating equations.
  static Pass<Sums> ofEquations(int unknowns, Function<Grid, Visitor<Sums>> visitor) {
    return new Pass<>(() -> new Sums(unknowns), Sums::add, visitor);
  }

  S over(Observations observations) {
    int n = observations.size();
    int groups = Math.min(FitPass.GROUPS, n);
    S total = zero.get();
    IntStream.range(0, groups)
        .parallel()
        .mapToObj(
            g -> group(observations, FitPass.first(g, groups, n), FitPass.first(g + 1, groups, n)))
        .toList()
        .forEach(part -> plus.accept(total, part));
    return total;
  }

  private S group(Observations observations, int from, int to) {
    S sums = zero.get();
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
      current.add(i, observation, sums);
    }
    return sums;
  }
}
