package onsagerflow.field.fourier;

import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;

/// The Fourier amplitudes of a field, `a(k) = Σ_x m(x) e^{−ik·x}`, x in cells.
///
/// An instance holds work space and serves one thread at a time.
public final class FourierAmplitudes {

  private final Grid grid;
  private final Fourier fourier;
  private final double[] amplitudes;

  /// @param grid of two dimensions, periodic
  public FourierAmplitudes(Grid grid) {
    grid.requirePeriodicPlane();
    this.grid = grid;
    this.fourier = Fourier.of(grid);
    this.amplitudes = new double[2 * grid.size()];
  }

  /// Transforms a field on the grid.
  public void of(ScalarField m) {
    fourier.amplitudes(m.values(), amplitudes);
  }

  /// Σ_x m cos k·x at k = 2π(jy/ny, jx/nx), of the field transformed last.
  public double cosine(int jy, int jx) {
    return amplitudes[2 * grid.index(jy, jx)];
  }

  /// Σ_x m sin k·x at k = 2π(jy/ny, jx/nx), of the field transformed last.
  public double sine(int jy, int jx) {
    return -amplitudes[2 * grid.index(jy, jx) + 1];
  }
}
