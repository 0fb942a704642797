package onsagerflow.estimate.vector;

import java.util.Arrays;
import java.util.List;
import onsagerflow.field.Grid;
import onsagerflow.field.Symmetry;
import onsagerflow.meso.vector.Anisotropy;

/// What the couplings of a fit multiply in the field of single cells: A m(x) of each shape A of an
/// anisotropy, then Σ m(x − r) over the offsets of each orbit of J.
final class CouplingSums {

  private final Grid grid;
  private final List<Symmetry.Orbit> orbits;
  private final int shapes;
  private final double[] own = new double[3];
  private double[] m = new double[0];

  /// @param shapes how many of [Anisotropy#SHAPES]
  CouplingSums(Grid grid, int shapes, List<Symmetry.Orbit> orbits) {
    this.grid = grid;
    this.shapes = shapes;
    this.orbits = orbits;
  }

  /// Goes to a field of vectors.
  void of(double[] field) {
    m = field;
  }

  void at(int coupling, int x, double[] sum) {
    int cells = grid.size();
    if (coupling < shapes) {
      for (int c = 0; c < 3; c++) {
        own[c] = m[x + c * cells];
      }
      Anisotropy.SHAPES.get(coupling).field(own, sum);
      return;
    }
    Arrays.fill(sum, 0);
    for (int[] r : orbits.get(coupling - shapes).offsets()) {
      int at = grid.before(x, r);
      if (at < 0) {
        continue;
      }
      sum[0] += m[at];
      sum[1] += m[at + cells];
      sum[2] += m[at + 2 * cells];
    }
  }
}
