package onsagerflow.field;

/// Periodic convolution `J*σ` in single precision (relative error 1e−7), for spin lattices.
///
/// An instance holds work space and serves one thread at a time; large lattices are transformed by
/// two threads, always two, so that the result has the same bits on every machine size.
public final class FloatConvolution {

  private final float[] transfer;
  private final FloatFourier fourier;

  /// @throws IllegalArgumentException if the kernel is wider than the grid
  public FloatConvolution(Grid grid, Kernel kernel) {
    kernel.requireFits(grid);
    this.fourier = FloatFourier.of(grid);
    this.transfer = fourier.transfer(kernel);
  }

  /// Writes `J*σ` into `result`; both are arrays of `grid.size()` values and may be the same.
  public void apply(float[] spins, float[] result) {
    fourier.multiply(spins, transfer, result);
  }
}
