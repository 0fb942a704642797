package onsagerflow.field.fourier;

import java.util.List;
import onsagerflow.field.Grid;

/// Convolution of a field of vectors with a symmetric tensor, `h_a(x) = Σ_b Σ_y N_ab(x − y)
/// v_b(y)`, by the fast Fourier transform in double precision: periodic along periodic axes, and
/// with nothing beyond the ends of open ones.
///
/// N has the parity of the field between two boxes: each N_ab changes its sign with each coordinate
/// that stands once in ab (N_xy with x and with y), and with no other. It is given for offsets ≥ 0,
/// its transform is real, and half of that is kept along y and z.
///
/// Open axes are padded with zeros to a length that transforms quickly, and lines that hold nothing
/// but padding are not transformed. The result is the same, bit for bit, whatever the number of
/// threads. An instance holds work space and serves one caller at a time.
public final class TensorConvolution {

  /// How many components a tensor has: xx, yy, zz, xy, xz, yz.
  public static final int COMPONENTS = 6;

  private final TensorProduct product;

  /// @param kernel N_ab of each component at offsets 0 to n − 1 along every axis, in the order of
  ///   the grid's cells; along periodic axes the sum over all images
  /// @throws IllegalArgumentException if it has another size
  public TensorConvolution(Grid grid, List<double[]> kernel) {
    if (kernel.size() != COMPONENTS || kernel.stream().anyMatch(n -> n.length != grid.size())) {
      throw new IllegalArgumentException(
          "a tensor on %s has %s components of %s values, got %s of %s"
              .formatted(
                  grid,
                  COMPONENTS,
                  grid.size(),
                  kernel.size(),
                  kernel.stream().map(n -> n.length).toList()));
    }
    var spectrum = new TensorSpectrum(grid, kernel);
    this.product =
        Fftw.isAvailable()
            ? new FftwTensorProduct(grid, spectrum)
            : new PortableTensorProduct(grid, spectrum);
  }

  /// Writes `N*v` into h.
  ///
  /// @param v three arrays of `grid.size()` values
  /// @param h receives as many; may be v
  public void apply(double[][] v, double[][] h) {
    product.apply(v, h);
  }
}
