package onsagerflow.micro.kac;

/// A square of cells and where its sites lie, row by row of the whole square.
final class Tile {

  private final int edge;
  private final int cells;
  private final byte[] y;
  private final byte[] x;
  private final short[] place;
  private final int[] cell;

  private Tile(int spacing, int cells, int width) {
    this.edge = spacing * cells;
    this.cells = cells;
    int sites = edge * edge;
    this.y = new byte[sites];
    this.x = new byte[sites];
    this.place = new short[sites];
    this.cell = new int[sites];
    for (int s = 0; s < sites; s++) {
      y[s] = (byte) (s / edge);
      x[s] = (byte) (s % edge);
      place[s] = (short) (y[s] % spacing * spacing + x[s] % spacing);
      cell[s] = y[s] / spacing * width + x[s] / spacing;
    }
  }

  /// The largest that tiles a lattice, with edges of at most so many sites, or one cell.
  static Tile of(int spacing, SplineField nodes, int largest) {
    int cells = Math.max(1, largest / spacing);
    while (nodes.cellsAlongY() % cells != 0 || nodes.cellsAlongX() % cells != 0) {
      cells--;
    }
    return new Tile(spacing, cells, nodes.width());
  }

  /// Sites along an edge.
  int edge() {
    return edge;
  }

  int sites() {
    return x.length;
  }

  /// Cells along an edge.
  int cells() {
    return cells;
  }

  int y(int site) {
    return y[site];
  }

  int x(int site) {
    return x[site];
  }

  /// Its place in its cell, `(y mod c)·c + (x mod c)`.
  int place(int site) {
    return place[site];
  }

  /// Its cell, as the index of the first node in an array with margin.
  int cell(int site) {
    return cell[site];
  }
}
