package onsagerflow.field.fourier;

import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;

/// The single-precision twin of [Convolution] (relative error 1e−7), for spin lattices.
///
/// An instance holds work space and serves one thread at a time; large lattices are transformed by
/// two threads, always two, so that the result has the same bits on every machine size.
public final class FloatConvolution {

  private final boolean periodic;
  private final Padding padding;
  private final float[] transfer;
  private final float[] padded;
  private final FloatFourier fourier;

  /// @throws IllegalArgumentException if the kernel is wider than the grid along a periodic axis,
  ///   or has other dimensions
  public FloatConvolution(Grid grid, Kernel kernel) {
    kernel.requireFits(grid);
    this.periodic = grid.isPeriodic();
    this.padding = new Padding(grid, kernel.radius());
    this.fourier = FloatFourier.of(padding.padded());
    this.transfer = fourier.transfer(kernel);
    this.padded = new float[periodic ? 0 : padding.padded().size()];
  }

  /// Writes `J*σ` into `result`; both are arrays of `grid.size()` values and may be the same.
  public void apply(float[] spins, float[] result) {
    if (periodic) {
      fourier.multiply(spins, transfer, result);
    } else {
      java.util.Arrays.fill(padded, 0);
      padding.in(spins, 0, padded);
      fourier.multiply(padded, transfer, padded);
      padding.out(padded, result, 0);
    }
  }
}
