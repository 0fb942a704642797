package onsagerflow.micromagnetic;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.ToDoubleFunction;
import onsagerflow.field.Grid;
import onsagerflow.field.vector.VectorField;

/// Which material lies in which cell. Cells may be empty: there the vectors stand for nothing, and
/// no field acts on them.
public final class Sample {

  /// The region of a cell that holds nothing.
  public static final int EMPTY = -1;

  private static final double SMALLEST_LENGTH = 1e-6;

  private final Mesh mesh;
  private final Grid grid;
  private final List<Material> materials;
  private final int[] regions;

  /// @param materials by number of the region
  /// @param region of each cell, [#EMPTY] where there is nothing
  /// @throws IllegalArgumentException if a region has no material, or all cells are empty
  public Sample(Mesh mesh, List<Material> materials, IntUnaryOperator region) {
    this.mesh = mesh;
    this.grid = mesh.grid();
    this.materials = List.copyOf(materials);
    this.regions = new int[grid.size()];
    Arrays.setAll(regions, region);
    for (int cell = 0; cell < regions.length; cell++) {
      if (regions[cell] < EMPTY || regions[cell] >= materials.size()) {
        throw new IllegalArgumentException(
            "regions have numbers from 0 to %s, got %s in %s"
                .formatted(materials.size() - 1, regions[cell], grid.cell(cell)));
      }
    }
    if (Arrays.stream(regions).allMatch(number -> number == EMPTY)) {
      throw new IllegalArgumentException("all cells of the sample are empty: " + mesh);
    }
  }

  /// One material everywhere.
  public Sample(Mesh mesh, Material material) {
    this(mesh, List.of(material), _ -> 0);
  }

  public Mesh mesh() {
    return mesh;
  }

  /// The lattice of the mesh.
  public Grid grid() {
    return grid;
  }

  public List<Material> materials() {
    return materials;
  }

  /// The number of a cell's region, or [#EMPTY].
  public int region(int cell) {
    return regions[cell];
  }

  /// Whether a cell holds material.
  public boolean isFilled(int cell) {
    return regions[cell] != EMPTY;
  }

  /// A property of the material in each cell, 0 where there is none.
  double[] values(ToDoubleFunction<Material> property) {
    double[] ofMaterial = materials.stream().mapToDouble(property).toArray();
    return Arrays.stream(regions).mapToDouble(r -> r == EMPTY ? 0 : ofMaterial[r]).toArray();
  }

  /// The largest of a property among the materials.
  double largest(ToDoubleFunction<Material> property) {
    return materials.stream().mapToDouble(property).max().orElseThrow();
  }

  /// 1/M_s of each cell, 0 where there is nothing.
  double[] inverseSaturation() {
    return values(material -> 1 / material.saturation());
  }

  /// Brings the vectors of filled cells to unit length; those of empty ones become z.
  ///
  /// @throws IllegalArgumentException if one is zero or no number
  public VectorField normalised(VectorField m) {
    var unit = new VectorField(grid, 3);
    var length = m.norm();
    for (int cell = 0; cell < grid.size(); cell++) {
      if (!isFilled(cell)) {
        unit.set(2, cell, 1);
        continue;
      }
      if (!(length.get(cell) >= SMALLEST_LENGTH) || Double.isInfinite(length.get(cell))) {
        throw new IllegalArgumentException(
            "the magnetisation of %s has no direction, its length is %s"
                .formatted(grid.cell(cell), length.get(cell)));
      }
      for (int c = 0; c < 3; c++) {
        unit.set(c, cell, m.get(c, cell) / length.get(cell));
      }
    }
    return unit;
  }

  /// M/M_max of every cell, 0 in empty ones: what is written to files.
  public VectorField magnetisation(VectorField unit) {
    double[] saturation = values(Material::saturation);
    double most = largest(Material::saturation);
    var m = new VectorField(grid, 3);
    for (int c = 0; c < 3; c++) {
      for (int cell = 0; cell < grid.size(); cell++) {
        m.set(c, cell, unit.get(c, cell) * (saturation[cell] / most));
      }
    }
    return m;
  }

  /// The mean of m over the filled cells, three numbers.
  public double[] mean(VectorField unit) {
    var mean = new double[3];
    int filled = 0;
    for (int cell = 0; cell < grid.size(); cell++) {
      if (isFilled(cell)) {
        filled++;
        for (int c = 0; c < 3; c++) {
          mean[c] += unit.get(c, cell);
        }
      }
    }
    for (int c = 0; c < 3; c++) {
      mean[c] /= filled;
    }
    return mean;
  }

  /// V Σ M_i m_i·B_i, joule.
  double energyIn(double[][] b, double[][] m) {
    double sum = 0;
    for (int i = 0; i < regions.length; i++) {
      if (isFilled(i)) {
        double along = m[0][i] * b[0][i] + m[1][i] * b[1][i] + m[2][i] * b[2][i];
        sum += materials.get(regions[i]).saturation() * along;
      }
    }
    return mesh.cellVolume() * sum;
  }

  /// All that makes it this sample and no other.
  String identity() {
    return "%s, %s, regions %s"
        .formatted(mesh, materials, Integer.toHexString(Arrays.hashCode(regions)));
  }

  /// Mesh and materials.
  @Override
  public String toString() {
    return mesh + ", " + materials;
  }
}
