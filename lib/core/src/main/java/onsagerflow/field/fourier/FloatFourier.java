package onsagerflow.field.fourier;

import java.util.function.Consumer;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import org.jtransforms.fft.FloatFFT_2D;
import org.jtransforms.fft.FloatFFT_3D;

/// The single-precision twin of [Fourier].
sealed interface FloatFourier permits FftwFloatFourier, FloatFourier.Portable {

  static FloatFourier of(Grid grid) {
    return Fftw.isAvailable() ? new FftwFloatFourier(grid) : new Portable(grid);
  }

  /// The transfer function of a kernel in the layout that [#multiply] wants.
  float[] transfer(Kernel kernel);

  /// result = F⁻¹[ transfer · F[in] ].
  void multiply(float[] in, float[] transfer, float[] result);

  /// The JTransforms version: full complex transforms of any size.
  final class Portable implements FloatFourier {
    private final Grid grid;
    private final Consumer<float[]> forward;
    private final Consumer<float[]> inverse;
    private final float[] work;

    Portable(Grid grid) {
      this.grid = grid;
      if (grid.dimensions() == 3) {
        var fft = new FloatFFT_3D(grid.nz(), grid.ny(), grid.nx());
        this.forward = fft::complexForward;
        this.inverse = a -> fft.complexInverse(a, true);
      } else {
        var fft = new FloatFFT_2D(grid.ny(), grid.nx());
        this.forward = fft::complexForward;
        this.inverse = a -> fft.complexInverse(a, true);
      }
      this.work = new float[2 * grid.size()];
    }

    @Override
    public float[] transfer(Kernel kernel) {
      load(wrap(kernel, grid));
      forward.accept(work);
      var transfer = new float[grid.size()];
      for (int k = 0; k < transfer.length; k++) {
        transfer[k] = work[2 * k]; // real, because the kernel is even
      }
      return transfer;
    }

    @Override
    public void multiply(float[] in, float[] transfer, float[] result) {
      load(in);
      forward.accept(work);
      for (int k = 0; k < transfer.length; k++) {
        work[2 * k] *= transfer[k];
        work[2 * k + 1] *= transfer[k];
      }
      inverse.accept(work);
      for (int i = 0; i < result.length; i++) {
        result[i] = work[2 * i];
      }
    }

    private void load(float[] in) {
      for (int i = 0; i < in.length; i++) {
        work[2 * i] = in[i];
        work[2 * i + 1] = 0;
      }
    }
  }

  /// The kernel as a field on the grid, its centre at cell 0.
  static float[] wrap(Kernel kernel, Grid grid) {
    var wrapped = Fourier.wrap(kernel, grid);
    var rounded = new float[wrapped.length];
    for (int i = 0; i < wrapped.length; i++) {
      rounded[i] = (float) wrapped[i];
    }
    return rounded;
  }
}
