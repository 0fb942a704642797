package onsagerflow.field.fourier;

import static org.bytedeco.fftw.global.fftw3.FFTW_ESTIMATE;
import static org.bytedeco.fftw.global.fftw3.fftwf_execute;
import static org.bytedeco.fftw.global.fftw3.fftwf_plan_dft_c2r;
import static org.bytedeco.fftw.global.fftw3.fftwf_plan_dft_r2c;
import static org.bytedeco.fftw.global.fftw3.fftwf_plan_with_nthreads;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.List;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import org.bytedeco.fftw.global.fftw3;
import org.bytedeco.fftw.global.fftw3.fftwf_plan;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;

/// The single-precision twin of [FftwFourier]; large lattices are transformed by two threads.
final class FftwFloatFourier implements FloatFourier {

  private final Grid grid;
  private final MemorySegment real;
  private final MemorySegment complex;
  private final fftwf_plan forward;
  private final fftwf_plan backward;

  FftwFloatFourier(Grid grid) {
    this.grid = grid;
    var x = new FloatPointer(grid.size());
    var k = new FloatPointer(2L * grid.nz() * grid.ny() * (grid.nx() / 2 + 1));
    int rank = grid.dimensions();
    var n = new IntPointer(grid.axes().stream().mapToInt(Grid.Axis::cells).toArray());
    this.real = Fftw.memory(x);
    this.complex = Fftw.memory(k);
    synchronized (Fftw.PLANNER) {
      fftwf_plan_with_nthreads(Fftw.threads(grid));
      this.forward = fftwf_plan_dft_r2c(rank, n, x, k, FFTW_ESTIMATE);
      this.backward = fftwf_plan_dft_c2r(rank, n, k, x, FFTW_ESTIMATE);
    }
    Fftw.destroyAfter(this, List.of(forward, backward), fftw3::fftwf_destroy_plan);
  }

  @Override
  public float[] transfer(Kernel kernel) {
    MemorySegment.copy(
        FloatFourier.wrap(kernel, grid), 0, real, ValueLayout.JAVA_FLOAT, 0, grid.size());
    execute(forward);
    var transfer = new float[grid.nz() * grid.ny() * (grid.nx() / 2 + 1)];
    for (int k = 0; k < transfer.length; k++) {
      // real, because the kernel is even; 1/size because FFTW does not normalise
      transfer[k] = complex.getAtIndex(ValueLayout.JAVA_FLOAT, 2L * k) / grid.size();
    }
    return transfer;
  }

  @Override
  public void multiply(float[] in, float[] transfer, float[] result) {
    MemorySegment.copy(in, 0, real, ValueLayout.JAVA_FLOAT, 0, in.length);
    execute(forward);
    for (int k = 0; k < transfer.length; k++) {
      scale(2L * k, transfer[k]);
      scale(2L * k + 1, transfer[k]);
    }
    execute(backward);
    MemorySegment.copy(real, ValueLayout.JAVA_FLOAT, 0, result, 0, result.length);
  }

  private void scale(long i, float factor) {
    complex.setAtIndex(
        ValueLayout.JAVA_FLOAT, i, complex.getAtIndex(ValueLayout.JAVA_FLOAT, i) * factor);
  }

  private void execute(fftwf_plan plan) {
    try {
      fftwf_execute(plan);
    } finally {
      Reference.reachabilityFence(this); // else the plan may be destroyed while it runs
    }
  }
}
