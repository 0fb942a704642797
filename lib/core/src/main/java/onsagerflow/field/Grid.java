package onsagerflow.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A rectangular lattice of cells in two or three dimensions.
///
/// Cell (z, y, x) has index `(z·ny + y)·nx + x`: x runs fastest, as in `m [frame, (z,) y, x]` on
/// disk. A grid of two dimensions has one layer, nz = 1.
public final class Grid {

  /// What lies beyond the ends of an axis.
  public enum Boundary {
    /// The other end.
    PERIODIC,
    /// Nothing: a cell at the end has no neighbour there.
    OPEN
  }

  /// One direction of a lattice.
  ///
  /// @param cells number of them
  /// @param spacing edge of a cell, in units of the microscopic lattice spacing
  public record Axis(int cells, double spacing, Boundary boundary) {
    public Axis {
      if (cells < 1) {
        throw new IllegalArgumentException("a grid needs cells along every axis, got " + cells);
      }
      if (!(spacing > 0)) {
        throw new IllegalArgumentException("grid spacing must be positive, got " + spacing);
      }
    }

    private boolean isPeriodic() {
      return boundary == Boundary.PERIODIC;
    }

    private int wrap(int cell) {
      return isPeriodic() ? Math.floorMod(cell, cells) : Objects.checkIndex(cell, cells);
    }

    /// The cell one step away, or the cell itself at an open end.
    private int neighbour(int cell, int step) {
      return isPeriodic()
          ? Math.floorMod(cell + step, cells)
          : Math.clamp(cell + step, 0, cells - 1);
    }
  }

  private final List<Axis> axes;
  private final int nz;
  private final int ny;
  private final int nx;
  private final boolean simple; // two dimensions, periodic: the quick way to an index

  /// @param axes two (y, x) or three (z, y, x)
  /// @throws IllegalArgumentException if they are fewer or more, or have more cells than an int
  ///   counts
  public Grid(List<Axis> axes) {
    if (axes.size() != 2 && axes.size() != 3) {
      throw new IllegalArgumentException(
          "a grid has two or three dimensions, got " + axes.size() + " axes");
    }
    this.axes = List.copyOf(axes);
    this.nz = axes.size() == 3 ? axes.getFirst().cells : 1;
    this.ny = axes.get(axes.size() - 2).cells;
    this.nx = axes.getLast().cells;
    this.simple = axes.size() == 2 && isPeriodic();
    if ((double) nz * ny * nx > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a grid has at most " + Integer.MAX_VALUE + " cells, got " + extent());
    }
  }

  /// A periodic grid of two dimensions.
  ///
  /// @param ny cells along y
  /// @param nx cells along x
  /// @param spacing edge of a cell, in units of the microscopic lattice spacing
  public Grid(int ny, int nx, double spacing) {
    this(
        List.of(
            new Axis(ny, spacing, Boundary.PERIODIC), new Axis(nx, spacing, Boundary.PERIODIC)));
  }

  /// A square lattice of unit cells: the microscopic lattice of edge `length`.
  public static Grid square(int length) {
    return new Grid(length, length, 1);
  }

  /// The axes in the order (z,) y, x.
  public List<Axis> axes() {
    return axes;
  }

  /// Two or three.
  public int dimensions() {
    return axes.size();
  }

  /// Cells along z; 1 in two dimensions.
  public int nz() {
    return nz;
  }

  /// Cells along y.
  public int ny() {
    return ny;
  }

  /// Cells along x.
  public int nx() {
    return nx;
  }

  /// The edge of a cell, in units of the microscopic lattice spacing.
  ///
  /// @throws IllegalStateException if it is not the same along all axes
  public double spacing() {
    double spacing = axes.getLast().spacing;
    if (!axes.stream().allMatch(axis -> axis.spacing == spacing)) {
      throw new IllegalStateException("the edges of a cell differ: " + this);
    }
    return spacing;
  }

  /// Whether all axes are.
  public boolean isPeriodic() {
    return axes.stream().allMatch(Axis::isPeriodic);
  }

  /// @throws IllegalArgumentException unless there are two axes, both periodic: what most of the
  ///   library reads and measures
  public void requirePeriodicPlane() {
    if (!simple) {
      throw new IllegalArgumentException(
          "needs a grid of two dimensions, periodic in both, got " + this);
    }
  }

  /// The number of cells.
  public int size() {
    return nz * ny * nx;
  }

  /// The spins of a block of edge B, v: B² in two dimensions, B³ in three.
  ///
  /// @throws IllegalArgumentException if they are more than an int counts
  public static int cellVolume(int block, int dimensions) {
    double volume = Math.pow(block, dimensions);
    if (volume > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a block has at most " + Integer.MAX_VALUE + " spins, got edge " + block);
    }
    return (int) volume;
  }

  /// The points of the microscopic lattice under one cell: the product of its edges, rounded, at
  /// least 1.
  public int cellVolume() {
    double volume = 1;
    for (var axis : axes) {
      volume *= axis.spacing;
    }
    return Math.max(1, Math.toIntExact(Math.round(volume)));
  }

  /// The grid of blocks of `block` cells along every axis.
  ///
  /// @throws IllegalArgumentException if the block does not divide all edges
  public Grid coarsen(int block) {
    if (block < 1 || !axes.stream().allMatch(axis -> axis.cells % block == 0)) {
      throw new IllegalArgumentException(
          "block size " + block + " does not divide the lattice " + extent());
    }
    return new Grid(
        axes.stream()
            .map(axis -> new Axis(axis.cells / block, axis.spacing * block, axis.boundary))
            .toList());
  }

