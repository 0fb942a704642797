package onsagerflow.io.format;

import java.util.Arrays;
import onsagerflow.field.Grid;
import onsagerflow.field.vector.VectorField;

/// How a file keeps the numbers of one frame: `[(z,) y, x]`, or `[(z,) y, x, component]`.
///
/// In memory they lie component after component ([VectorField]).
///
/// @param grid the cells
/// @param axis length of the last axis, that of the components; 0 for the one number of a scalar,
///   which has none
public record FrameShape(Grid grid, int axis) {

  private static final String[] VECTOR = {"x", "y", "z"};
  private static final String[] TENSOR = {"xx", "yy", "zz", "xy", "xz", "yz"};

  /// Numbers per cell.
  public int components() {
    return Math.max(1, axis);
  }

  /// Numbers per frame.
  ///
  /// @throws ArithmeticException if they are more than an int counts
  public int size() {
    return Math.multiplyExact(grid.size(), components());
  }

  /// The lengths of the axes of one frame.
  public int[] axes() {
    int dimensions = grid.dimensions();
    var axes = new int[axis == 0 ? dimensions : dimensions + 1];
    Arrays.fill(axes, axis);
    for (int i = 0; i < dimensions; i++) {
      axes[i] = grid.axes().get(i).cells();
    }
    return axes;
  }

  /// The lengths of the axes of several frames.
  public int[] axes(int frames) {
    int[] one = axes();
    var all = new int[one.length + 1];
    all[0] = frames;
    System.arraycopy(one, 0, all, 1, one.length);
    return all;
  }

  /// The field of the numbers in the order of a file; of one component it keeps the array.
  public VectorField field(double[] stored) {
    if (components() == 1) {
      return new VectorField(grid, 1, stored);
    }
    var field = new VectorField(grid, axis);
    for (int c = 0; c < axis; c++) {
      for (int cell = 0; cell < grid.size(); cell++) {
        field.set(c, cell, stored[cell * axis + c]);
      }
    }
    return field;
  }

  /// The numbers of a field in the order of a file.
  public double[] stored(VectorField field) {
    if (components() == 1) {
      return field.values();
    }
    var stored = new double[size()];
    for (int c = 0; c < axis; c++) {
      for (int cell = 0; cell < grid.size(); cell++) {
        stored[cell * axis + c] = field.get(c, cell);
      }
    }
    return stored;
  }

  /// Where a number of a field belongs, such as `cell (y 1, x 2)` or `component z of cell (y 1, x
  /// 2)`.
  public String place(int component, int cell) {
    return axis == 0 ? grid.cell(cell) : "component " + name(component) + " of " + grid.cell(cell);
  }

  /// Where a number of a file belongs, in the same words.
  String place(int stored) {
    return place(stored % components(), stored / components());
  }

  /// A component of a vector or of a symmetric tensor, such as `z` or `xy`.
  public String name(int component) {
    return switch (axis) {
      case 3 -> VECTOR[component];
      case 6 -> TENSOR[component];
      default -> String.valueOf(component);
    };
  }
}
