package onsagerflow.field;

import org.jtransforms.fft.FloatFFT_2D;

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
    private final FloatFFT_2D fft;
    private final float[] work;

    Portable(Grid grid) {
      this.grid = grid;
      this.fft = new FloatFFT_2D(grid.ny(), grid.nx());
      this.work = new float[2 * grid.size()];
    }

    @Override
    public float[] transfer(Kernel kernel) {
      load(wrap(kernel, grid));
      fft.complexForward(work);
      var transfer = new float[grid.size()];
      for (int k = 0; k < transfer.length; k++) {
        transfer[k] = work[2 * k]; // real, because the kernel is even
      }
      return transfer;
    }

    @Override
    public void multiply(float[] in, float[] transfer, float[] result) {
      load(in);
      fft.complexForward(work);
      for (int k = 0; k < transfer.length; k++) {
        work[2 * k] *= transfer[k];
        work[2 * k + 1] *= transfer[k];
      }
      fft.complexInverse(work, true);
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
