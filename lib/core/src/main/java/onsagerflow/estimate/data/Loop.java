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

/// The way through observations, of scalars or of vectors: all that is learned of data is summed
/// here.
///
/// Observations are dealt to a fixed number of groups of neighbours in time. Each group is visited
/// in order by one thread, and the sums of the groups are added up in order: the same bits whatever
/// the number of threads. Frames are read once in a group ([Reader]).
///
/// @param <O> what one observation holds
/// @param observations to visit
/// @param groups at most as many as observations
public record Loop<O extends OnGrid>(ObservationSet<?, O, ?> observations, int groups) {

  public static final int GROUPS = 32;

  public static <O extends OnGrid> Loop<O> over(ObservationSet<?, O, ?> observations) {
    return new Loop<>(observations, Math.min(GROUPS, observations.size()));
  }

  /// Adds one observation after another to sums; holds work space for one grid and serves one
  /// thread at a time, group after group.
  @FunctionalInterface
  public interface Visitor<O, S> {
    /// @param number of the observation
    void add(int number, O observation, S sums);

    /// Told of the number of the first observation of a group, and of the first on another grid.
    ///
    /// @param reader of this group, by which a visitor may look at neighbours
    default void begin(int number, Reader<O> reader) {}
  }

  /// The sums of all observations.
  ///
  /// @param zero makes empty sums
  /// @param plus adds the second to the first
  /// @param visitor makes a visitor for fields on a grid
  public <S> S total(
      Supplier<S> zero, BiConsumer<S, S> plus, Function<Grid, ? extends Visitor<O, S>> visitor) {
    S total = zero.get();
    ofGroups(zero, visitor).forEach(part -> plus.accept(total, part));
    return total;
  }

  /// The sums of each group, in order.
  public <S> List<S> ofGroups(Supplier<S> zero, Function<Grid, ? extends Visitor<O, S>> visitor) {
    var idle = new Idle<O, S>(visitor);
    return IntStream.range(0, groups)
        .parallel()
        .mapToObj(
            g -> {
              S sums = zero.get();
              var reader = observations.reader(0);
              visit(reader, first(g), first(g + 1), observations.origin().grid(), sums, idle);
              return sums;
            })
        .toList();
  }

  /// Visitors that no thread is using.
  static final class Idle<O, S> {
    private final Function<Grid, ? extends Visitor<O, S>> maker;
    private final Map<Grid, Queue<Visitor<O, S>>> byGrid = new ConcurrentHashMap<>();

    Idle(Function<Grid, ? extends Visitor<O, S>> maker) {
      this.maker = maker;
    }

    private Queue<Visitor<O, S>> on(Grid grid) {
      return byGrid.computeIfAbsent(grid, g -> new ConcurrentLinkedQueue<>());
    }

    Visitor<O, S> take(Grid grid) {
      var waiting = on(grid).poll();
      return waiting == null ? maker.apply(grid) : waiting;
    }

    void giveBack(Grid grid, Visitor<O, S> visitor) {
      on(grid).add(visitor);
    }
  }

  /// @param expected grid of the first observation
  static <O extends OnGrid, S> void visit(
      Reader<O> reader, int from, int to, Grid expected, S sums, Idle<O, S> idle) {
    var grid = expected;
    var visitor = idle.take(grid);
    visitor.begin(from, reader);
    for (int i = from; i < to; i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("learning was interrupted");
      }
      var observation = reader.get(i);
      if (!observation.grid().equals(grid)) {
        idle.giveBack(grid, visitor);
        grid = observation.grid();
        visitor = idle.take(grid);
        visitor.begin(i, reader);
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
