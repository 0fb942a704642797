package onsagerflow.micromagnetic.file;

import java.util.ArrayList;
import java.util.List;
import onsagerflow.micromagnetic.Mesh;
import onsagerflow.micromagnetic.Sample;

/// A sample cut into boxes of cells of one region.
final class Boxes {

  private Boxes() {}

  /// Cells from a first to a last one along each axis, the last not included.
  record Box(int region, int x, int toX, int y, int toY, int z, int toZ) {

    /// As a shape of Mumax3: what lies in three ranges, metres from the middle of the mesh.
    String shape(Mesh mesh) {
      return "XRange(%s, %s).Intersect(YRange(%s, %s)).Intersect(ZRange(%s, %s))"
          .formatted(
              side(mesh.x(), x),
              side(mesh.x(), toX),
              side(mesh.y(), y),
              side(mesh.y(), toY),
              side(mesh.z(), z),
              side(mesh.z(), toZ));
    }

    private static double side(Mesh.Axis axis, int cell) {
      return (cell - 0.5 * axis.cells()) * axis.edge();
    }

    /// Whether it is all of a mesh.
    boolean isWhole(Mesh mesh) {
      return toX - x == mesh.x().cells()
          && toY - y == mesh.y().cells()
          && toZ - z == mesh.z().cells();
    }

    private boolean isSameInPlane(Box other) {
      return isSameInRow(other) && y == other.y && toY == other.toY;
    }

    private boolean isSameInRow(Box other) {
      return region == other.region && x == other.x && toX == other.toX;
    }
  }

  /// Rows first, then like rows that touch, then like planes; empty cells are in none.
  static List<Box> of(Sample sample) {
    var mesh = sample.mesh();
    var whole = new ArrayList<Box>();
    for (int z = 0; z < mesh.z().cells(); z++) {
      var plane = new ArrayList<Box>();
      for (int y = 0; y < mesh.y().cells(); y++) {
        for (var row : row(sample, y, z)) {
          int like = find(plane, of -> of.isSameInRow(row) && of.toY == row.y);
          if (like < 0) {
            plane.add(row);
          } else {
            var of = plane.get(like);
            plane.set(like, new Box(of.region, of.x, of.toX, of.y, row.toY, of.z, of.toZ));
          }
        }
      }
      for (var part : plane) {
        int like = find(whole, of -> of.isSameInPlane(part) && of.toZ == part.z);
        if (like < 0) {
          whole.add(part);
        } else {
          var of = whole.get(like);
          whole.set(like, new Box(of.region, of.x, of.toX, of.y, of.toY, of.z, part.toZ));
        }
      }
    }
    return whole;
  }

  private static int find(List<Box> boxes, java.util.function.Predicate<Box> wanted) {
    for (int i = boxes.size() - 1; i >= 0; i--) {
      if (wanted.test(boxes.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static List<Box> row(Sample sample, int y, int z) {
    var mesh = sample.mesh();
    int first = (z * mesh.y().cells() + y) * mesh.x().cells();
    var row = new ArrayList<Box>();
    for (int x = 0; x < mesh.x().cells(); ) {
      int region = sample.region(first + x);
      int to = x + 1;
      while (to < mesh.x().cells() && sample.region(first + to) == region) {
        to++;
      }
      if (region != Sample.EMPTY) {
        row.add(new Box(region, x, to, y, y + 1, z, z + 1));
      }
      x = to;
    }
    return row;
  }
}
