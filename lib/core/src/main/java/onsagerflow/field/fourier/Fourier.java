package onsagerflow.field.fourier;

import java.util.function.Consumer;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import org.jtransforms.fft.DoubleFFT_2D;
import org.jtransforms.fft.DoubleFFT_3D;

/// Multiplication by a real transfer function in Fourier space, and squared amplitudes, in double
/// precision.
///
/// FFTW where its native library loads, else JTransforms (4 to 5 times slower).
sealed interface Fourier permits FftwFourier, Fourier.Portable {

  /// @throws IllegalArgumentException if the grid has an open end
  static Fourier of(Grid grid) {
    if (!grid.isPeriodic()) {
      throw new IllegalArgumentException("waves need a periodic grid, got " + grid);
    }
    return Fftw.isAvailable() ? new FftwFourier(grid) : new Portable(grid);
  }

  /// The transfer function of a kernel in the layout that [#multiply] wants.
  double[] transfer(Kernel kernel);

  /// The same of a real even function of the wave vector, radians per cell, each part in (−π, π].
  double[] transfer(SpectralFilter.Function f);

  /// result = F⁻¹[ transfer · F[in] ] of the field of both arrays that begins at `from`.
  void multiply(double[] in, double[] transfer, double[] result, int from);

  /// result = F[in], in a layout of its own; [#correlate] takes it.
  void spectrum(double[] in, double[] result);

  /// The length of a [#spectrum].
  int spectrumLength();

  /// result = F⁻¹[ F[in] · conj(spectrum) ].
  void correlate(double[] in, double[] spectrum, double[] result);

  /// result = |F[in]|² / size, in the order of the grid's indices.
  void power(double[] in, double[] result);

  /// result = F[in], real and imaginary part of wave vector (jy, jx) at `2(jy·nx + jx)`.
  void amplitudes(double[] in, double[] result);

  /// The JTransforms version: full complex transforms of any size.
  final class Portable implements Fourier {
    private final Grid grid;
    private final Consumer<double[]> forward;
    private final Consumer<double[]> inverse;
    private final double[] work;

    Portable(Grid grid) {
      this.grid = grid;
      if (grid.dimensions() == 3) {
        var fft = new DoubleFFT_3D(grid.nz(), grid.ny(), grid.nx());
        this.forward = fft::complexForward;
        this.inverse = a -> fft.complexInverse(a, true);
      } else {
        var fft = new DoubleFFT_2D(grid.ny(), grid.nx());
        this.forward = fft::complexForward;
        this.inverse = a -> fft.complexInverse(a, true);
      }
      this.work = new double[2 * grid.size()];
    }

    @Override
    public double[] transfer(Kernel kernel) {
      load(wrap(kernel, grid), 0);
      forward.accept(work);
      var transfer = new double[grid.size()];
      for (int k = 0; k < transfer.length; k++) {
        transfer[k] = work[2 * k]; // real, because the kernel is even
      }
      return transfer;
    }

    @Override
    public double[] transfer(SpectralFilter.Function f) {
      return values(f, grid, grid.nx());
    }

    @Override
    public void multiply(double[] in, double[] transfer, double[] result, int from) {
      load(in, from);
      forward.accept(work);
      for (int k = 0; k < transfer.length; k++) {
        work[2 * k] *= transfer[k];
        work[2 * k + 1] *= transfer[k];
      }
      inverse.accept(work);
      for (int i = 0; i < grid.size(); i++) {
        result[from + i] = work[2 * i];
      }
    }

    @Override
    public void spectrum(double[] in, double[] result) {
      load(in, 0);
      forward.accept(work);
      System.arraycopy(work, 0, result, 0, work.length);
    }

    @Override
    public int spectrumLength() {
      return work.length;
    }

    @Override
    public void correlate(double[] in, double[] spectrum, double[] result) {
      load(in, 0);
      forward.accept(work);
      for (int k = 0; k < work.length; k += 2) {
        double re = work[k] * spectrum[k] + work[k + 1] * spectrum[k + 1];
        work[k + 1] = work[k + 1] * spectrum[k] - work[k] * spectrum[k + 1];
        work[k] = re;
      }
      inverse.accept(work);
      for (int i = 0; i < result.length; i++) {
        result[i] = work[2 * i];
      }
    }

    @Override
    public void power(double[] in, double[] result) {
      load(in, 0);
      forward.accept(work);
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

    private void load(double[] in, int from) {
      for (int i = 0; i < grid.size(); i++) {
        work[2 * i] = in[from + i];
        work[2 * i + 1] = 0;
      }
    }
  }

  /// The wave number of the j-th of n amplitudes, radians per cell.
  static double waveNumber(int j, int n) {
    return 2 * Math.PI * (2 * j > n ? j - n : j) / n;
  }

  /// f at the wave vectors of the grid, the first `nx` of every row.
  static double[] values(SpectralFilter.Function f, Grid grid, int nx) {
    var values = new double[grid.nz() * grid.ny() * nx];
    int i = 0;
    for (int z = 0; z < grid.nz(); z++) {
      double kz = waveNumber(z, grid.nz());
      for (int y = 0; y < grid.ny(); y++) {
        double ky = waveNumber(y, grid.ny());
        for (int x = 0; x < nx; x++) {
          values[i++] = f.at(kz, ky, waveNumber(x, grid.nx()));
        }
      }
    }
    return values;
  }

  /// The kernel as a field on the grid, its centre at cell 0.
  static double[] wrap(Kernel kernel, Grid grid) {
    var wrapped = new double[grid.size()];
    int r = kernel.radius();
    int across = kernel.reachAcross();
    for (int dz = -across; dz <= across; dz++) {
      for (int dy = -r; dy <= r; dy++) {
        for (int dx = -r; dx <= r; dx++) {
          wrapped[grid.index(dz, dy, dx)] += kernel.get(dz, dy, dx);
        }
      }
    }
    return wrapped;
  }
}
