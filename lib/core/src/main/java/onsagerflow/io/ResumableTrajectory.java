package onsagerflow.io;

import java.nio.file.Path;
import java.util.function.Consumer;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;

/// A trajectory file of runs whose making can be cut off at any moment, by whatever, and gone on
/// with.
///
/// Until it is complete there is a folder `<out>.runs`: finished runs, a trajectory file each, that
/// of the present one with its frames so far, and a checkpoint with the number of frames that count
/// and what the computation needs to go on. What came after the last checkpoint is made again.
/// Whoever does not want to go on deletes the folder.
///
/// For one thread.
public final class ResumableTrajectory implements Consumer<Frame>, AutoCloseable {

  private final ResumableFrames frames;

  /// Goes on where an earlier process was cut off, or begins.
  ///
  /// @param plan text that says all that decides the frames, in parts separated by `", "`
  /// @param runs of the whole trajectory
  /// @param state reads what the last [#save] has written, where there is something to go on from
  /// @throws IllegalArgumentException if what is there was made by another plan, or is damaged
  /// @throws java.io.UncheckedIOException if the disk refuses the file
  public ResumableTrajectory(
      Path out,
      String plan,
      Trajectory.Origin origin,
      Frame.Conditions conditions,
      int runs,
      int framesPerRun,
      boolean generator,
      Checkpoint.Reader state) {
    this.frames =
        new ResumableFrames(out, plan, origin, 0, conditions, runs, framesPerRun, generator, state);
  }

  /// The number of frames that are there.
  public int written() {
    return frames.written();
  }

  /// Writes the next frame; it counts from the next [#save] on.
  @Override
  public void accept(Frame frame) {
    frames.accept(Scalars.asVectors(frame));
  }

  /// Makes the frames so far, and a state, what another process goes on from, also in a thread that
  /// has been interrupted.
  ///
  /// @throws java.io.UncheckedIOException if the disk refuses it; the checkpoint before stays
  public void save(Checkpoint.Writer state) {
    frames.save(state);
  }

  /// Makes one file of all runs and deletes the folder; of an incomplete one it stays.
  @Override
  public void close() {
    frames.close();
  }

  /// Whether there is something to go on from.
  public static boolean isCutOff(Path out) {
    return ResumableFrames.isCutOff(out);
  }
}
