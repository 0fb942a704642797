package onsagerflow.field.fourier;

import java.util.Arrays;
import onsagerflow.field.Grid;
import org.jtransforms.fft.DoubleFFT_1D;

/// [TensorConvolution] by JTransforms, complex transforms of everything: for platforms without
/// FFTW.
final class PortableTensorProduct implements TensorProduct {

  private final Grid grid;
  private final TensorSpectrum spectrum;
  private final double[][] work;

  PortableTensorProduct(Grid grid, TensorSpectrum spectrum) {
    this.grid = grid;
    this.spectrum = spectrum;
    this.work = new double[3][2 * spectrum.padded().size()];
  }

  /// Transforms along one axis after the other.
  private void transform(double[] values, boolean forward) {
    var padded = spectrum.padded();
    alongAxis(values, padded.nx(), 1, forward);
    alongAxis(values, padded.ny(), padded.nx(), forward);
    alongAxis(values, padded.nz(), padded.ny() * padded.nx(), forward);
  }

  private static void alongAxis(double[] values, int length, int stride, boolean forward) {
    var fft = new DoubleFFT_1D(length);
    var line = new double[2 * length];
    for (int first = 0; first < values.length / 2; first++) {
      if (first / stride % length == 0) {
        for (int j = 0; j < length; j++) {
          System.arraycopy(values, 2 * (first + j * stride), line, 2 * j, 2);
        }
        if (forward) {
          fft.complexForward(line);
        } else {
          fft.complexInverse(line, false);
        }
        for (int j = 0; j < length; j++) {
          System.arraycopy(line, 2 * j, values, 2 * (first + j * stride), 2);
        }
      }
    }
  }

  @Override
  public void apply(double[][] v, double[][] h) {
    for (int c = 0; c < 3; c++) {
      Arrays.fill(work[c], 0);
      for (int i = 0; i < grid.size(); i++) {
        work[c][2 * inPadded(i)] = v[c][i];
      }
      transform(work[c], true);
    }
    multiply();
    for (int c = 0; c < 3; c++) {
      transform(work[c], false);
      for (int i = 0; i < grid.size(); i++) {
        h[c][i] = work[c][2 * inPadded(i)];
      }
    }
  }

  private int inPadded(int cell) {
    var padded = spectrum.padded();
    int row = cell / grid.nx();
    return ((row / grid.ny()) * padded.ny() + row % grid.ny()) * padded.nx() + cell % grid.nx();
  }

  private void multiply() {
    var padded = spectrum.padded();
    var n = new double[TensorConvolution.COMPONENTS];
    for (int i = 0; i < padded.size(); i++) {
      int z = i / padded.nx() / padded.ny();
      int y = i / padded.nx() % padded.ny();
      int x = i % padded.nx();
      boolean behind = 2 * x > padded.nx(); // then the opposite wave vector is kept
      int keptZ = behind ? (padded.nz() - z) % padded.nz() : z;
      int keptY = behind ? (padded.ny() - y) % padded.ny() : y;
      int at = spectrum.row(keptZ, keptY) + (behind ? padded.nx() - x : x);
      for (int c = 0; c < n.length; c++) {
        n[c] = spectrum.sign(c, keptZ, keptY) * spectrum.values(c)[at];
      }
      for (int k = 2 * i; k <= 2 * i + 1; k++) {
        double a = work[0][k];
        double b = work[1][k];
        double c = work[2][k];
        work[0][k] = n[0] * a + n[3] * b + n[4] * c;
        work[1][k] = n[3] * a + n[1] * b + n[5] * c;
        work[2][k] = n[4] * a + n[5] * b + n[2] * c;
      }
    }
  }
}
