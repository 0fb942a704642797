package onsagerflow.field;

import java.util.function.DoubleBinaryOperator;
import org.jtransforms.fft.DoubleFFT_2D;

/// Multiplication by a real transfer function in Fourier space, and squared amplitudes, in double
/// precision.
///
/// FFTW where its native library loads, else JTransforms (4 to 5 times slower).
sealed interface Fourier permits FftwFourier, Fourier.Portable {

  static Fourier of(Grid grid) {
    return Fftw.isAvailable() ? new FftwFourier(grid) : new Portable(grid);
  }

  /// The transfer function of a kernel in the layout that [#multiply] wants.
  double[] transfer(Kernel kernel);

  /// The same of a real even function of (ky, kx), radians per cell, each in (−π, π].
  double[] transfer(DoubleBinaryOperator f);

  /// result = F⁻¹[ transfer · F[in] ].
  void multiply(double[] in, double[] transfer, double[] result);

  /// result = F[in], in a layout of its own; [#correlate] takes it.
  void spectrum(double[] in, double[] result);

  /// The length of a [#spectrum].
  int spectrumLength();

  /// result = F⁻¹[ F[in] · conj(spectrum) ].
  void correlate(double[] in, double[] spectrum, double[] result);

  /// result = |F[in]|² / size, wave vector (jy, jx) at `jy·nx + jx`.
  void power(double[] in, double[] result);

  /// result = F[in], real and imaginary part of wave vector (jy, jx) at `2(jy·nx + jx)`.
  void amplitudes(double[] in, double[] result);

  /// The JTransforms version: full complex transforms of any size.
  final class Portable implements Fourier {
    private final Grid grid;
    private final DoubleFFT_2D fft;
    private final double[] work;

    Portable(Grid grid) {
      this.grid = grid;
      this.fft = new DoubleFFT_2D(grid.ny(), grid.nx());
      this.work = new double[2 * grid.size()];
    }

    @Override
    public double[] transfer(Kernel kernel) {
      load(wrap(kernel, grid));
      fft.complexForward(work);
      var transfer = new double[grid.size()];
      for (int k = 0; k < transfer.length; k++) {
        transfer[k] = work[2 * k]; // real, because the kernel is even
      }
      return transfer;
    }

    @Override
    public double[] transfer(DoubleBinaryOperator f) {
      var transfer = new double[grid.size()];
      for (int y = 0; y < grid.ny(); y++) {
        for (int x = 0; x < grid.nx(); x++) {
          double ky = waveNumber(y, grid.ny());
          transfer[y * grid.nx() + x] = f.applyAsDouble(ky, waveNumber(x, grid.nx()));
        }
      }
      return transfer;
    }

    @Override
    public void multiply(double[] in, double[] transfer, double[] result) {
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

    @Override
    public void spectrum(double[] in, double[] result) {
      load(in);
      fft.complexForward(work);
      System.arraycopy(work, 0, result, 0, work.length);
    }

    @Override
    public int spectrumLength() {
      return work.length;
    }

    @Override
    public void correlate(double[] in, double[] spectrum, double[] result) {
      load(in);
      fft.complexForward(work);
      for (int k = 0; k < work.length; k += 2) {
        double re = work[k] * spectrum[k] + work[k + 1] * spectrum[k + 1];
        work[k + 1] = work[k + 1] * spectrum[k] - work[k] * spectrum[k + 1];
        work[k] = re;
      }
      fft.complexInverse(work, true);
      for (int i = 0; i < result.length; i++) {
        result[i] = work[2 * i];
      }
    }

    @Override
    public void power(double[] in, double[] result) {
      load(in);
      fft.complexForward(work);
      for (int k = 0; k < result.length; k++) {
        double re = work[2 * k];
        double im = work[2 * k + 1];
        result[k] = (re * re + im * im) / grid.size();
      }
    }

    @Override
    public void amplitudes(double[] in, double[] result) {
      spectrum(in, result);
    }

    private void load(double[] in) {
      for (int i = 0; i < in.length; i++) {
        work[2 * i] = in[i];
        work[2 * i + 1] = 0;
      }
    }
  }

  /// The wave number of the j-th of n amplitudes, radians per cell.
  static double waveNumber(int j, int n) {
    return 2 * Math.PI * (2 * j > n ? j - n : j) / n;
  }

  /// The kernel as a field on the grid, its centre at cell 0.
  static double[] wrap(Kernel kernel, Grid grid) {
    var wrapped = new double[grid.size()];
    int r = kernel.radius();
    for (int dy = -r; dy <= r; dy++) {
      for (int dx = -r; dx <= r; dx++) {
        wrapped[grid.index(dy, dx)] += kernel.get(dy, dx);
      }
    }
    return wrapped;
  }
}
