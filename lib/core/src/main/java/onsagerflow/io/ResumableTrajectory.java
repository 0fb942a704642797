package onsagerflow.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;

/// A trajectory file whose making can be cut off at any moment, by whatever, and gone on with.
///
/// Until it is complete there are `<out>.unfinished`, with the frames so far, and
/// `<out>.checkpoint`, with the number of those that count and what the computation needs to go on.
/// What came after the last checkpoint is made again. Whoever does not want to go on deletes both.
///
/// For one thread.
public final class ResumableTrajectory implements Consumer<Frame>, AutoCloseable {

  private static final String RUN = "a trajectory";

  private final Checkpoint checkpoint;
  private final TrajectoryWriter writer;

  private ResumableTrajectory(Checkpoint checkpoint, TrajectoryWriter writer) {
    this.checkpoint = checkpoint;
    this.writer = writer;
  }

  /// Goes on where an earlier process was cut off, or begins.
  ///
  /// @param plan text that says all that decides the frames, in parts separated by `", "`
  /// @param frames of the whole trajectory
  /// @param state reads what the last [#save] has written, where there is something to go on from
  /// @throws IllegalArgumentException if what is there was made by another plan, or is damaged
  /// @throws java.io.UncheckedIOException if the disk refuses the file
  public static ResumableTrajectory open(
      Path out,
      String plan,
      Trajectory.Origin origin,
      Frame.Conditions conditions,
      int frames,
      boolean generator,
      Checkpoint.Reader state) {
    var checkpoint = new Checkpoint(checkpoint(out), plan);
    int[] written = {0};
    if (Files.exists(PartFile.unfinished(out))) {
      checkpoint.load(
          RUN,
          in -> {
            written[0] = in.readInt();
            state.read(in);
          });
    }
    return new ResumableTrajectory(
        checkpoint,
        TrajectoryWriter.resume(out, origin, conditions, frames, generator, written[0]));
  }

  private static Path checkpoint(Path out) {
    var end = WholeFile.end(out);
    return end.resolveSibling(end.getFileName() + ".checkpoint");
  }

  /// The number of frames that are there.
  public int written() {
    return writer.written();
  }

  /// Writes the next frame; it counts from the next [#save] on.
  @Override
  public void accept(Frame frame) {
    writer.accept(frame);
  }

  /// Makes the frames so far, and a state, what another process goes on from, also in a thread that
  /// has been interrupted.
  ///
  /// @throws java.io.UncheckedIOException if the disk refuses it; the checkpoint before stays
  public void save(Checkpoint.Writer state) {
    boolean interrupted = Thread.interrupted(); // or the files could not be written
    try {
      writer.force();
      checkpoint.save(
          RUN,
          out -> {
            out.writeInt(writer.written());
            state.write(out);
          });
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Gives the complete file its name and deletes the checkpoint; of an incomplete one both stay.
  @Override
  public void close() {
    if (writer.isComplete()) {
      writer.close();
      checkpoint.delete();
    } else {
      writer.cutOff();
      if (!Files.exists(checkpoint.file())) {
        writer.deleteUnfinished(); // nobody goes on from it
      }
    }
  }

  /// Whether there is something to go on from.
  public static boolean isCutOff(Path out) {
    return Files.exists(PartFile.unfinished(out)) && Files.exists(checkpoint(out));
  }
}
