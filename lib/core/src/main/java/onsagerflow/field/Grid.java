package onsagerflow.field;

/// A periodic rectangular lattice of `ny × nx` cells; cell (y, x) has index `y·nx + x`.
///
/// @param ny cells along y
/// @param nx cells along x
/// @param spacing edge of a cell, in units of the microscopic lattice spacing
public record Grid(int ny, int nx, double spacing) {

  public Grid {
    if (ny < 1 || nx < 1) {
      throw new IllegalArgumentException("a grid needs cells, got " + ny + " x " + nx);
    }
    if (!(spacing > 0)) {
      throw new IllegalArgumentException("grid spacing must be positive, got " + spacing);
    }
    Math.multiplyExact(ny, nx);
  }

  /// A square lattice of unit cells: the microscopic lattice of edge `length`.
  public static Grid square(int length) {
    return new Grid(length, length, 1);
  }

  /// The number of cells.
  public int size() {
    return ny * nx;
  }

  /// The grid of blocks of `block × block` cells.
  ///
  /// @throws IllegalArgumentException if the block does not divide both edges
  public Grid coarsen(int block) {
    if (block < 1 || ny % block != 0 || nx % block != 0) {
      throw new IllegalArgumentException(
          "block size " + block + " does not divide the lattice " + ny + " x " + nx);
    }
    return new Grid(ny / block, nx / block, spacing * block);
  }

  /// The index of the cell at (y, x), both taken periodically.
  public int index(int y, int x) {
    return Math.floorMod(y, ny) * nx + Math.floorMod(x, nx);
  }

  /// The five-point Laplacian, `m(y±1, x) + m(y, x±1) − 4m(y, x)`, in units of cells.
  ///
  /// @param m field, [#size] values
  /// @param result receives Δm; another array than m
  public void laplacian(double[] m, double[] result) {
    for (int y = 0; y < ny; y++) {
      int row = y * nx;
      int north = index(y - 1, 0);
      int south = index(y + 1, 0);
      for (int x = 0; x < nx; x++) {
        double west = m[row + (x == 0 ? nx - 1 : x - 1)];
        double east = m[row + (x == nx - 1 ? 0 : x + 1)];
        result[row + x] = m[north + x] + m[south + x] + west + east - 4 * m[row + x];
      }
    }
  }
}
