package onsagerflow.field.fourier;

import onsagerflow.field.Grid;

/// Cross-correlation of fields with one of them fixed, C(r) = Σ_x a(x) b(x − r), by Fourier
/// transform: periodic along periodic axes, and with nothing beyond the ends of open ones.
///
/// An instance holds work space and serves one thread at a time.
public final class Correlation {

  private final Grid grid;
  private final Padding padding;
  private final Fourier fourier;
  private final double[] spectrum;
  private final double[] padded;

  /// For all offsets of a periodic grid.
  ///
  /// @throws IllegalArgumentException if an axis is open
  public Correlation(Grid grid) {
    this(grid, new Padding(grid, 0), Fourier.of(grid));
  }

  /// @param reach the longest offset along an open axis
  public static Correlation reaching(Grid grid, int reach) {
    var padding = new Padding(grid, reach);
    return new Correlation(grid, padding, Fourier.of(padding.padded()));
  }

  private Correlation(Grid grid, Padding padding, Fourier fourier) {
    this.grid = grid;
    this.padding = padding;
    this.fourier = fourier;
    this.spectrum = new double[fourier.spectrumLength()];
    this.padded = new double[grid.isPeriodic() ? 0 : padding.padded().size()];
  }

  /// Fixes b.
  public void with(double[] b) {
    fourier.spectrum(padded(b), spectrum);
  }

  /// Writes C(r), offset r at the index of (dy, dx), see [#index].
  ///
  /// @param result at least [#size] numbers
  public void apply(double[] a, double[] result) {
    fourier.correlate(padded(a), spectrum, result);
  }

  /// Offsets that C is written of.
  public int size() {
    return padding.padded().size();
  }

  /// Where C(r) stands.
  ///
  /// @param r (dy, dx), or (dz, dy, dx) in three dimensions
  public int index(int... r) {
    var grid = padding.padded();
    return r.length == 3 ? grid.index(r[0], r[1], r[2]) : grid.index(r[0], r[1]);
  }

  private double[] padded(double[] field) {
    if (grid.isPeriodic()) {
      return field;
    }
    padding.in(field, 0, padded);
    return padded;
  }
}
