package onsagerflow.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import onsagerflow.field.ExternalField;
import onsagerflow.field.ScalarField;
import onsagerflow.field.TimeProgram;
import onsagerflow.io.format.ArrayFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say in which external field a system is: `h(x, t) = h + map(x)·program(t)`, a
/// map or a program that is not given being 1, and both together 0.
public final class FieldOptions {

  @Option(
      names = "--field",
      split = ",",
      paramLabel = "<h>",
      description =
          "External field, or its constant part; hx,hy,hz for vectors, of which one number is hz."
              + " Default: of spins 0; of a model that which it was learned in, or that of the"
              + " initial frame where there were several or one that varied.")
  private double @Nullable [] field;

  @Option(
      names = "--field-map",
      paramLabel = "<file>[#<name>]",
      description =
          "Adds a field that varies in space: an array, one number for each block or each spin, as"
              + " text (a row a line), in an HDF5 file or in a numpy array (.npy).")
  private @Nullable String map;

  @Option(
      names = "--field-program",
      paramLabel = "<file>",
      description =
          "Adds a field that varies in time, or multiplies the map by it: lines of a time, in"
              + " sweeps, and a value, straight lines between; times are those of the frames.")
  private @Nullable Path program;

  @Option(
      names = "--field-sine",
      split = ",",
      paramLabel = "<h0>,<period>[,<phase>]",
      description = "The same with h0 sin(2 pi t/period + phase), in sweeps and radians.")
  private double @Nullable [] sine;

  /// The field that is asked for, if any is.
  ///
  /// @throws IllegalArgumentException if a number makes no sense, or both programs are given
  /// @throws onsagerflow.io.format.InvalidFileException if a file does not hold what it should
  public Optional<ExternalField> field() {
    var constant = constant();
    var inTime = program();
    if (map == null && inTime.isEmpty()) {
      return field == null ? Optional.empty() : Optional.of(constant);
    }
    var shape = map == null ? ExternalField.uniform(1) : ExternalField.pattern(array(map));
    return Optional.of(constant.plus(inTime.map(shape::times).orElse(shape)));
  }

  private ExternalField constant() {
    double[] h = field == null ? new double[] {0} : field;
    for (double component : h) {
      if (!Double.isFinite(component)) {
        throw new IllegalArgumentException("--field must be finite, got " + component);
      }
    }
    return switch (h.length) {
      case 1 -> ExternalField.uniform(h[0]);
      case 3 -> ExternalField.vector(h[0], h[1], h[2]);
      default ->
          throw new IllegalArgumentException(
              "--field is one number, or hx,hy,hz for vectors, got " + Arrays.toString(h));
    };
  }

  private Optional<TimeProgram> program() {
    if (program != null && sine != null) {
      throw new IllegalArgumentException("give either --field-program or --field-sine, not both");
    }
    if (sine != null) {
      if (sine.length < 2 || sine.length > 3) {
        throw new IllegalArgumentException(
            "--field-sine needs an amplitude, a period and, if not 0, a phase, got "
                + Arrays.toString(sine));
      }
      return Optional.of(TimeProgram.harmonic(sine[0], sine[1], sine.length == 3 ? sine[2] : 0));
    }
    return Optional.ofNullable(program).map(FieldOptions::read);
  }

  private static TimeProgram read(Path file) {
    var table = ArrayFile.read(file);
    int rows = table.grid().ny();
    if (table.grid().nx() != 2) {
      throw new IllegalArgumentException(
          file
              + ": a field program needs a time and a value a line, got "
              + table.grid().nx()
              + " numbers");
    }
    var times = new double[rows];
    var values = new double[rows];
    for (int row = 0; row < rows; row++) {
      times[row] = table.get(row, 0);
      values[row] = table.get(row, 1);
    }
    try {
      return TimeProgram.linear(times, values);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /// A file, or a dataset of one.
  private static ScalarField array(String text) {
    int hash = text.lastIndexOf('#');
    return hash > 0 && !Files.exists(Path.of(text))
        ? ArrayFile.read(Path.of(text.substring(0, hash)), Optional.of(text.substring(hash + 1)))
        : ArrayFile.read(Path.of(text));
  }
}
