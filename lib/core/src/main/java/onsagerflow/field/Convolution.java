package onsagerflow.field;

/// Periodic convolution `J*m` by the fast Fourier transform, in double precision.
///
/// Made for one grid and one kernel and used for many fields. An instance holds work space and
/// serves one thread at a time.
public final class Convolution {

  private final Grid grid;
  private final double[] transfer;
  private final Fourier fourier;

  /// @throws IllegalArgumentException if the kernel is wider than the grid
  public Convolution(Grid grid, Kernel kernel) {
    kernel.requireFits(grid);
    this.grid = grid;
    this.fourier = Fourier.of(grid);
    this.transfer = fourier.transfer(kernel);
  }

  /// Writes `J*m` into `result`; both are arrays of `grid.size()` values and may be the same.
  public void apply(double[] m, double[] result) {
    fourier.multiply(m, transfer, result);
  }

  /// The field `J*m`.
  public ScalarField apply(ScalarField m) {
    var result = new ScalarField(grid);
    apply(m.values(), result.values());
    return result;
  }
}
