package onsagerflow.field.fourier;

import onsagerflow.field.Grid;

/// The squared Fourier amplitudes of a field, `P(k) = (1/n) |Σ_x m(x) e^{−ik·x}|²`, n cells.
///
/// The mean of P over all n wave vectors is the mean square of m; uncorrelated values of variance
/// σ² have ⟨P(k)⟩ = σ² at every k ≠ 0. An instance holds work space and serves one thread at a
/// time.
public final class PowerSpectrum {

  private final Grid grid;
  private final Fourier fourier;

  public PowerSpectrum(Grid grid) {
    this.grid = grid;
    this.fourier = Fourier.of(grid);
  }

  /// Writes P(k) of `m` into `result`, wave vector 2π(jz/nz, jy/ny, jx/nx) per cell at the grid's
  /// index of (jz, jy, jx); jy and ny − jy stand for opposite directions.
  public void apply(double[] m, double[] result) {
    fourier.power(m, result);
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
    return 2 * Math.PI * Math.min(j, axis.cells() - j) / (axis.cells() * axis.spacing());
  }
}
