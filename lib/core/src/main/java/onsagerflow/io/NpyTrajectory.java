package onsagerflow.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.io.format.ElementType;
import onsagerflow.io.format.FrameShape;
import onsagerflow.io.format.InvalidFileException;
import onsagerflow.io.format.Npy;
import onsagerflow.io.format.NpyHeader;
import onsagerflow.io.format.NpyPlanes;

/// A numpy array of block fields, `np.save("m.npy", m)`, as a trajectory.
///
///     var data = NpyTrajectory.open(Path.of("m.npy"), 8, new Frame.Conditions(0.85, 0), 0.1);
///
/// Its shape is `[frame, y, x]`, one run, or `[run, frame, y, x]`; runs are numbered from 0. Numbers
/// are float16 to float64 or integers in either byte order, in C or in Fortran order. They are read
/// frame by frame, never all at once; an array in Fortran order some 32 MiB at a time, since there a
/// frame lies scattered over the file. Reading is safe from several threads.
public final class NpyTrajectory implements Trajectory, AutoCloseable {

  private final Path file;
  private final FileChannel channel;
  private final Origin origin;
  private final Frame.Conditions conditions;
  private final int runs;
  private final int frames;
  private final double[] times;
  private final ElementType type;
  private final IntFunction<ByteBuffer> planes;

  /// Opens an array whose frames follow each other after equal times, from t = 0 on.
  ///
  /// @param block B, lattice spacings: each number is the mean of B × B spins
  /// @param conditions temperature and field of all runs
  /// @param interval time from frame to frame, sweeps
  /// @throws InvalidFileException if the file is absent, damaged, or holds another kind of array
  public static NpyTrajectory open(
      Path file, int block, Frame.Conditions conditions, double interval) {
    if (!(interval > 0) || !Double.isFinite(interval)) {
      throw new IllegalArgumentException(
          "the time between frames must be positive, got " + interval + " sweeps");
    }
    return open(file, block, conditions, frame -> frame * interval, -1);
  }

  /// Opens an array whose frames were taken at given times.
  ///
  /// @param block B, lattice spacings: each number is the mean of B × B spins
  /// @param conditions temperature and field of all runs
  /// @param times of the frames of a run, increasing, sweeps; the same for all runs
  /// @throws InvalidFileException if the file is absent, damaged, or holds another kind of array or
  ///   number of frames
  public static NpyTrajectory open(
      Path file, int block, Frame.Conditions conditions, double[] times) {
    for (int frame = 0; frame < times.length; frame++) {
      if (!Double.isFinite(times[frame]) || (frame > 0 && times[frame] <= times[frame - 1])) {
        throw new IllegalArgumentException(
            "times must increase, got %s sweeps for frame %s".formatted(times[frame], frame));
      }
    }
    return open(file, block, conditions, frame -> times[frame], times.length);
  }

  private static NpyTrajectory open(
      Path file, int block, Frame.Conditions conditions, Clock clock, int expected) {
    Origin.requireBlock(block);
    FileChannel channel;
    try {
      channel = Npy.open(file);
    } catch (IOException e) {
      throw new InvalidFileException(file, "cannot be read (" + e + ")");
    }
    try {
      return new NpyTrajectory(file, channel, block, conditions, clock, expected);
    } catch (RuntimeException e) {
      try {
        channel.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  private interface Clock {
    double time(int frame);
  }

  private NpyTrajectory(
      Path file,
      FileChannel channel,
      int block,
      Frame.Conditions conditions,
      Clock clock,
      int expected) {
    this.file = file;
    this.channel = channel;
    this.conditions = conditions.requireWarm();
    var header = NpyHeader.read(file, channel);
    this.type = header.type();
    var shape = requireFields(header.shape());
    this.runs = shape.get(0);
    this.frames = shape.get(1);
    if (expected >= 0 && expected != frames) {
      throw new InvalidFileException(
          file, "shape " + header.shape(), expected + " times for " + frames + " frames of a run");
    }
    this.times = new double[frames];
    Arrays.setAll(times, clock::time);
    this.origin = new Origin(new Grid(shape.get(2), shape.get(3), block), block);
    this.planes =
        InvalidFileException.reading(
            file,
            "shape " + header.shape(),
            () -> NpyPlanes.of(header, channel, runs, frames, origin.grid()));
  }

  private List<Integer> requireFields(List<Integer> shape) {
    boolean several = shape.size() == 4;
    if ((!several && shape.size() != 3) || shape.contains(0)) {
      throw new InvalidFileException(
          file, "shape " + shape, "must be [frame, y, x] or [run, frame, y, x]");
    }
    if (several && shape.getLast() == 3) {
      throw new InvalidFileException(
          file, "shape " + shape, "vector spins, or runs of three columns: neither is read");
    }
    return several ? shape : List.of(1, shape.get(0), shape.get(1), shape.get(2));
  }

  @Override
  public Origin origin() {
    return origin;
  }

  @Override
  public int size() {
    return runs * frames;
  }

  @Override
  public double time(int frame) {
    return times[frame % frames];
  }

  @Override
  public int run(int frame) {
    return frame / frames;
  }

  @Override
  public Frame.Conditions conditions(int frame) {
    return conditions;
  }

  @Override
  public boolean hasGenerator() {
    return false;
  }

  /// Reads one frame and checks its values.
  ///
  /// @throws InvalidFileException on NaN, |m| > 1 + 1e−6, or bytes that are absent
  /// @throws IllegalStateException if the file was closed
  @Override
  public Frame frame(int frame) {
    Objects.checkIndex(frame, size());
    if (!channel.isOpen()) {
      throw new IllegalStateException(file + " was closed");
    }
    var values = new double[origin.grid().size()];
    InvalidFileException.reading(
        file,
        "frame " + frame,
        () -> {
          type.decode(planes.apply(frame), values);
          return values;
        });
    var m = new ScalarField(origin.grid(), values);
    FrameValues.ofM(new FrameShape(origin.grid(), 0), Scalars.asVectors(m))
        .ifPresent(
            wrong -> {
              throw new InvalidFileException(file, "m", frame, wrong.of("m"));
            });
    return new Frame(time(frame), run(frame), conditions, m, Optional.empty());
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be closed", e);
    }
  }

  @Override
  public String toString() {
    return file.getFileName() + ": " + describe();
  }
}
