package onsagerflow.micromagnetic;

import java.util.List;
import onsagerflow.field.Grid;

/// The cells of a sample: equal boxes on a rectangular lattice.
public record Mesh(Axis x, Axis y, Axis z) {

  private static final double LONGEST_EDGE = 1e-3;
  private static final double SHORTEST_EDGE = 1e-12;

  /// One direction.
  ///
  /// @param cells number of them
  /// @param edge of a cell, m
  /// @param images 0 where the sample ends; else it goes on periodically, and so many images on
  ///   either side are seen by the demagnetising field
  public record Axis(int cells, double edge, int images) {

    public Axis {
      if (cells < 1) {
        throw new IllegalArgumentException("a mesh needs cells along every axis, got " + cells);
      }
      if (!(edge >= SHORTEST_EDGE && edge <= LONGEST_EDGE)) {
        throw new IllegalArgumentException(
            "the edge of a cell lies between %s and %s m, got %s"
                .formatted(SHORTEST_EDGE, LONGEST_EDGE, edge));
      }
      if (images < 0) {
        throw new IllegalArgumentException("images are counted from 0 on, got " + images);
      }
    }

    boolean isPeriodic() {
      return images > 0;
    }

    private Grid.Axis onGrid() {
      return new Grid.Axis(cells, edge, isPeriodic() ? Grid.Boundary.PERIODIC : Grid.Boundary.OPEN);
    }
  }

  /// A box with open ends.
  ///
  /// @param dx,dy,dz edges of a cell, m
  public Mesh(int nx, int ny, int nz, double dx, double dy, double dz) {
    this(new Axis(nx, dx, 0), new Axis(ny, dy, 0), new Axis(nz, dz, 0));
  }

  /// This mesh, periodic along axes of which the demagnetising field sees images.
  ///
  /// @param x,y,z how many of them on either side, 0 along axes with open ends
  public Mesh periodic(int x, int y, int z) {
    return new Mesh(
        new Axis(this.x.cells, this.x.edge, x),
        new Axis(this.y.cells, this.y.edge, y),
        new Axis(this.z.cells, this.z.edge, z));
  }

  /// The lattice, edges in metres: of two dimensions where there is one layer with open sides.
  public Grid grid() {
    return new Grid(
        z.cells == 1 && !z.isPeriodic()
            ? List.of(y.onGrid(), x.onGrid())
            : List.of(z.onGrid(), y.onGrid(), x.onGrid()));
  }

  /// The number of cells.
  public int size() {
    return grid().size();
  }

  /// V of one cell, m³.
  public double cellVolume() {
    return x.edge * y.edge * z.edge;
  }

  /// Where the middle of a cell lies, metres from the middle of the mesh.
  public double[] centre(int cell) {
    int row = cell / x.cells;
    return new double[] {
      offset(x, cell % x.cells), offset(y, row % y.cells), offset(z, row / y.cells)
    };
  }

  private static double offset(Axis axis, int at) {
    return (at - 0.5 * (axis.cells - 1)) * axis.edge;
  }

  /// In words, such as `128 x 32 x 1 cells of 3.90625e-09 x 3.90625e-09 x 3e-09 m`.
  @Override
  public String toString() {
    String periods =
        x.isPeriodic() || y.isPeriodic() || z.isPeriodic()
            ? ", periodic with %s, %s, %s images".formatted(x.images, y.images, z.images)
            : "";
    return "%s x %s x %s cells of %s x %s x %s m%s"
        .formatted(x.cells, y.cells, z.cells, x.edge, y.edge, z.edge, periods);
  }
}
