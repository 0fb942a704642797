package onsagerflow.field.fourier;

import onsagerflow.field.Grid;

/// The squared amplitudes of the waves of a field, `P(k) = (1/n) |Σ_x m(x) e^{−ik·x}|²`, n cells.
///
/// Along an open axis of length L waves are standing ones, cos kx with k = πj/L, whose slope
/// vanishes at both ends: P is the square of the cosine transform.
///
/// The mean of P over all n wave vectors is the mean square of m; uncorrelated values of variance
/// σ² have ⟨P(k)⟩ = σ² at every k ≠ 0. An instance holds work space and serves one thread at a
/// time.
public final class PowerSpectrum {

  private final Grid grid;

  /// Periodic: along open axes twice as many cells, for a field and its mirror image.
  private final Grid wide;

  private final Fourier fourier;
  private final double[] images;

  public PowerSpectrum(Grid grid) {
    this.grid = grid;
    this.wide =
        new Grid(
            grid.axes().stream()
                .map(
                    axis ->
                        new Grid.Axis(
                            isOpen(axis) ? 2 * axis.cells() : axis.cells(),
                            axis.spacing(),
                            Grid.Boundary.PERIODIC))
                .toList());
    this.fourier = Fourier.of(wide);
    this.images = new double[grid.isPeriodic() ? 0 : wide.size()];
  }

  private static boolean isOpen(Grid.Axis axis) {
    return axis.boundary() == Grid.Boundary.OPEN;
  }

  /// Writes P(k) of `m` into `result`, that of the wave vector 2π(jz/nz, jy/ny, jx/nx) per cell,
  /// half of it along open axes, at the grid's index of (jz, jy, jx); along a periodic axis jy and
  /// ny − jy stand for opposite directions.
  public void apply(double[] m, double[] result) {
    if (grid.isPeriodic()) {
      fourier.power(m, result);
      return;
    }
    int i = 0;
    for (int z = 0; z < wide.nz(); z++) {
      for (int y = 0; y < wide.ny(); y++) {
        int row = (folded(z, grid.nz()) * grid.ny() + folded(y, grid.ny())) * grid.nx();
        for (int x = 0; x < wide.nx(); x++) {
          images[i++] = m[row + folded(x, grid.nx())];
        }
      }
    }
    fourier.power(images, images);
    i = 0;
    for (int z = 0; z < grid.nz(); z++) {
      double ofZ = grid.dimensions() == 3 ? share(0, z) : 1;
      for (int y = 0; y < grid.ny(); y++) {
        double ofY = ofZ * share(grid.dimensions() - 2, y);
        int row = (z * wide.ny() + y) * wide.nx();
        for (int x = 0; x < grid.nx(); x++) {
          result[i++] = ofY * share(grid.dimensions() - 1, x) * images[row + x];
        }
      }
    }
  }

  private static int folded(int i, int cells) {
    return i < cells ? i : 2 * cells - 1 - i;
  }

  /// Of what the mirrored field has: cos² is 1 where there is no wave, and ½ in the mean of one.
  private double share(int direction, int j) {
    return j == 0 && isOpen(grid.axes().get(direction)) ? 0.5 : 1;
  }

  /// The length |k| of every wave vector, in radians per lattice spacing, in the order of [#apply].
  public double[] waveNumbers() {
    var k = new double[grid.size()];
    int i = 0;
    for (int z = 0; z < grid.nz(); z++) {
      double kz = grid.dimensions() == 3 ? along(0, z) : 0;
      for (int y = 0; y < grid.ny(); y++) {
        double ky = along(grid.dimensions() - 2, y);
        for (int x = 0; x < grid.nx(); x++) {
          k[i++] = Math.hypot(Math.hypot(ky, along(grid.dimensions() - 1, x)), kz);
        }
      }
    }
    return k;
  }

  private double along(int direction, int j) {
    var axis = grid.axes().get(direction);
    double length = axis.cells() * axis.spacing();
    return isOpen(axis)
        ? Math.PI * j / length
        : 2 * Math.PI * Math.min(j, axis.cells() - j) / length;
  }
}
