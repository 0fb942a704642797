package onsagerflow.field.fourier;

import onsagerflow.field.Grid;

/// Periodic cross-correlation of fields with one of them fixed, C(r) = Σ_x a(x) b(x − r), by
/// Fourier transform.
///
/// An instance holds work space and serves one thread at a time.
public final class Correlation {

  private final Fourier fourier;
  private final double[] spectrum;

  public Correlation(Grid grid) {
    this.fourier = Fourier.of(grid);
    this.spectrum = new double[fourier.spectrumLength()];
  }

  /// Fixes b.
  public void with(double[] b) {
    fourier.spectrum(b, spectrum);
  }

  /// Writes C(r), offset r at the grid's index of (dy, dx).
  public void apply(double[] a, double[] result) {
    fourier.correlate(a, spectrum, result);
  }
}
