package onsagerflow.io;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ChunkedDataset;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/// Attributes and small datasets of a root group as plain values, whatever HDF5 type another
/// program chose for them.
final class Hdf5Root {

  private final Path file;
  private final Group root;

  Hdf5Root(Path file, Group root) {
    this.file = file;
    this.root = root;
  }

  boolean hasAttribute(String name) {
    return reading("attribute " + name, () -> root.getAttributes().containsKey(name));
  }

  String text(String name) {
    Object value = single(name);
    if (value instanceof String text) {
      return text;
    }
    throw invalid(name, "must be text, got " + value);
  }

  /// An integer; an unsigned one of 64 bits keeps its bits.
  long integer(String name) {
    return switch (single(name)) {
      case BigInteger i when i.bitLength() <= Long.SIZE -> i.longValue();
      case Double d when d == Math.rint(d) && Math.abs(d) <= 1L << 53 -> d.longValue();
      case Float f when f == Math.rint(f) && Math.abs(f) <= 1L << 24 -> f.longValue();
      case Long i -> i;
      case Integer i -> i;
      case Short i -> i;
      case Byte i -> i;
      case Object other -> throw invalid(name, "must be an integer, got " + other);
    };
  }

  /// One number or a row of them.
  double[] numbers(String name) {
    var values = doubles(attribute(name));
    return values.orElseThrow(() -> invalid(name, "must be numbers"));
  }

  Optional<Dataset> dataset(String name) {
    return reading(
        name,
        () -> {
          Node node = root.getChildren().get(name);
          return switch (node instanceof Link link ? link.getTarget() : node) {
            case null -> Optional.empty();
            case Dataset dataset -> Optional.of(dataset);
            case Node other ->
                throw new InvalidFileException(
                    file, name, "must be a dataset, is a " + other.getType());
          };
        });
  }

  Dataset requireDataset(String name) {
    return dataset(name)
        .orElseThrow(() -> new InvalidFileException(file, "dataset " + name, "missing"));
  }

  /// A dataset `[frame]` as a whole.
  double[] column(String name, Dataset dataset, int frames) {
    long[] shape = dataset.getDimensionsAsLong();
    if (shape.length != 1 || shape[0] != frames) {
      throw new InvalidFileException(
          file, name, "has shape " + Arrays.toString(shape) + " for " + frames + " frames of m");
    }
    var values =
        reading(
            name,
            () -> {
              requireEveryChunk(dataset);
              return doubles(dataset.getData());
            });
    return values.orElseThrow(() -> new InvalidFileException(file, name, "must be numbers"));
  }

  /// A dataset `[y, x]` as a whole, row by row.
  double[] plane(String name, Dataset dataset) {
    var rows =
        reading(
            name,
            () -> {
              requireEveryChunk(dataset);
              return (Object[]) dataset.getData();
            });
    var values = new double[Math.toIntExact(dataset.getSize())];
    int next = 0;
    for (Object row : rows) {
      double[] numbers =
          doubles(row).orElseThrow(() -> new InvalidFileException(file, name, "must be numbers"));
      System.arraycopy(numbers, 0, values, next, numbers.length);
      next += numbers.length;
    }
    return values;
  }

  /// What jhdf would fill with zeros without a word.
  private static void requireEveryChunk(Dataset dataset) {
    if (dataset instanceof ChunkedDataset chunked) {
      requireEveryChunk(chunked, new int[chunked.getDimensions().length], 0);
    }
  }

  private static void requireEveryChunk(ChunkedDataset chunked, int[] at, int axis) {
    if (axis == at.length) {
      chunked.getRawChunkBuffer(at.clone());
      return;
    }
    int edge = chunked.getChunkDimensions()[axis];
    for (at[axis] = 0; at[axis] < chunked.getDimensions()[axis]; at[axis] += edge) {
      requireEveryChunk(chunked, at, axis + 1);
    }
  }

  private Object single(String name) {
    Object value = attribute(name);
    if (value.getClass().isArray()) {
      if (Array.getLength(value) != 1) {
        throw invalid(name, "must be one value, got " + Array.getLength(value));
      }
      return Array.get(value, 0);
    }
    return value;
  }

  private Object attribute(String name) {
    if (!hasAttribute(name)) {
      throw invalid(name, "missing");
    }
    Object value = reading("attribute " + name, () -> root.getAttribute(name).getData());
    if (value == null) {
      throw invalid(name, "empty");
    }
    return value;
  }

  private static Optional<double[]> doubles(Object value) {
    if (value instanceof Number number) {
      return Optional.of(new double[] {number.doubleValue()});
    }
    if (value == null || !value.getClass().isArray()) {
      return Optional.empty();
    }
    var values = new double[Array.getLength(value)];
    for (int i = 0; i < values.length; i++) {
      if (!(Array.get(value, i) instanceof Number number)) {
        return Optional.empty();
      }
      values[i] = number.doubleValue();
    }
    return Optional.of(values);
  }

  private InvalidFileException invalid(String attribute, String problem) {
    return new InvalidFileException(file, "attribute " + attribute, problem);
  }

  private <T> T reading(String object, Supplier<T> read) {
    return InvalidFileException.reading(file, object, read);
  }
}
