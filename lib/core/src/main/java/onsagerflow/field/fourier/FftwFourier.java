package onsagerflow.field.fourier;

import static org.bytedeco.fftw.global.fftw3.FFTW_ESTIMATE;
import static org.bytedeco.fftw.global.fftw3.fftw_execute;
import static org.bytedeco.fftw.global.fftw3.fftw_plan_dft_c2r;
import static org.bytedeco.fftw.global.fftw3.fftw_plan_dft_r2c;
import static org.bytedeco.fftw.global.fftw3.fftw_plan_with_nthreads;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.List;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import org.bytedeco.fftw.global.fftw3;
import org.bytedeco.fftw.global.fftw3.fftw_plan;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;

/// [Fourier] by FFTW: real transforms of (nz ×) ny × nx values to (nz ×) ny × (nx/2 + 1) wave
/// vectors; large grids are transformed by two threads.
final class FftwFourier implements Fourier {

  private final Grid grid;
  private final int half; // wave vectors in a row
  private final MemorySegment real;
  private final MemorySegment complex;
  private final fftw_plan forward;
  private final fftw_plan backward;

  FftwFourier(Grid grid) {
    this.grid = grid;
    this.half = grid.nx() / 2 + 1;
    var x = new DoublePointer(grid.size());
    var k = new DoublePointer(2L * grid.nz() * grid.ny() * half);
    int rank = grid.dimensions();
    var n = new IntPointer(grid.axes().stream().mapToInt(Grid.Axis::cells).toArray());
    this.real = Fftw.memory(x);
    this.complex = Fftw.memory(k);
    synchronized (Fftw.PLANNER) {
      fftw_plan_with_nthreads(Fftw.threads(grid));
      this.forward = fftw_plan_dft_r2c(rank, n, x, k, FFTW_ESTIMATE);
      this.backward = fftw_plan_dft_c2r(rank, n, k, x, FFTW_ESTIMATE);
    }
    Fftw.destroyAfter(this, List.of(forward, backward), fftw3::fftw_destroy_plan);
  }

  @Override
  public double[] transfer(Kernel kernel) {
    MemorySegment.copy(
        Fourier.wrap(kernel, grid), 0, real, ValueLayout.JAVA_DOUBLE, 0, grid.size());
    execute(forward);
    var transfer = new double[grid.nz() * grid.ny() * half];
    for (int k = 0; k < transfer.length; k++) {
      // real, because the kernel is even; 1/size because FFTW does not normalise
      transfer[k] = complex.getAtIndex(ValueLayout.JAVA_DOUBLE, 2L * k) / grid.size();
    }
    return transfer;
  }

  @Override
  public double[] transfer(SpectralFilter.Function f) {
    return Fourier.values((kz, ky, kx) -> f.at(kz, ky, kx) / grid.size(), grid, half);
  }

  @Override
  public void multiply(double[] in, double[] transfer, double[] result, int from) {
    MemorySegment.copy(in, from, real, ValueLayout.JAVA_DOUBLE, 0, grid.size());
    execute(forward);
    for (int k = 0; k < transfer.length; k++) {
      scale(2L * k, transfer[k]);
      scale(2L * k + 1, transfer[k]);
    }
    execute(backward);
    MemorySegment.copy(real, ValueLayout.JAVA_DOUBLE, 0, result, from, grid.size());
  }

  @Override
  public void spectrum(double[] in, double[] result) {
    MemorySegment.copy(in, 0, real, ValueLayout.JAVA_DOUBLE, 0, in.length);
    execute(forward);
    MemorySegment.copy(complex, ValueLayout.JAVA_DOUBLE, 0, result, 0, result.length);
  }

  @Override
  public int spectrumLength() {
    return 2 * grid.nz() * grid.ny() * half;
  }

  @Override
  public void correlate(double[] in, double[] spectrum, double[] result) {
    MemorySegment.copy(in, 0, real, ValueLayout.JAVA_DOUBLE, 0, in.length);
    execute(forward);
    for (int k = 0; k < spectrum.length; k += 2) {
      double re = complex.getAtIndex(ValueLayout.JAVA_DOUBLE, k) / grid.size();
      double im = complex.getAtIndex(ValueLayout.JAVA_DOUBLE, k + 1) / grid.size();
      complex.setAtIndex(ValueLayout.JAVA_DOUBLE, k, re * spectrum[k] + im * spectrum[k + 1]);
      complex.setAtIndex(ValueLayout.JAVA_DOUBLE, k + 1, im * spectrum[k] - re * spectrum[k + 1]);
    }
    execute(backward);
    MemorySegment.copy(real, ValueLayout.JAVA_DOUBLE, 0, result, 0, result.length);
  }

  @Override
  public void power(double[] in, double[] result) {
    MemorySegment.copy(in, 0, real, ValueLayout.JAVA_DOUBLE, 0, in.length);
    execute(forward);
    for (int z = 0; z < grid.nz(); z++) {
      for (int y = 0; y < grid.ny(); y++) {
        for (int x = 0; x < half; x++) {
          long k = 2L * ((z * grid.ny() + y) * half + x);
          double re = complex.getAtIndex(ValueLayout.JAVA_DOUBLE, k);
          double im = complex.getAtIndex(ValueLayout.JAVA_DOUBLE, k + 1);
          double p = (re * re + im * im) / grid.size();
          result[grid.index(z, y, x)] = p;
          result[grid.index(-z, -y, -x)] = p; // a real field has as much at −k
        }
      }
    }
  }

  @Override
  public void amplitudes(double[] in, double[] result) {
    MemorySegment.copy(in, 0, real, ValueLayout.JAVA_DOUBLE, 0, in.length);
    execute(forward);
    for (int y = 0; y < grid.ny(); y++) {
      for (int x = 0; x < half; x++) {
        long k = 2L * (y * half + x);
        double re = complex.getAtIndex(ValueLayout.JAVA_DOUBLE, k);
        double im = complex.getAtIndex(ValueLayout.JAVA_DOUBLE, k + 1);
        int opposite = grid.index(-y, -x); // first: a wave may be its own opposite
        result[2 * opposite] = re;
        result[2 * opposite + 1] = -im;
        result[2 * (y * grid.nx() + x)] = re;
        result[2 * (y * grid.nx() + x) + 1] = im;
      }
    }
  }

  private void scale(long i, double factor) {
    complex.setAtIndex(
        ValueLayout.JAVA_DOUBLE, i, complex.getAtIndex(ValueLayout.JAVA_DOUBLE, i) * factor);
  }

  private void execute(fftw_plan plan) {
    try {
      fftw_execute(plan);
    } finally {
      Reference.reachabilityFence(this); // else the plan may be destroyed while it runs
    }
  }
}
