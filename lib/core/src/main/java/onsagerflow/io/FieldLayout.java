package onsagerflow.io;

import io.jhdf.WritableHdfFile;
import java.util.Arrays;
import java.util.Optional;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Grid;

/// How a trajectory file holds the external field.
enum FieldLayout {
  /// A root attribute: one number.
  ATTRIBUTE,
  /// A dataset `[y, x]`, constant in time.
  PATTERN,
  /// A dataset `[frame]`.
  NUMBERS,
  /// A dataset `[frame, y, x]`.
  PLANES;

  static FieldLayout of(ExternalField field) {
    if (field.isConstant()) {
      return field.isUniform() ? ATTRIBUTE : PATTERN;
    }
    return field.isUniform() ? NUMBERS : PLANES;
  }

  /// Makes the attribute or dataset `field`; what is there of every frame is yet zero.
  ///
  /// @param field that of all runs, where it does not depend on the frame
  void put(WritableHdfFile hdf, Grid grid, Optional<ExternalField> field, int frames) {
    switch (this) {
      case ATTRIBUTE -> hdf.putAttribute("field", field.orElseThrow().at(0));
      case PATTERN -> hdf.putDataset("field", rows(grid, field.orElseThrow()));
      case NUMBERS -> hdf.putDataset("field", new double[frames]);
      case PLANES -> {
        var planes = new double[frames][][];
        Arrays.fill(planes, new double[grid.ny()][grid.nx()]);
        hdf.putDataset("field", planes);
      }
    }
  }

  private static double[][] rows(Grid grid, ExternalField field) {
    double[] h = field.at(0, grid).values();
    var rows = new double[grid.ny()][];
    Arrays.setAll(rows, y -> Arrays.copyOfRange(h, y * grid.nx(), (y + 1) * grid.nx()));
    return rows;
  }
}
