package onsagerflow.field.vector;

import java.util.Arrays;
import java.util.Locale;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;

/// One vector per cell of a [Grid].
///
/// The values lie component after component, that of component c in a cell at `c · size + cell`: a
/// component is then a scalar field in one piece, which transforms and loops go through as they do
/// through a [ScalarField], and one component has the very layout of one. On disk the component
/// runs fastest, `m [frame, (z,) y, x, component]`, as other programs write it; a reader turns it.
public final class VectorField {

  private final Grid grid;
  private final int components;
  private final double[] values;

  /// A field of zeros.
  public VectorField(Grid grid, int components) {
    this(grid, components, new double[Math.multiplyExact(components, grid.size())]);
  }

  /// A field over the given array, which it keeps and does not copy.
  ///
  /// @param values `components · grid.size()` numbers, component after component
  public VectorField(Grid grid, int components, double[] values) {
    if (components < 1 || values.length != (long) components * grid.size()) {
      throw new IllegalArgumentException(
          "vectors of "
              + components
              + " components in "
              + grid.size()
              + " cells got "
              + values.length
              + " values");
    }
    this.grid = grid;
    this.components = components;
    this.values = values;
  }

  public Grid grid() {
    return grid;
  }

  /// Numbers per cell.
  public int components() {
    return components;
  }

  public double get(int component, int cell) {
    return values[component * grid.size() + cell];
  }

  public void set(int component, int cell, double value) {
    values[component * grid.size() + cell] = value;
  }

  /// The live array behind this field, for kernels: writing to it changes the field.
  public double[] values() {
    return values;
  }

  public VectorField copy() {
    return new VectorField(grid, components, values.clone());
  }

  /// One component, as a field of its own.
  ///
  /// @throws IllegalArgumentException if there is none of that number
  public ScalarField component(int component) {
    if (component < 0 || component >= components) {
      throw new IllegalArgumentException(
          "a vector of " + components + " components has none of number " + component);
    }
    int from = component * grid.size();
    return new ScalarField(grid, Arrays.copyOfRange(values, from, from + grid.size()));
  }

  /// The length |m| in every cell.
  public ScalarField norm() {
    var norm = new ScalarField(grid);
    for (int cell = 0; cell < grid.size(); cell++) {
      double square = 0;
      for (int c = 0; c < components; c++) {
        square += get(c, cell) * get(c, cell);
      }
      norm.set(cell, Math.sqrt(square));
    }
    return norm;
  }

  /// The part of m along a direction, m · d/|d|.
  ///
  /// @param direction d, as many numbers as m has components, not all zero
  /// @throws IllegalArgumentException if it is none
  public ScalarField projection(double... direction) {
    double length = Math.sqrt(Arrays.stream(direction).map(d -> d * d).sum());
    if (direction.length != components || !(length > 0) || Double.isInfinite(length)) {
      throw new IllegalArgumentException(
          "no direction for vectors of "
              + components
              + " components: "
              + Arrays.toString(direction));
    }
    var projection = new ScalarField(grid);
    for (int cell = 0; cell < grid.size(); cell++) {
      double sum = 0;
      for (int c = 0; c < components; c++) {
        sum += get(c, cell) * direction[c];
      }
      projection.set(cell, sum / length);
    }
    return projection;
  }

  /// One line: size, mean vector and range of lengths.
  @Override
  public String toString() {
    var lengths = Arrays.stream(norm().values()).summaryStatistics();
    var means = new StringBuilder();
    for (int c = 0; c < components; c++) {
      means
          .append(c == 0 ? "" : ", ")
          .append(String.format(Locale.ROOT, "%.4g", component(c).mean()));
    }
    return String.format(
        Locale.ROOT,
        "field of %s vectors: mean (%s), |m| from %.4g to %.4g",
        grid.extent(),
        means,
        lengths.getMin(),
        lengths.getMax());
  }
}
