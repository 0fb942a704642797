package onsagerflow.io;

import io.jhdf.WritableHdfFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import onsagerflow.field.Micromagnet;
import onsagerflow.io.format.Hdf5Root;
import onsagerflow.io.format.InvalidFileException;
import onsagerflow.io.format.UnitSystem;

/// The root attributes that say what a trajectory file's numbers are in: `length_unit`,
/// `time_unit`, and for SI units `cell`, three edges in metres, and where it is known `saturation`.
record UnitAttributes(Path file, Hdf5Root root) {

  private static final Set<String> LATTICE_SPACINGS =
      Set.of("", "1", "lattice spacing", "lattice spacings");

  static void put(WritableHdfFile hdf, Micromagnet cells) {
    hdf.putAttribute("length_unit", "m");
    hdf.putAttribute("time_unit", "s");
    hdf.putAttribute("cell", new double[] {cells.x(), cells.y(), cells.z()});
    cells.saturation().ifPresent(ms -> hdf.putAttribute("saturation", ms));
  }

  /// The cells of a file in SI units, which has an attribute `cell`; empty of one in reduced units.
  ///
  /// @throws InvalidFileException if the attributes contradict each other, or ask for other units
  Optional<Micromagnet> read() {
    if (root.units() == UnitSystem.REDUCED) {
      requireReduced();
      return Optional.empty();
    }
    requireUnit("length_unit", "m");
    requireUnit("time_unit", "s");
    double[] cell = root.numbers("cell");
    if (cell.length != 3) {
      throw invalid("cell", "must be 3 edges in m, got " + Arrays.toString(cell));
    }
    var saturation = OptionalDouble.empty();
    if (root.hasAttribute("saturation")) {
      double[] numbers = root.numbers("saturation");
      if (numbers.length != 1) {
        throw invalid("saturation", "must be one number, got " + numbers.length);
      }
      saturation = OptionalDouble.of(numbers[0]);
    }
    try {
      return Optional.of(new Micromagnet(cell[0], cell[1], cell[2], saturation));
    } catch (IllegalArgumentException e) {
      throw invalid("cell, saturation", String.valueOf(e.getMessage()));
    }
  }

  private void requireUnit(String attribute, String unit) {
    if (!root.text(attribute).strip().equals(unit)) {
      throw invalid(
          attribute,
          "%s, while a file with the attribute cell is in SI units, %s"
              .formatted(root.text(attribute), unit));
    }
  }

  private void requireReduced() {
    if (root.hasAttribute("saturation")) {
      throw invalid(
          "cell", "missing: a file with a saturation is in SI units, and has its edges in m");
    }
    if (root.hasAttribute("length_unit")
        && !LATTICE_SPACINGS.contains(root.text("length_unit").strip())) {
      throw invalid(
          "length_unit",
          root.text("length_unit")
              + ", while lengths are read as lattice spacings: delete it if block counts spins");
    }
    if (root.hasAttribute("time_unit")
        && !UnitSystem.REDUCED.accepts("t", root.text("time_unit"))) {
      throw invalid(
          "time_unit",
          root.text("time_unit")
              + ", while times are read as sweeps (one attempted update per spin): convert t, or"
              + " delete it to have rates in that unit");
    }
  }

  private InvalidFileException invalid(String attribute, String problem) {
    return new InvalidFileException(file, "attribute " + attribute, problem);
  }
}
