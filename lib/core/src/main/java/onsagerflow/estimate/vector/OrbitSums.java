package onsagerflow.estimate.vector;

import java.util.Arrays;
import java.util.List;
import onsagerflow.field.Grid;
import onsagerflow.field.Symmetry;

/// Σ m(x − r) over the offsets of each orbit of J, of single cells.
final class OrbitSums {

  private final Grid grid;
  private final List<Symmetry.Orbit> orbits;
  private double[] m = new double[0];

  OrbitSums(Grid grid, List<Symmetry.Orbit> orbits) {
    this.grid = grid;
    this.orbits = orbits;
  }

  /// Goes to a field of vectors.
  void of(double[] field) {
    m = field;
  }

  void at(int orbit, int x, double[] sum) {
    Arrays.fill(sum, 0);
    int cells = grid.size();
    int row = x / grid.nx();
    int column = x % grid.nx();
    for (int[] r : orbits.get(orbit).offsets()) {
      int at = grid.index(row - r[0], column - r[1]);
      sum[0] += m[at];
      sum[1] += m[at + cells];
      sum[2] += m[at + 2 * cells];
    }
  }
}
