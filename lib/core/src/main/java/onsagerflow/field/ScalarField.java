package onsagerflow.field;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/// One real number per cell of a [Grid], x running fastest.
public final class ScalarField {

  private final Grid grid;
  private final double[] values;

  /// A field of zeros.
  public ScalarField(Grid grid) {
    this(grid, new double[grid.size()]);
  }

  /// A field over the given array, which it keeps and does not copy.
  ///
  /// @param values `grid.size()` numbers, in the order of the grid's indices
  public ScalarField(Grid grid, double[] values) {
    if (values.length != grid.size()) {
      throw new IllegalArgumentException(
          "a grid of " + grid.size() + " cells got " + values.length + " values");
    }
    this.grid = grid;
    this.values = values;
  }

  /// A field equal to `value` in every cell.
  public static ScalarField uniform(Grid grid, double value) {
    var field = new ScalarField(grid);
    java.util.Arrays.fill(field.values, value);
    return field;
  }

  public Grid grid() {
    return grid;
  }

  public int size() {
    return values.length;
  }

  public double get(int cell) {
    return values[cell];
  }

  /// The value at (y, x) in two dimensions, taken periodically along periodic axes.
  public double get(int y, int x) {
    return values[grid.index(y, x)];
  }

  public void set(int cell, double value) {
    values[cell] = value;
  }

  /// The live array behind this field, for kernels: writing to it changes the field.
  public double[] values() {
    return values;
  }

  public ScalarField copy() {
    return new ScalarField(grid, values.clone());
  }

  /// A new field of f(value) cell by cell.
  public ScalarField map(DoubleUnaryOperator f) {
    var image = new ScalarField(grid);
    for (int cell = 0; cell < values.length; cell++) {
      image.values[cell] = f.applyAsDouble(values[cell]);
    }
    return image;
  }

  /// The mean over all cells.
  public double mean() {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /// The mean square over all cells.
  public double meanSquare() {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum / values.length;
  }

  /// @throws IllegalArgumentException if the grids differ
  public void requireSameGrid(ScalarField other) {
    if (!grid.equals(other.grid)) {
      throw new IllegalArgumentException("fields on different grids: " + grid + ", " + other.grid);
    }
  }

  /// One line: size, mean and range.
  @Override
  public String toString() {
    var range = java.util.Arrays.stream(values).summaryStatistics();
    return String.format(
        Locale.ROOT,
        "field of %s cells: mean %.4g, from %.4g to %.4g",
        grid.extent(),
        mean(),
        range.getMin(),
        range.getMax());
  }
}
