package onsagerflow.field.fourier;

import onsagerflow.field.Grid;

/// Multiplies every Fourier amplitude of a periodic field by a real even function of its wave
/// vector: `m^(k) → f(k) m^(k)`.
///
/// Made for one grid and used for many fields. An instance holds work space and serves one thread
/// at a time.
public final class SpectralFilter {

  /// A function of a wave vector.
  @FunctionalInterface
  public interface Function {
    /// Its value.
    ///
    /// @param kz,ky,kx radians per cell; kz = 0 in two dimensions
    double at(double kz, double ky, double kx);
  }

  private final int cells;
  private final Fourier fourier;
  private double[] transfer;

  /// The identity, until [#become] says otherwise.
  ///
  /// @throws IllegalArgumentException if the grid has an open end
  public SpectralFilter(Grid grid) {
    this.cells = grid.size();
    this.fourier = Fourier.of(grid);
    this.transfer = fourier.transfer((kz, ky, kx) -> 1);
  }

  /// Multiplies by f from now on.
  ///
  /// @param f even, f(−k) = f(k), and of period 2π along every axis
  public void become(Function f) {
    transfer = fourier.transfer(f);
  }

  /// Writes the filtered `m` into `result`; both are arrays of `grid.size()` values for each of any
  /// number of components, and may be the same.
  public void apply(double[] m, double[] result) {
    for (int from = 0; from < m.length; from += cells) {
      fourier.multiply(m, transfer, result, from);
    }
  }
}
