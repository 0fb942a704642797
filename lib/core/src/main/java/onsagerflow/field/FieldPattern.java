package onsagerflow.field;

import java.util.Arrays;

/// One number of an external field per cell; see [ExternalField#pattern].
final class FieldPattern implements ExternalField {

  private final ScalarField h;

  FieldPattern(ScalarField h) {
    for (int cell = 0; cell < h.size(); cell++) {
      if (!Double.isFinite(h.get(cell))) {
        throw new IllegalArgumentException(
            "field h must be finite, got %s in %s".formatted(h.get(cell), h.grid().cell(cell)));
      }
    }
    this.h = h.copy();
  }

  ScalarField h() {
    return h;
  }

  @Override
  public boolean isConstant() {
    return true;
  }

  @Override
  public boolean isUniform() {
    return false;
  }

  /// Repeated over cells, or averaged, until there is one number for each cell of the lattice.
  @Override
  public FieldPattern on(Grid grid) {
    var own = h.grid();
    if (own.equals(grid)) {
      return this;
    }
    int repeats = ratio(grid, own);
    if (repeats > 0) {
      return new FieldPattern(repeated(grid, repeats));
    }
    int edge = ratio(own, grid);
    if (edge > 0) {
      return new FieldPattern(averaged(grid, edge));
    }
    throw new IllegalArgumentException(
        "a field of %s values does not fit %s cells: give one for each site or block"
            .formatted(own.extent(), grid.extent()));
  }

  /// How many cells of a fine lattice lie along each edge of a coarse one's; 0 if they do not.
  private static int ratio(Grid fine, Grid coarse) {
    int times = fine.ny() / coarse.ny();
    boolean fits =
        fine.dimensions() == coarse.dimensions()
            && times * coarse.ny() == fine.ny()
            && times * coarse.nx() == fine.nx()
            && (fine.dimensions() == 2 || times * coarse.nz() == fine.nz());
    return fits ? times : 0;
  }

  private ScalarField repeated(Grid grid, int times) {
    var own = h.grid();
    var fine = new ScalarField(grid);
    for (int cell = 0; cell < fine.size(); cell++) {
      int z = grid.dimensions() == 3 ? cell / grid.nx() / grid.ny() / times : 0;
      int y = cell / grid.nx() % grid.ny() / times;
      int x = cell % grid.nx() / times;
      fine.set(cell, h.get(own.index(z, y, x)));
    }
    return fine;
  }

  private ScalarField averaged(Grid grid, int edge) {
    var own = h.grid();
    int layers = grid.dimensions() == 3 ? edge : 1;
    var coarse = new ScalarField(grid);
    for (int cell = 0; cell < coarse.size(); cell++) {
      int z = cell / grid.nx() / grid.ny() * layers;
      int y = cell / grid.nx() % grid.ny() * edge;
      int x = cell % grid.nx() * edge;
      double sum = 0;
      for (int i = 0; i < layers * edge * edge; i++) {
        sum += h.get(own.index(z + i / edge / edge, y + i / edge % edge, x + i % edge));
      }
      coarse.set(cell, sum / (layers * edge * edge));
    }
    return coarse;
  }

  @Override
  public double at(int cell, double t) {
    return h.get(cell);
  }

  @Override
  public void addTo(double[] field, double t) {
    double[] values = h.values();
    for (int cell = 0; cell < field.length; cell++) {
      field[cell] += values[cell];
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldPattern o
        && h.grid().extent().equals(o.h.grid().extent())
        && Arrays.equals(h.values(), o.h.values());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(h.values());
  }

  @Override
  public String identity() {
    return "%s values (%s)".formatted(h.grid().extent(), Digest.of(h.values()));
  }

  @Override
  public String toString() {
    return "%s values, %s to %s (%s)"
        .formatted(
            h.grid().extent(),
            Arrays.stream(h.values()).min().orElseThrow(),
            Arrays.stream(h.values()).max().orElseThrow(),
            Integer.toHexString(hashCode()));
  }
}
