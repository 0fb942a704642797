package onsagerflow.io.format;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;

/// An array `[y, x]` of numbers in a file of another program.
///
/// - Text: one row a line, numbers separated by blanks or commas, `#` starts a comment.
/// - HDF5: the dataset that is named, or `field`, or the only one there is.
/// - A numpy array (.npy).
///
/// Every number must be finite.
public final class ArrayFile {

  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  private static final byte[] NPY = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  private ArrayFile() {}

  /// Reads the array, on cells of edge 1.
  ///
  /// @throws InvalidFileException if the file cannot be read, or holds no finite numbers `[y, x]`
  public static ScalarField read(Path file) {
    return read(file, Optional.empty());
  }

  /// Reads a dataset of an HDF5 file, or the array of a file without names.
  ///
  /// @param dataset its name
  /// @throws InvalidFileException if the file cannot be read, or holds no finite numbers `[y, x]`
  public static ScalarField read(Path file, Optional<String> dataset) {
    byte[] start = start(file);
    ScalarField array;
    if (startsWith(start, HDF5)) {
      array = readHdf5(file, dataset);
    } else if (dataset.isPresent()) {
      throw new InvalidFileException(file, "no HDF5 file, has no dataset " + dataset.get());
    } else if (startsWith(start, NPY)) {
      array = readNpy(file);
    } else {
      array = readText(file);
    }
    return requireFinite(file, array);
  }

  /// Whether a file's first bytes are those of HDF5.
  ///
  /// @throws InvalidFileException if there is no such file
  public static boolean isHdf5(Path file) {
    return startsWith(start(file), HDF5);
  }

  private static byte[] start(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidFileException(file, Files.exists(file) ? "not a file" : "no such file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HDF5.length);
    } catch (IOException e) {
      throw new InvalidFileException(file, "cannot be read (" + e + ")");
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] magic) {
    return bytes.length >= magic.length
        && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
  }

  private static ScalarField readNpy(Path file) {
    var array = Npy.read(file);
    var shape = array.shape();
    if (shape.size() != 2 || shape.get(0) < 1 || shape.get(1) < 1) {
      throw new InvalidFileException(file, "has shape " + shape + ", an array [y, x] is wanted");
    }
    return new ScalarField(new Grid(shape.get(0), shape.get(1), 1), array.values());
  }

  private static ScalarField readHdf5(Path file, Optional<String> name) {
    var hdf = InvalidFileException.reading(file, "HDF5 root", () -> new HdfFile(file));
    try (hdf) {
      var root = new Hdf5Root(file, hdf);
      String found = name.orElseGet(() -> only(file, hdf));
      var dataset = root.requireDataset(found);
      int[] shape = dataset.getDimensions();
      if (shape.length != 2 || shape[0] < 1 || shape[1] < 1) {
        throw new InvalidFileException(
            file, found, "has shape " + Arrays.toString(shape) + ", an array [y, x] is wanted");
      }
      return new ScalarField(new Grid(shape[0], shape[1], 1), root.whole(found, dataset));
    }
  }

  private static String only(Path file, HdfFile hdf) {
    List<String> names =
        InvalidFileException.reading(
            file,
            "HDF5 root",
            () ->
                hdf.getChildren().entrySet().stream()
                    .filter(child -> child.getValue() instanceof Dataset)
                    .map(java.util.Map.Entry::getKey)
                    .sorted()
                    .toList());
    if (names.contains("field")) {
      return "field";
    }
    if (names.size() != 1) {
      throw new InvalidFileException(
          file, "holds the datasets " + names + ", none called field: say which, as FILE#NAME");
    }
    return names.getFirst();
  }

  private static ScalarField readText(Path file) {
    var rows = new ArrayList<double[]>();
    int number = 0;
    for (String line : lines(file)) {
      number++;
      String text = line.replaceFirst("#.*", "").replace(',', ' ').strip();
      if (text.isEmpty()) {
        continue;
      }
      double[] row = row(file, number, text);
      if (!rows.isEmpty() && row.length != rows.getFirst().length) {
        throw new InvalidFileException(
            file,
            "line " + number,
            row.length + " numbers, those before it have " + rows.getFirst().length);
      }
      rows.add(row);
    }
    if (rows.isEmpty()) {
      throw new InvalidFileException(file, "holds no numbers");
    }
    var grid = new Grid(rows.size(), rows.getFirst().length, 1);
    return new ScalarField(grid, rows.stream().flatMapToDouble(Arrays::stream).toArray());
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (MalformedInputException e) {
      throw new InvalidFileException(file, "neither text nor an HDF5 or npy file");
    } catch (IOException e) {
      throw new InvalidFileException(file, "cannot be read (" + e + ")");
    }
  }

  private static double[] row(Path file, int line, String text) {
    String[] words = text.split("\\s+", -1);
    var row = new double[words.length];
    for (int i = 0; i < row.length; i++) {
      try {
        row[i] = Double.parseDouble(words[i]);
      } catch (NumberFormatException e) {
        if (!words[i].equalsIgnoreCase("nan")) {
          throw new InvalidFileException(file, "line " + line, "'" + words[i] + "' is no number");
        }
        row[i] = Double.NaN;
      }
    }
    return row;
  }

  private static ScalarField requireFinite(Path file, ScalarField array) {
    for (int cell = 0; cell < array.size(); cell++) {
      if (!Double.isFinite(array.get(cell))) {
        int nx = array.grid().nx();
        throw new InvalidFileException(
            file,
            "must be finite, got %s in row %s, column %s"
                .formatted(array.get(cell), cell / nx, cell % nx));
      }
    }
    return array;
  }
}
