package onsagerflow.estimate.likelihood;

import java.util.Arrays;
import java.util.List;
import onsagerflow.field.Grid;
import onsagerflow.field.Symmetry;

/// Σ m(x − r) over the offsets of every orbit of J, at single cells of a periodic field.
final class NeighbourSums {

  private final Grid grid;
  private final int radius;
  private final int pitch;
  private final int[][] shifts;
  private final double[] padded;

  NeighbourSums(Grid grid, int radius, List<Symmetry.Orbit> orbits) {
    this.grid = grid;
    this.radius = radius;
    this.pitch = grid.nx() + 2 * radius;
    this.shifts = orbits.stream().map(o -> o.shifts(pitch)).toArray(int[][]::new);
    this.padded = new double[(grid.ny() + 2 * radius) * pitch];
  }

  /// Takes a field.
  void of(double[] m) {
    for (int y = -radius; y < grid.ny() + radius; y++) {
      for (int x = -radius; x < grid.nx() + radius; x++) {
        padded[(y + radius) * pitch + x + radius] = m[grid.index(y, x)];
      }
    }
  }

  /// Writes the sums at a cell to `sums`, one for each orbit.
  void at(int cell, double[] sums) {
    int centre = (cell / grid.nx() + radius) * pitch + cell % grid.nx() + radius;
    for (int o = 0; o < shifts.length; o++) {
      double sum = 0;
      for (int shift : shifts[o]) {
        sum += padded[centre + shift];
      }
      sums[o] = sum;
    }
  }

  /// Writes the sums of one orbit at all cells to `sums`.
  void of(int orbit, double[] sums) {
    Arrays.fill(sums, 0);
    for (int shift : shifts[orbit]) {
      for (int y = 0; y < grid.ny(); y++) {
        int row = y * grid.nx();
        int from = (y + radius) * pitch + radius + shift;
        for (int x = 0; x < grid.nx(); x++) {
          sums[row + x] += padded[from + x];
        }
      }
    }
  }
}
