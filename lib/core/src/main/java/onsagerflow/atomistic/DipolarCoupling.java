package onsagerflow.atomistic;

import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.fourier.Convolution;
import onsagerflow.llg.PairTerm;

/// Dipolar coupling of all spins, `E = d Σ (s_i·s_j − 3 (s_i·r̂)(s_j·r̂))/r³` over pairs, by the
/// fast Fourier transform, on lattices that are open along all axes: periodic ones would need a sum
/// over images whose value depends on the shape of the sample.
///
/// Spins lie at the points of the lattice, one unit apart. In three dimensions memory grows as 64
/// times the cube of the longest axis.
public final class DipolarCoupling implements PairTerm {

  private static final int[][] PLACE = {{0, 3, 4}, {3, 1, 5}, {4, 5, 2}}; // xx, yy, zz, xy, xz, yz

  private final Grid grid;
  private final double strength;
  private final Convolution[] tensor = new Convolution[6];
  private final double[][] field;
  private final double[] work;
  private final double strongest;

  /// @param strength d = μ₀μ²/4πa³, positive
  /// @throws IllegalArgumentException if it is not, or an axis is periodic
  public DipolarCoupling(Grid grid, double strength) {
    if (!(strength > 0) || !Double.isFinite(strength)) {
      throw new IllegalArgumentException("a dipolar coupling must be positive, got " + strength);
    }
    if (!grid.axes().stream().allMatch(axis -> axis.boundary() == Grid.Boundary.OPEN)) {
      throw new IllegalArgumentException(
          "dipolar coupling needs a lattice that is open along all axes, got " + grid);
    }
    this.grid = grid;
    this.strength = strength;
    this.field = new double[3][grid.size()];
    this.work = new double[grid.size()];
    this.strongest = strongest(grid, strength);
    int reach = Math.max(grid.nz(), Math.max(grid.ny(), grid.nx())) - 1;
    for (int a = 0; a < 3; a++) {
      for (int b = a; b < 3; b++) {
        tensor[PLACE[a][b]] = new Convolution(grid, kernel(reach, a, b));
      }
    }
  }

  private Kernel kernel(int reach, int a, int b) {
    int width = 2 * reach + 1;
    int across = grid.dimensions() == 3 ? reach : 0;
    var values = new double[(2 * across + 1) * width * width];
    for (int i = 0; i < values.length; i++) {
      int z = i / (width * width) - across;
      int y = i / width % width - reach;
      int x = i % width - reach;
      values[i] = at(x, y, z, a, b);
    }
    return new Kernel(grid.dimensions(), reach, values);
  }

  /// The field along a of a unit vector along b, r away: d (3 r̂_a r̂_b − δ_ab)/r³.
  private double at(int x, int y, int z, int a, int b) {
    double square = (double) x * x + (double) y * y + (double) z * z;
    if (square == 0) {
      return 0;
    }
    double[] r = {x, y, z};
    double same = a == b ? 1 : 0;
    return strength * (3 * r[a] * r[b] / square - same) / (square * Math.sqrt(square));
  }

  @Override
  public void prepare(double[][] s, double time) {
    for (int a = 0; a < 3; a++) {
      tensor[PLACE[a][0]].apply(s[0], field[a]);
      for (int b = 1; b < 3; b++) {
        tensor[PLACE[a][b]].apply(s[b], work);
        for (int i = 0; i < work.length; i++) {
          field[a][i] += work[i];
        }
      }
    }
  }

  @Override
  public void addField(double[][] s, double[][] h, int from, int to) {
    for (int c = 0; c < 3; c++) {
      for (int i = from; i < to; i++) {
        h[c][i] += field[c][i];
      }
    }
  }

  @Override
  public void addResponse(int cell, double dx, double dy, double dz, double[][] h) {
    double[] change = {dx, dy, dz};
    int layer = grid.ny() * grid.nx();
    for (int i = 0; i < grid.size(); i++) {
      int z = i / layer - cell / layer;
      int y = i % layer / grid.nx() - cell % layer / grid.nx();
      int x = i % grid.nx() - cell % grid.nx();
      for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 3; b++) {
          h[a][i] += at(x, y, z, a, b) * change[b];
        }
      }
    }
  }

  /// The sum of the strongest field of each other spin, for one in the middle of the lattice.
  @Override
  public double strongestField() {
    return strongest;
  }

  private static double strongest(Grid grid, double strength) {
    int layer = grid.ny() * grid.nx();
    int centre = (grid.nz() / 2) * layer + (grid.ny() / 2) * grid.nx() + grid.nx() / 2;
    double sum = 0;
    for (int i = 0; i < grid.size(); i++) {
      int z = i / layer - centre / layer;
      int y = i % layer / grid.nx() - centre % layer / grid.nx();
      int x = i % grid.nx() - centre % grid.nx();
      double square = (double) x * x + (double) y * y + (double) z * z;
      sum += square == 0 ? 0 : 2 * strength / (square * Math.sqrt(square));
    }
    return sum;
  }

  @Override
  public String identity() {
    return "dipolar coupling " + strength;
  }
}
