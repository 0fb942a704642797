package onsagerflow.io;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;

/// Writes a trajectory of a known number of frames to HDF5, one frame at a time.
///
/// The whole file is laid out first, in contiguous datasets (`m`, `drift` and `noise` float32, `t`
/// float64), so that a disk too small for it is known before the first frame; then each frame's
/// bytes go to their place. The file appears under its name only when it is complete: a writer that
/// fails, or is closed early, leaves what was there before.
///
/// For one thread.
public final class TrajectoryWriter implements Consumer<Frame>, AutoCloseable {

  private final FrameWriter frames;

  private TrajectoryWriter(FrameWriter frames) {
    this.frames = frames;
  }

  /// A writer of runs at one temperature and in one field, kept as root attributes. A field that
  /// varies in space is a dataset `field [(z,) y, x]` of block means, one that varies in time a
  /// dataset `[frame]` or `[frame, (z,) y, x]` of its values at the frames, between which a reader
  /// takes it as linear.
  ///
  /// @param frames the number of frames to come
  /// @param generator whether every frame brings drift and noise
  /// @throws java.io.UncheckedIOException if the file cannot be laid out, with one line saying why
  public static TrajectoryWriter create(
      Path file,
      Trajectory.Origin origin,
      Frame.Conditions conditions,
      int frames,
      boolean generator) {
    return new TrajectoryWriter(
        FrameWriter.create(file, origin, 0, Optional.of(conditions), frames, generator));
  }

  /// A writer of runs that differ in temperature or in a field that is uniform in space, kept as
  /// datasets `[frame]`.
  ///
  /// @param frames the number of frames to come
  /// @param generator whether every frame brings drift and noise
  /// @throws java.io.UncheckedIOException if the file cannot be laid out, with one line saying why
  public static TrajectoryWriter createForSeveralConditions(
      Path file, Trajectory.Origin origin, int frames, boolean generator) {
    return new TrajectoryWriter(
        FrameWriter.create(file, origin, 0, Optional.empty(), frames, generator));
  }

  /// Writes a whole trajectory.
  ///
  /// @throws java.io.UncheckedIOException if the file cannot be written, with one line saying why
  public static void write(Path file, Trajectory trajectory) {
    FrameWriter.write(file, Scalars.asVectors(trajectory), 0);
  }

  /// Writes the next frame.
  ///
  /// @throws IllegalArgumentException if it is on another grid or at other conditions, lacks
  ///   generator channels or has unexpected ones, is not later than its run's last frame, or holds
  ///   NaN, |m| > 1 + 1e−6 or negative noise
  /// @throws IllegalStateException if all frames were written
  /// @throws java.io.UncheckedIOException if the disk refuses it; the unfinished file is deleted
  @Override
  public void accept(Frame frame) {
    frames.accept(Scalars.asVectors(frame));
  }

  /// Completes the file and gives it its name.
  ///
  /// @throws IllegalStateException if frames are missing; nothing is left then
  /// @throws java.io.UncheckedIOException if the disk refuses it; nothing is left then
  @Override
  public void close() {
    frames.close();
  }
}
