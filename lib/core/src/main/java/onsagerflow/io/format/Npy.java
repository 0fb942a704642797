package onsagerflow.io.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A numpy array, `np.save("h.npy", h)`, as a whole: its shape, and its numbers in C order (the
/// last index runs fastest).
///
/// float16 to float64 and integers in either byte order, in C or in Fortran order. For an array of
/// block fields see `NpyTrajectory`, which reads frame by frame.
public final class Npy {

  private final List<Integer> shape;
  private final double[] values;

  private Npy(List<Integer> shape, double[] values) {
    this.shape = shape;
    this.values = values;
  }

  /// Reads an array.
  ///
  /// @throws InvalidFileException if the file is absent, damaged, or holds what is no array of
  ///   numbers
  public static Npy read(Path file) {
    try (var channel = open(file)) {
      var header = NpyHeader.read(file, channel);
      return InvalidFileException.reading(file, "npy array", () -> read(channel, header));
    } catch (IOException e) {
      throw new InvalidFileException(file, "cannot be read (" + e + ")");
    }
  }

  public static FileChannel open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidFileException(file, Files.exists(file) ? "not a file" : "no such file");
    }
    return FileChannel.open(file);
  }

  private static Npy read(FileChannel channel, NpyHeader header) {
    var stored = new double[Math.toIntExact(header.size())];
    try {
      int length = Math.multiplyExact(stored.length, header.type().bytes());
      header.type().decode(NpyHeader.bytes(channel, header.data(), length), stored);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Npy(header.shape(), header.fortran() ? inCOrder(header.shape(), stored) : stored);
  }

  private static double[] inCOrder(List<Integer> shape, double[] stored) {
    var values = new double[stored.length];
    var index = new int[shape.size()];
    for (int i = 0; i < values.length; i++) {
      int at = 0;
      for (int axis = shape.size() - 1; axis >= 0; axis--) {
        at = at * shape.get(axis) + index[axis];
      }
      values[i] = stored[at];
      for (int axis = shape.size() - 1; axis >= 0 && ++index[axis] == shape.get(axis); axis--) {
        index[axis] = 0;
      }
    }
    return values;
  }

  /// The lengths of its axes; none for a single number.
  public List<Integer> shape() {
    return shape;
  }

  /// Its numbers; the caller's own copy.
  public double[] values() {
    return values.clone();
  }
}
