package onsagerflow.statistics.domains;

import java.util.ArrayList;
import java.util.List;
import onsagerflow.field.ScalarField;

/// A connected set of cells of one sign.
///
/// Cells are neighbours across an edge, periodically; cells that only meet at a corner are not
/// connected, in either sign. m = 0 counts as up. Found by union–find: Hoshen and Kopelman, Phys.
/// Rev. B 14, 3438 (1976).
///
/// @param up whether m ≥ 0
/// @param area in squared lattice spacings
public record Domain(boolean up, double area) {

  /// All domains of a field, in order of their first cell.
  public static List<Domain> of(ScalarField m) {
    var grid = m.grid();
    var root = new int[grid.size()];
    java.util.Arrays.setAll(root, cell -> cell);
    for (int cell = 0; cell < root.length; cell++) {
      int y = cell / grid.nx();
      int x = cell % grid.nx();
      joinIfAlike(m, root, cell, grid.index(y + 1, x));
      joinIfAlike(m, root, cell, grid.index(y, x + 1));
    }
    var cells = new int[root.length];
    for (int cell = 0; cell < root.length; cell++) {
      cells[find(root, cell)]++;
    }
    var domains = new ArrayList<Domain>();
    double area = grid.spacing() * grid.spacing();
    for (int cell = 0; cell < root.length; cell++) {
      if (cells[cell] > 0) {
        domains.add(new Domain(m.get(cell) >= 0, cells[cell] * area));
      }
    }
    return domains;
  }

  private static void joinIfAlike(ScalarField m, int[] root, int a, int b) {
    if (m.get(a) >= 0 == m.get(b) >= 0) {
      int one = find(root, a);
      int other = find(root, b);
      root[Math.max(one, other)] = Math.min(one, other); // the first cell is the root
    }
  }

  private static int find(int[] root, int cell) {
    int at = cell;
    while (root[at] != at) {
      root[at] = root[root[at]]; // halve the path
      at = root[at];
    }
    return at;
  }
}
