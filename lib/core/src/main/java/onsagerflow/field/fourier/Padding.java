package onsagerflow.field.fourier;

import java.util.function.IntUnaryOperator;
import onsagerflow.field.Grid;

/// A periodic grid around one with open ends, so wide that a kernel that reaches over an open end
/// finds zeros and never the other end.
final class Padding {

  private final Grid grid;
  private final Grid padded;

  /// @param reach radius of the kernel
  Padding(Grid grid, int reach) {
    this(grid, cells -> quick(cells + reach));
  }

  /// For a kernel that reaches from one end of the grid to the other, along every axis.
  static Padding ofWidest(Grid grid) {
    // of multiples of four, which FFTW transforms quicker than odd numbers close to them
    return new Padding(grid, cells -> cells == 1 ? 1 : 4 * quick(Math.ceilDiv(2 * cells - 1, 4)));
  }

  private Padding(Grid grid, IntUnaryOperator width) {
    this.grid = grid;
    this.padded =
        new Grid(
            grid.axes().stream()
                .map(
                    axis ->
                        new Grid.Axis(
                            axis.boundary() == Grid.Boundary.OPEN
                                ? width.applyAsInt(axis.cells())
                                : axis.cells(),
                            axis.spacing(),
                            Grid.Boundary.PERIODIC))
                .toList());
  }

  Grid padded() {
    return padded;
  }

  /// Copies a field to the first corner of a padded one.
  ///
  /// @param values `double[]` or `float[]`, the field beginning at `from`
  /// @param wide an array of the same type, of the padded grid
  void in(Object values, int from, Object wide) {
    for (int z = 0; z < grid.nz(); z++) {
      for (int y = 0; y < grid.ny(); y++) {
        System.arraycopy(values, from + row(grid, z, y), wide, row(padded, z, y), grid.nx());
      }
    }
  }

  /// Copies the first corner of a padded field back.
  void out(Object wide, Object values, int from) {
    for (int z = 0; z < grid.nz(); z++) {
      for (int y = 0; y < grid.ny(); y++) {
        System.arraycopy(wide, row(padded, z, y), values, from + row(grid, z, y), grid.nx());
      }
    }
  }

  private static int row(Grid of, int z, int y) {
    return (z * of.ny() + y) * of.nx();
  }

  /// The next length of factors 2, 3, 5 and 7 only.
  private static int quick(int length) {
    int rest = length;
    for (int factor : new int[] {2, 3, 5, 7}) {
      while (rest % factor == 0) {
        rest /= factor;
      }
    }
    return rest == 1 ? length : quick(length + 1);
  }
}
