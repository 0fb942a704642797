package onsagerflow.statistics.domains;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;

/// A closed line m = 0: a hull, the outer boundary of a domain.
///
/// Marching squares between the cells' centres with linear interpolation (Lorensen and Cline,
/// SIGGRAPH 21, 163 (1987), in the plane); where two signs face each other crosswise, the mean of
/// the four cells says which pair is connected. The length is thus that of the smooth line, and not
/// the 4/π times longer one along cell edges; it has errors of the order (a/R)² at radius R for a
/// smooth field of cells a wide. Hulls and the areas they enclose, holes included: Arenzon, Bray,
/// Cugliandolo and Sicilia, Phys. Rev. Lett. 98, 145701 (2007).
///
/// @param length in lattice spacings
/// @param area enclosed, in squared lattice spacings; above zero if m > 0 just inside, below zero
///   if m < 0, and NaN for a line that goes around the periodic box
public record Contour(double length, double area) {

  /// Whether the line goes around the box, so that it encloses nothing.
  public boolean spans() {
    return Double.isNaN(area);
  }

  /// All lines m = 0 of a field.
  public static List<Contour> of(ScalarField m) {
    return new Lines(m).trace();
  }

  /// Lines as links between the points where they cross the edges between neighbouring cells: edge
  /// `cell` goes from a cell to the next one along x, edge `n + cell` to the next one along y.
  private static final class Lines {
    private final ScalarField m;
    private final Grid grid;
    private final int[] next;
    private final double[] dy;
    private final double[] dx;

    Lines(ScalarField m) {
      this.m = m;
      this.grid = m.grid();
      this.next = new int[2 * grid.size()];
      this.dy = new double[next.length];
      this.dx = new double[next.length];
      Arrays.fill(next, -1);
      for (int y = 0; y < grid.ny(); y++) {
        for (int x = 0; x < grid.nx(); x++) {
          link(y, x);
        }
      }
    }

    /// Links the crossings on the edges of one square, m ≥ 0 on the left of each link.
    private void link(int y, int x) {
      int n = grid.size();
      int[] corners = {
        grid.index(y, x), grid.index(y, x + 1), grid.index(y + 1, x + 1), grid.index(y + 1, x)
      };
      int[] edges = {corners[0], n + corners[1], corners[3], n + corners[0]};
      double sum = 0;
      int crossings = 0;
      for (int i = 0; i < 4; i++) {
        sum += m.get(corners[i]);
        crossings += up(corners[i]) != up(corners[(i + 1) % 4]) ? 1 : 0;
      }
      // around the square, a link starts where the sign falls and ends where it rises
      for (int i = 0; crossings > 0 && i < 4; i++) {
        if (up(corners[i]) && !up(corners[(i + 1) % 4])) {
          int step = crossings == 4 && sum < 0 ? 3 : 1;
          int end = (i + step) % 4;
          while (up(corners[end]) || !up(corners[(end + 1) % 4])) {
            end = (end + step) % 4;
          }
          next[edges[i]] = edges[end];
          dy[edges[i]] = height(corners, end) - height(corners, i);
          dx[edges[i]] = width(corners, end) - width(corners, i);
        }
      }
    }

    private boolean up(int cell) {
      return m.get(cell) >= 0;
    }

    /// Where m = 0 between two corners, as a share of the way.
    private double share(int from, int to) {
      return m.get(from) / (m.get(from) - m.get(to));
    }

    private double width(int[] c, int edge) {
      return switch (edge) {
        case 0 -> share(c[0], c[1]);
        case 1 -> 1;
        case 2 -> share(c[3], c[2]);
        default -> 0;
      };
    }

    private double height(int[] c, int edge) {
      return switch (edge) {
        case 0 -> 0;
        case 1 -> share(c[1], c[2]);
        case 2 -> 1;
        default -> share(c[0], c[3]);
      };
    }

    List<Contour> trace() {
      var lines = new ArrayList<Contour>();
      for (int start = 0; start < next.length; start++) {
        if (next[start] >= 0) {
          lines.add(trace(start));
        }
      }
      return lines;
    }

    private Contour trace(int start) {
      double length = 0;
      double area = 0;
      double y = 0;
      double x = 0;
      int at = start;
      do {
        length += Math.hypot(dy[at], dx[at]);
        area += (x * dy[at] - y * dx[at]) / 2; // Green's theorem
        y += dy[at];
        x += dx[at];
        int then = next[at];
        next[at] = -1; // each line once
        at = then;
      } while (at != start);
      double a = grid.spacing();
      // a line around the box ends a whole edge away from where it began
      boolean closed = Math.abs(y) < 0.5 && Math.abs(x) < 0.5;
      return new Contour(length * a, closed ? area * a * a : Double.NaN);
    }
  }
}
