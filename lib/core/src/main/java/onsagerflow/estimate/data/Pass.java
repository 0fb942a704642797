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
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import onsagerflow.field.Grid;
import onsagerflow.field.Trajectory;

/// The way through observations of scalars, a [Loop] that an [Engine] may go in other processes
/// where the sums are [Portable].
///
/// @param observations to visit
/// @param groups at most as many as observations
public record Pass(Observations observations, int groups) {

  public static final int GROUPS = Loop.GROUPS;

  public static Pass over(Observations observations) {
    return new Pass(observations, Math.min(GROUPS, observations.size()));
  }

  /// Adds one observation after another to sums.
  @FunctionalInterface
  public interface Visitor<S> extends Loop.Visitor<Observation, S> {}

  private Loop<Observation> loop() {
    return new Loop<>(observations, groups);
  }

  /// The sums of all observations.
  ///
  /// @param zero makes empty sums
  /// @param plus adds the second to the first
  /// @param visitor makes a visitor for fields on a grid
  public <S> S total(Supplier<S> zero, BiConsumer<S, S> plus, Function<Grid, Visitor<S>> visitor) {
    return loop().total(zero, plus, visitor);
  }

  /// The sums of each group, in order.
  public <S> List<S> ofGroups(Supplier<S> zero, Function<Grid, Visitor<S>> visitor) {
    return loop().ofGroups(zero, visitor);
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
      var sources = new ArrayList<ObservationSet.Source<Trajectory>>();
      for (int left = in.readInt(); left > 0; left--) {
        var trajectory = trajectories.get(in.readInt());
        sources.add(new ObservationSet.Source<>(trajectory, in.readInt(), in.readInt()));
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
    var idle = new Loop.Idle<Observation, S>(grid -> what.visitor(group, grid));
    var reader = group.reader(first);
    Loop.visit(reader, first, first + group.size(), group.origin().grid(), sums, idle);
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      what.writeSums(sums, out);
    }
    return bytes.toByteArray();
  }

  private int first(int g) {
    return loop().first(g);
  }
}
