package onsagerflow.field.fourier;

import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;

/// Convolution `J*m` by the fast Fourier transform, in double precision: periodic along periodic
/// axes, and with nothing beyond the ends of open ones.
///
/// Open axes are padded with zeros to a length that transforms quickly. Made for one grid and one
/// kernel and used for many fields. An instance holds work space and serves one thread at a time.
public final class Convolution {

  private final Grid grid;
  private final Padding padding;
  private final double[] transfer;
  private final double[] padded;
  private final Fourier fourier;

  /// @throws IllegalArgumentException if the kernel is wider than the grid along a periodic axis,
  ///   or has other dimensions
  public Convolution(Grid grid, Kernel kernel) {
    kernel.requireFits(grid);
    this.grid = grid;
    this.padding = new Padding(grid, kernel.radius());
    this.fourier = Fourier.of(padding.padded());
    this.transfer = fourier.transfer(kernel);
    this.padded = new double[grid.isPeriodic() ? 0 : padding.padded().size()];
  }

  /// Writes `J*m` into `result`; both are arrays of `grid.size()` values for each of any number of
  /// components, and may be the same.
  public void apply(double[] m, double[] result) {
    for (int from = 0; from < m.length; from += grid.size()) {
      if (grid.isPeriodic()) {
        fourier.multiply(m, transfer, result, from);
      } else {
        java.util.Arrays.fill(padded, 0);
        padding.in(m, from, padded);
        fourier.multiply(padded, transfer, padded, 0);
        padding.out(padded, result, from);
      }
    }
  }

  /// The field `J*m`.
  public ScalarField apply(ScalarField m) {
    var result = new ScalarField(grid);
    apply(m.values(), result.values());
    return result;
  }
}
