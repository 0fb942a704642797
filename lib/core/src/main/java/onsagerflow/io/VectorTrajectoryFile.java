package onsagerflow.io;

import java.nio.file.Path;
import java.util.Optional;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.field.vector.VectorTrajectory;
import onsagerflow.io.format.InvalidFileException;

/// A trajectory of vectors in an HDF5 file of schema `onsagerflow-trajectory/1`, read frame by
/// frame.
///
/// It is laid out as that of a [TrajectoryFile], and kept to as strictly, but for the axis of the
/// components, the last:
///
/// | where | what |
/// |---|---|
/// | `m`, `drift` | numbers `[frame, (z,) y, x, 3]` |
/// | `noise` | `[frame, (z,) y, x, 6]`, the symmetric tensor xx, yy, zz, xy, xz, yz |
/// | `field` | a root attribute of 3 numbers, or a dataset `[frame, 3]`, `[(z,) y, x, 3]` or `[frame, (z,) y, x, 3]`; one number (in all, per run, per frame) is the last component |
public final class VectorTrajectoryFile implements VectorTrajectory, AutoCloseable {

  private final FrameFile frames;

  /// Opens a file and checks everything but the field values.
  ///
  /// @throws InvalidFileException if it is absent, no HDF5 file, truncated, not of this schema, or
  ///   holds one number in each block
  public static VectorTrajectoryFile open(Path file) {
    var frames = FrameFile.open(file);
    if (!frames.holdsVectors()) {
      frames.close();
      throw new InvalidFileException(
          file,
          "m",
          "holds one number in each block, while vectors of %s components are wanted here"
              .formatted(FrameFile.VECTOR));
    }
    return new VectorTrajectoryFile(frames);
  }

  /// Whether a file holds vectors, and not one number in each block.
  ///
  /// @throws InvalidFileException if it is absent, no HDF5 file, truncated, or not of this schema
  public static boolean isOne(Path file) {
    return FrameFile.holdsVectors(file);
  }

  private VectorTrajectoryFile(FrameFile frames) {
    this.frames = frames;
  }

  @Override
  public Trajectory.Origin origin() {
    return frames.origin();
  }

  @Override
  public int components() {
    return frames.components();
  }

  @Override
  public int size() {
    return frames.size();
  }

  @Override
  public double time(int frame) {
    return frames.time(frame);
  }

  @Override
  public int run(int frame) {
    return frames.run(frame);
  }

  @Override
  public Frame.Conditions conditions(int frame) {
    return frames.conditions(frame);
  }

  @Override
  public boolean hasGenerator() {
    return frames.hasGenerator();
  }

  /// Reads one frame and checks its values.
  ///
  /// @throws InvalidFileException on NaN, |m| > 1 + 1e−6, noise that is no covariance, or bytes
  ///   that are absent
  /// @throws IllegalStateException if the file was closed
  @Override
  public VectorFrame frame(int frame) {
    return frames.frame(frame);
  }

  /// Reads the magnetisation of one frame and checks its values.
  ///
  /// @throws InvalidFileException on NaN, |m| > 1 + 1e−6, or bytes that are absent
  /// @throws IllegalStateException if the file was closed
  @Override
  public VectorField m(int frame) {
    return frames.m(frame);
  }

  /// Where it is read from.
  @Override
  public Optional<Path> file() {
    return frames.file();
  }

  /// Reads every frame once, so that a long calculation does not stop at a bad one.
  ///
  /// @throws InvalidFileException as [#frame]
  public void validate() {
    frames.validate();
  }

  @Override
  public void close() {
    frames.close();
  }

  /// The size of the file, bytes.
  public long bytes() {
    return frames.bytes();
  }

  /// The file, and [VectorTrajectory#describe].
  @Override
  public String toString() {
    return frames.name() + ": " + describe();
  }
}
