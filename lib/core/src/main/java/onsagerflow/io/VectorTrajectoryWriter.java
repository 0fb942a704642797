package onsagerflow.io;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.field.vector.VectorTrajectory;

/// Writes a trajectory of vectors of three components, of a known number of frames, to HDF5, one
/// frame at a time.
///
/// Laid out first and complete or not there at all, as by [TrajectoryWriter]: `m` and `drift`
/// `[frame, (z,) y, x, 3]` and `noise` `[frame, (z,) y, x, 6]` in float32. An external field is
/// kept with a last axis of three components, also where it is of one, which acts on the last.
///
/// For one thread.
public final class VectorTrajectoryWriter implements Consumer<VectorFrame>, AutoCloseable {

  private final FrameWriter frames;

  private VectorTrajectoryWriter(FrameWriter frames) {
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
  public static VectorTrajectoryWriter create(
      Path file,
      Trajectory.Origin origin,
      Frame.Conditions conditions,
      int frames,
      boolean generator) {
    return new VectorTrajectoryWriter(
        FrameWriter.create(
            file, origin, FrameFile.VECTOR, Optional.of(conditions), frames, generator));
  }

  /// A writer of runs that differ in temperature or in a field that is uniform in space, kept as
  /// datasets `[frame]`.
  ///
  /// @param frames the number of frames to come
  /// @param generator whether every frame brings drift and noise
  /// @throws java.io.UncheckedIOException if the file cannot be laid out, with one line saying why
  public static VectorTrajectoryWriter createForSeveralConditions(
      Path file, Trajectory.Origin origin, int frames, boolean generator) {
    return new VectorTrajectoryWriter(
        FrameWriter.create(file, origin, FrameFile.VECTOR, Optional.empty(), frames, generator));
  }

  /// Writes a whole trajectory.
  ///
  /// @throws java.io.UncheckedIOException if the file cannot be written, with one line saying why
  public static void write(Path file, VectorTrajectory trajectory) {
    FrameWriter.write(file, trajectory, FrameFile.VECTOR);
  }

  /// Writes the next frame.
  ///
  /// @throws IllegalArgumentException if it is on another grid or at other conditions, lacks
  ///   generator channels or has unexpected ones, is not later than its run's last frame, or holds
  ///   NaN, |m| > 1 + 1e−6 or negative noise
  /// @throws IllegalStateException if all frames were written
  /// @throws java.io.UncheckedIOException if the disk refuses it; the unfinished file is deleted
  @Override
  public void accept(VectorFrame frame) {
    frames.accept(frame);
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
