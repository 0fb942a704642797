package onsagerflow.estimate.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
import onsagerflow.field.Trajectory;

/// The way through observations: all that is learned of data is summed here.
///
/// Observations are dealt to a fixed number of groups of neighbours in time. Each group is visited
/// in order by one thread, and the sums of the groups are added up in order: the same bits whatever
/// the number of threads. Frames are read once in a group ([Reader]). Where sums are [Portable] an
/// [Engine] may make them in other processes.
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
    ///
    /// @param reader of this group, by which a visitor may look at neighbours
    default void begin(int number, Reader reader) {}
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
              var reader = new Reader(observations, 0);
              visit(reader, first(g), first(g + 1), observations.origin().grid(), sums, idle);
              return sums;
            })
        .toList();
  }

  /// The same of sums that another process may make.
  public <S> List<S> ofGroups(Portable<S> sums) {
    var engine = observations.engine();
    if (engine.isEmpty()) {
      return ofGroups(sums::zero, grid -> sums.visitor(observations, grid));
    }
    var tasks = IntStream.range(0, groups).mapToObj(g -> task(g, sums)).toList();
    return engine.get().answers(tasks).stream().map(answer -> read(answer, sums)).toList();
  }

  /// The sums of all observations, of sums that another process may make.
  public <S> S total(Portable<S> sums, BiConsumer<S, S> plus) {
    S total = sums.zero();
    ofGroups(sums).forEach(part -> plus.accept(total, part));
    return total;
  }

  /// Group g as bytes: the numbers of its observations, their files and frames, the question.
  private byte[] task(int g, Portable<?> sums) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      var sources = observations.sources(first(g), first(g + 1));
      var files =
          sources.stream().map(s -> s.trajectory().file().orElseThrow()).distinct().toList();
      out.writeInt(files.size());
      for (var file : files) {
        out.writeUTF(file.toAbsolutePath().toString());
      }
      out.writeBoolean(observations.fromGenerator());
      out.writeInt(first(g));
      out.writeInt(sources.size());
      for (var source : sources) {
        out.writeInt(files.indexOf(source.trajectory().file().orElseThrow()));
        out.writeInt(source.frame());
        out.writeInt(source.next());
      }
      sums.write(first(g), first(g + 1), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static <S> S read(byte[] answer, Portable<S> sums) {
    try (var in = new DataInputStream(new ByteArrayInputStream(answer))) {
      return sums.readSums(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the answer of an engine ends too early", e);
    }
  }

  /// Reads a question of a group, whose observations begin at a number.
  @FunctionalInterface
  public interface QuestionReader {
    Portable<?> read(int first, DataInput in) throws IOException;
  }

  /// Makes the sums of a group from its bytes alone, in whatever process.
  ///
  /// @param open opens the files that the group names
  public static byte[] answer(
      byte[] group, Function<Path, ? extends Trajectory> open, QuestionReader questions) {
    try (var in = new DataInputStream(new ByteArrayInputStream(group))) {
      var trajectories = new ArrayList<Trajectory>();
      for (int files = in.readInt(); files > 0; files--) {
        trajectories.add(open.apply(Path.of(in.readUTF())));
      }
      boolean fromGenerator = in.readBoolean();
      int first = in.readInt();
      var sources = new ArrayList<Observations.Source>();
      for (int left = in.readInt(); left > 0; left--) {
        var trajectory = trajectories.get(in.readInt());
        sources.add(new Observations.Source(trajectory, in.readInt(), in.readInt()));
      }
      var question = questions.read(first, in);
      return answer(Observations.ofGroup(sources, fromGenerator), first, question);
    } catch (IOException e) {
      throw new UncheckedIOException("the bytes of a group end too early", e);
    }
  }

  private static <S> byte[] answer(Observations group, int first, Portable<S> what)
      throws IOException {
    S sums = what.zero();
    var idle = new Idle<S>(grid -> what.visitor(group, grid));
    visit(new Reader(group, first), first, first + group.size(), group.origin().grid(), sums, idle);
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      what.writeSums(sums, out);
    }
    return bytes.toByteArray();
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

  /// @param expected grid of the first observation
  private static <S> void visit(
      Reader reader, int from, int to, Grid expected, S sums, Idle<S> idle) {
    var grid = expected;
    var visitor = idle.take(grid);
    visitor.begin(from, reader);
    for (int i = from; i < to; i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("learning was interrupted");
      }
      var observation = reader.get(i);
      if (!observation.m().grid().equals(grid)) {
        idle.giveBack(grid, visitor);
        grid = observation.m().grid();
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