  /// The index of the cell at (y, x) in two dimensions, taken periodically along periodic axes.
  ///
  /// @throws IndexOutOfBoundsException beyond the end of an open axis
  /// @throws IllegalStateException in three dimensions
  public int index(int y, int x) {
    if (simple) {
      return Math.floorMod(y, ny) * nx + Math.floorMod(x, nx);
    }
    if (axes.size() == 3) {
      throw new IllegalStateException("a cell has three coordinates on " + this);
    }
    return axes.getFirst().wrap(y) * nx + axes.getLast().wrap(x);
  }

  /// The cell that is an offset before another, x − r, periodically along periodic axes.
  ///
  /// @param cell index of x
  /// @param r (dy, dx), or (dz, dy, dx) in three dimensions
  /// @return its index, −1 where an open axis has none
  public int before(int cell, int[] r) {
    int dimensions = axes.size();
    int z = cell / nx / ny - (dimensions == 3 ? r[0] : 0);
    int y = cell / nx % ny - r[dimensions - 2];
    int x = cell % nx - r[dimensions - 1];
    if (dimensions == 3) {
      z = onAxis(axes.getFirst(), z);
    }
    y = onAxis(axes.get(dimensions - 2), y);
    x = onAxis(axes.getLast(), x);
    return z < 0 || y < 0 || x < 0 ? -1 : (z * ny + y) * nx + x;
  }

  private static int onAxis(Axis axis, int cell) {
    if (axis.isPeriodic()) {
      return Math.floorMod(cell, axis.cells);
    }
    return cell < axis.cells ? cell : -1;
  }

  /// The index of the cell at (z, y, x), taken periodically along periodic axes; z = 0 in two
  /// dimensions.
  ///
  /// @throws IndexOutOfBoundsException beyond the end of an open axis
  public int index(int z, int y, int x) {
    int layer = axes.size() == 3 ? axes.getFirst().wrap(z) : Objects.checkIndex(z, 1);
    int row = axes.get(axes.size() - 2).wrap(y);
    return (layer * ny + row) * nx + axes.getLast().wrap(x);
  }

  /// A cell in words, such as `cell (y 2, x 5)` or `cell (z 1, y 2, x 5)`.
  ///
  /// @param index of the cell
  public String cell(int index) {
    String plane = "y " + index / nx % ny + ", x " + index % nx + ")";
    return axes.size() == 3 ? "cell (z " + index / nx / ny + ", " + plane : "cell (" + plane;
  }

  /// The Laplacian of nearest neighbours, Σ (m(neighbour) − m(here)) over four or six of them, in
  /// units of cells.
  ///
  /// At an open end the normal derivative is zero: a cell that has no neighbour there stands for
  /// it.
  ///
  /// @param m field, [#size] values
  /// @param result receives Δm; another array than m
  public void laplacian(double[] m, double[] result) {
    var alongY = axes.get(axes.size() - 2);
    int westOfFirst = axes.getLast().neighbour(0, -1);
    int eastOfLast = axes.getLast().neighbour(nx - 1, 1);
    for (int z = 0; z < nz; z++) {
      for (int y = 0; y < ny; y++) {
        int row = (z * ny + y) * nx;
        int north = (z * ny + alongY.neighbour(y, -1)) * nx;
        int south = (z * ny + alongY.neighbour(y, 1)) * nx;
        for (int x = 0; x < nx; x++) {
          double west = m[row + (x == 0 ? westOfFirst : x - 1)];
          double east = m[row + (x == nx - 1 ? eastOfLast : x + 1)];
          result[row + x] = m[north + x] + m[south + x] + west + east - 4 * m[row + x];
        }
      }
    }
    if (axes.size() == 3) {
      addAlongZ(m, result);
    }
  }

  private void addAlongZ(double[] m, double[] result) {
    int layer = ny * nx;
    for (int z = 0; z < nz; z++) {
      int here = z * layer;
      int below = axes.getFirst().neighbour(z, -1) * layer;
      int above = axes.getFirst().neighbour(z, 1) * layer;
      for (int i = 0; i < layer; i++) {
        result[here + i] += m[below + i] + m[above + i] - 2 * m[here + i];
      }
    }
  }

  /// The cells along each axis, such as `128 x 128`.
  public String extent() {
    return axes.stream().map(axis -> String.valueOf(axis.cells)).collect(Collectors.joining(" x "));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Grid grid && axes.equals(grid.axes);
  }

  @Override
  public int hashCode() {
    return axes.hashCode();
  }

  /// In words, such as `128 x 128 cells of edge 8`.
  @Override
  public String toString() {
    var edges = axes.stream().map(axis -> String.valueOf((float) axis.spacing)).toList();
    var open = new ArrayList<String>();
    for (int axis = 0; axis < axes.size(); axis++) {
      if (!axes.get(axis).isPeriodic()) {
        open.add("zyx".substring(3 - axes.size() + axis, 4 - axes.size() + axis));
      }
    }
    return extent()
        + " cells of edge "
        + (Set.copyOf(edges).size() == 1 ? edges.getFirst() : String.join(" x ", edges))
        + (open.isEmpty() ? "" : ", open along " + String.join(" and ", open));
  }
}
