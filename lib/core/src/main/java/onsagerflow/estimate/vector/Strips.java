package onsagerflow.estimate.vector;

import onsagerflow.field.Grid;

/// Row strips of a frame, taken as independent clusters in the sandwich covariance.
///
/// @param count of them
record Strips(Grid grid, int count) {

  private static final int STRIPS = 4;

  static Strips of(Grid grid) {
    return new Strips(grid, Math.min(STRIPS, grid.ny()));
  }

  /// The strip of a cell.
  int of(int x) {
    return (int) ((long) x * count / grid.size());
  }
}
