package onsagerflow.cli.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.jobs.Task;

/// Frames of a run as bytes, all bits of them; what frames share, whoever reads them knows.
///
/// @param grid of all frames
/// @param conditions of all frames
/// @param generator whether they carry drift and noise
public record FrameBytes(Grid grid, Frame.Conditions conditions, boolean generator) {

  /// Makes the frames of runs.
  @FunctionalInterface
  public interface Runs {
    void compute(int run, Consumer<Frame> frames);
  }

  /// The task whose questions are numbers of runs and whose answers their frames.
  public static Task task(Runs runs) {
    return question -> {
      var frames = new ArrayList<Frame>();
      runs.compute(ByteBuffer.wrap(question).getInt(), frames::add);
      return of(frames);
    };
  }

  /// The bytes of a number of frames.
  public long size(int frames) {
    long fields = generator ? 3 : 1;
    return frames * (Double.BYTES + Integer.BYTES + fields * grid.size() * Double.BYTES);
  }

  private static byte[] of(List<Frame> frames) {
    var first = frames.getFirst();
    var form = new FrameBytes(first.m().grid(), first.conditions(), first.generator().isPresent());
    var bytes = ByteBuffer.allocate(Math.toIntExact(form.size(frames.size())));
    for (var frame : frames) {
      bytes.putDouble(frame.time()).putInt(frame.run());
      put(frame.m(), bytes);
      frame
          .generator()
          .ifPresent(
              g -> {
                put(g.drift(), bytes);
                put(g.noise(), bytes);
              });
    }
    return bytes.array();
  }

  private static void put(ScalarField field, ByteBuffer bytes) {
    for (double value : field.values()) {
      bytes.putDouble(value);
    }
  }

  /// Hands the frames over.
  void read(byte[] answer, Consumer<? super Frame> frames) {
    var bytes = ByteBuffer.wrap(answer);
    while (bytes.hasRemaining()) {
      double time = bytes.getDouble();
      int run = bytes.getInt();
      var m = field(bytes);
      Optional<Frame.Generator> channels =
          generator
              ? Optional.of(new Frame.Generator(field(bytes), field(bytes)))
              : Optional.empty();
      frames.accept(new Frame(time, run, conditions, m, channels));
    }
  }

  private ScalarField field(ByteBuffer bytes) {
    var field = new ScalarField(grid);
    for (int i = 0; i < field.size(); i++) {
      field.values()[i] = bytes.getDouble();
    }
    return field;
  }
}
