package onsagerflow.field;

import java.util.function.DoubleBinaryOperator;

/// Multiplies every Fourier amplitude of a periodic field by a real even function of its wave
/// vector: `m^(k) → f(k) m^(k)`.
///
/// Made for one grid and used for many fields. An instance holds work space and serves one thread
/// at a time.
public final class SpectralFilter {

  private final Fourier fourier;
  private double[] transfer;

  /// The identity, until [#become] says otherwise.
  public SpectralFilter(Grid grid) {
    this.fourier = Fourier.of(grid);
    this.transfer = fourier.transfer((ky, kx) -> 1);
  }

  /// Multiplies by f from now on.
  ///
  /// @param f of (ky, kx), radians per cell; f(−k) = f(k), of period 2π in both
  public void become(DoubleBinaryOperator f) {
    transfer = fourier.transfer(f);
  }

  /// Writes the filtered `m` into `result`; both are arrays of `grid.size()` values and may be the
  /// same.
  public void apply(double[] m, double[] result) {
    fourier.multiply(m, transfer, result);
  }
}
