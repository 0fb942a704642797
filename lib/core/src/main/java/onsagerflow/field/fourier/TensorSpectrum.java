package onsagerflow.field.fourier;

import java.util.Arrays;
import java.util.List;
import onsagerflow.field.Grid;
import org.jtransforms.fft.DoubleFFT_1D;

/// The transform of a tensor on a padded grid, real and divided by the number of cells there: wave
/// vectors 0 to n/2 along every axis, the others follow by parity.
final class TensorSpectrum {

  private static final int X = 0;
  private static final int Y = 1;
  private static final int Z = 2;

  private final Grid padded;
  private final int ny; // wave vectors kept along an axis
  private final int nx;
  private final double[][] values = new double[TensorConvolution.COMPONENTS][];

  TensorSpectrum(Grid grid, List<double[]> kernel) {
    this.padded = Padding.ofWidest(grid).padded();
    this.ny = padded.ny() / 2 + 1;
    this.nx = padded.nx() / 2 + 1;
    for (int c = 0; c < values.length; c++) {
      // axis after axis, so that what is to be transformed next stands in lines of the first
      double[] x = lines(kernel.get(c), grid.nx(), padded.nx(), isOdd(c, X));
      double[] xy = along(x, nx, grid.ny(), padded.ny(), isOdd(c, Y));
      double[] xyz = along(xy, ny * nx, grid.nz(), padded.nz(), isOdd(c, Z));
      values[c] = xyz;
      double scale = (isOdd(c, X) || isOdd(c, Y) || isOdd(c, Z) ? -1.0 : 1.0) / padded.size();
      for (int i = 0; i < xyz.length; i++) {
        xyz[i] *= scale; // two odd axes give i² = −1
      }
    }
  }

  /// Whether one of xx, yy, zz, xy, xz, yz changes its sign along an axis.
  private static boolean isOdd(int component, int axis) {
    return component >= 3 && axis != 5 - component; // xy is even in z, xz in y, yz in x
  }

  /// Transforms lines that lie one after the other.
  private static double[] lines(double[] in, int cells, int length, boolean odd) {
    int waves = length / 2 + 1;
    var out = new double[in.length / cells * waves];
    var line = new Line(cells, length, odd);
    for (int i = 0; i < in.length / cells; i++) {
      line.transform(in, i * cells, 1, out, i * waves);
    }
    return out;
  }

  /// Transforms lines along the second of three axes, the first of which runs fastest.
  private static double[] along(double[] in, int stride, int cells, int length, boolean odd) {
    int waves = length / 2 + 1;
    int planes = in.length / cells / stride;
    var out = new double[planes * waves * stride];
    var line = new Line(cells, length, odd);
    for (int plane = 0; plane < planes; plane++) {
      for (int i = 0; i < stride; i++) {
        line.transform(in, plane * cells * stride + i, stride, out, plane * waves * stride + i);
      }
    }
    return out;
  }

  /// The transform of even or odd lines: the part of it that is not zero.
  private static final class Line {
    private final int cells;
    private final int length;
    private final boolean odd;
    private final double[] work;
    private final DoubleFFT_1D fft;

    Line(int cells, int length, boolean odd) {
      this.cells = cells;
      this.length = length;
      this.odd = odd;
      this.work = new double[2 * length];
      this.fft = new DoubleFFT_1D(length);
    }

    void transform(double[] in, int from, int stride, double[] out, int to) {
      Arrays.fill(work, 0);
      for (int j = 0; j < cells; j++) {
        double value = in[from + j * stride];
        work[2 * j] = value;
        if (length > cells && j > 0) { // what lies on the other side
          work[2 * (length - j)] = odd ? -value : value;
        }
      }
      if (odd) {
        work[0] = 0;
      }
      fft.complexForward(work);
      for (int k = 0; k <= length / 2; k++) {
        out[to + k * stride] = work[odd ? 2 * k + 1 : 2 * k];
      }
    }
  }

  Grid padded() {
    return padded;
  }

  /// The wave vectors of a row, the first nx/2 + 1 of them.
  int rowLength() {
    return nx;
  }

  /// Where the row of wave numbers z and y, anywhere in the padded grid, begins.
  int row(int z, int y) {
    int keptZ = isBehind(z, padded.nz()) ? padded.nz() - z : z;
    int keptY = isBehind(y, padded.ny()) ? padded.ny() - y : y;
    return (keptZ * ny + keptY) * nx;
  }

  /// By what a component kept in [#row] is to be multiplied there, 1 or −1.
  double sign(int component, int z, int y) {
    boolean behindZ = isBehind(z, padded.nz()) && isOdd(component, Z);
    boolean behindY = isBehind(y, padded.ny()) && isOdd(component, Y);
    return behindZ == behindY ? 1 : -1;
  }

  private static boolean isBehind(int wave, int length) {
    return 2 * wave > length;
  }

  /// A component, [#rowLength] numbers a row.
  double[] values(int component) {
    return values[component];
  }
}
