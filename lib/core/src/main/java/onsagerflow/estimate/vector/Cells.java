package onsagerflow.estimate.vector;

import java.util.stream.IntStream;
import onsagerflow.field.Grid;

/// Which cells enter a fit: those whose spins are not all but parallel, and not the outermost at an
/// open end, whose spins have neighbours on one side only.
final class Cells {

  /// An axis of fewer cells has none to spare.
  private static final int FEW = 5;

  private final Grid grid;
  private final double largest;
  private final int layers;
  private final int rows;
  private final int columns;

  /// @param largest |m| of a cell that enters
  Cells(Grid grid, double largest) {
    this.grid = grid;
    this.largest = largest;
    this.layers = grid.dimensions() == 3 ? margin(grid.axes().getFirst()) : 0;
    this.rows = margin(grid.axes().get(grid.dimensions() - 2));
    this.columns = margin(grid.axes().getLast());
  }

  private static int margin(Grid.Axis axis) {
    return axis.boundary() == Grid.Boundary.OPEN && axis.cells() >= FEW ? 1 : 0;
  }

  boolean isUsed(int x, double[] m) {
    return isInside(x) && Vectors.dot(m, m) <= largest * largest;
  }

  /// How many are not at an open end.
  long inside() {
    return IntStream.range(0, grid.size()).filter(this::isInside).count();
  }

  /// Whether a cell is not at an open end.
  boolean isInside(int x) {
    int layer = x / grid.nx() / grid.ny();
    int row = x / grid.nx() % grid.ny();
    int column = x % grid.nx();
    return layer >= layers
        && layer < grid.nz() - layers
        && row >= rows
        && row < grid.ny() - rows
        && column >= columns
        && column < grid.nx() - columns;
  }
}
