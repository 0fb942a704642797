package onsagerflow.estimate.data;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import onsagerflow.field.Grid;

/// The way through observations: all that is learned of data is summed here.
///
/// Observations are dealt to a fixed number of groups of neighbours in time. Each group is visited
/// in order by one thread, and the sums of the groups are added up in order: the same bits whatever
/// the number of threads.
///
/// @param observations to visit
/// @param groups at most as many as observations
public record Pass(Observations observations, int groups) {

  public static final int GROUPS = 32;

  public static Pass over(Observations observations) {
    return new Pass(observations, Math.min(GROUPS, observations.size()));
  }

  /// Adds one observation after another to sums; holds work space for one grid and serves one
  /// thread at a time, group after group.
  @FunctionalInterface
  public interface Visitor<S> {
    /// @param number of the observation
    void add(int number, Observation observation, S sums);

    /// Told of the number of the first observation of a group, and of the first on another grid.
    default void begin(int number) {}
  }

  /// The sums of all observations.
  ///
  /// @param zero makes empty sums
  /// @param plus adds the second to the first
  /// @param visitor makes a visitor for fields on a grid
  public <S> S total(Supplier<S> zero, BiConsumer<S, S> plus, Function<Grid, Visitor<S>> visitor) {
    S total = zero.get();
    ofGroups(zero, visitor).forEach(part -> plus.accept(total, part));
    return total;
  }

  /// The sums of each group, in order.
  public <S> List<S> ofGroups(Supplier<S> zero, Function<Grid, Visitor<S>> visitor) {
    var idle = new Idle<>(visitor);
    return IntStream.range(0, groups)
        .parallel()
        .mapToObj(
            g -> {
              S sums = zero.get();
              visit(g, sums, idle);
              return sums;
            })
        .toList();
  }

  /// Visitors that no thread is using.
  private static final class Idle<S> {
    private final Function<Grid, Visitor<S>> maker;
    private final Map<Grid, Queue<Visitor<S>>> byGrid = new ConcurrentHashMap<>();

    Idle(Function<Grid, Visitor<S>> maker) {
      this.maker = maker;
    }

    private Queue<Visitor<S>> on(Grid grid) {
      return byGrid.computeIfAbsent(grid, g -> new ConcurrentLinkedQueue<>());
    }

    Visitor<S> take(Grid grid) {
      var waiting = on(grid).poll();
      return waiting == null ? maker.apply(grid) : waiting;
    }

    void giveBack(Grid grid, Visitor<S> visitor) {
      on(grid).add(visitor);
    }
  }

  private <S> void visit(int g, S sums, Idle<S> idle) {
    var grid = observations.origin().grid();
    var visitor = idle.take(grid);
    visitor.begin(first(g));
    for (int i = first(g); i < first(g + 1); i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("learning was interrupted");
      }
      var observation = observations.get(i);
      if (!observation.m().grid().equals(grid)) {
        idle.giveBack(grid, visitor);
        grid = observation.m().grid();
        visitor = idle.take(grid);
        visitor.begin(i);
      }
      visitor.add(i, observation, sums);
    }
    idle.giveBack(grid, visitor);
  }

  /// The first observation of group g.
  int first(int g) {
    return (int) ((long) g * observations.size() / groups);
  }
}
