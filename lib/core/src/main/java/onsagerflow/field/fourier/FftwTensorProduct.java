package onsagerflow.field.fourier;

import static org.bytedeco.fftw.global.fftw3.FFTW_BACKWARD;
import static org.bytedeco.fftw.global.fftw3.FFTW_ESTIMATE;
import static org.bytedeco.fftw.global.fftw3.FFTW_FORWARD;
import static org.bytedeco.fftw.global.fftw3.fftw_execute;
import static org.bytedeco.fftw.global.fftw3.fftw_plan_guru_dft;
import static org.bytedeco.fftw.global.fftw3.fftw_plan_guru_dft_c2r;
import static org.bytedeco.fftw.global.fftw3.fftw_plan_guru_dft_r2c;
import static org.bytedeco.fftw.global.fftw3.fftw_plan_with_nthreads;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import onsagerflow.field.Grid;
import org.bytedeco.fftw.global.fftw3;
import org.bytedeco.fftw.global.fftw3.fftw_iodim;
import org.bytedeco.fftw.global.fftw3.fftw_plan;
import org.bytedeco.javacpp.DoublePointer;

/// [TensorConvolution] by FFTW. Rows are transformed first, those that hold cells; then columns,
/// some at a time: along y and z, multiplied, and back, while they lie in the nearest caches.
final class FftwTensorProduct implements TensorProduct {

  /// Columns in a block.
  private static final int COLUMNS = 16;

  /// Groups of rows in a plane of cells that has no others above it.
  private static final int GROUPS = 4;

  /// Below this many cells starting a second thread costs more than it saves.
  private static final int SHARED_FROM = 1 << 11;

  private static final int BYTES = Double.BYTES;

  private final Grid grid;
  private final TensorSpectrum spectrum;
  private final int px; // padded lengths
  private final int py;
  private final int pz;
  private final int half; // wave vectors in a row
  private final MemorySegment real; // [component][z][y][padded x]
  private final MemorySegment complex; // [component][padded z][padded y][half]
  private final double[][] tensor = new double[TensorConvolution.COMPONENTS][]; // each number twice
  private final List<Rows> rows = new ArrayList<>();
  private final List<Columns> columns = new ArrayList<>();

  /// Some rows of a plane and their transforms, of all three components.
  private record Rows(int z, int from, int to, fftw_plan forward, fftw_plan backward) {}

  /// Some columns and their transforms, of all three components, in the order of their use.
  private record Columns(int from, int to, List<fftw_plan> forward, List<fftw_plan> backward) {}

  FftwTensorProduct(Grid grid, TensorSpectrum spectrum) {
    this.grid = grid;
    this.spectrum = spectrum;
    var padded = spectrum.padded();
    this.px = padded.nx();
    this.py = padded.ny();
    this.pz = padded.nz();
    this.half = spectrum.rowLength();
    for (int c = 0; c < tensor.length; c++) {
      tensor[c] = twice(spectrum.values(c));
    }
    var x = new DoublePointer(3L * grid.nz() * grid.ny() * px);
    var k = new DoublePointer(3L * pz * py * half * 2);
    this.real = Fftw.memory(x);
    this.complex = Fftw.memory(k);
    synchronized (Fftw.PLANNER) {
      fftw_plan_with_nthreads(1);
      planRows(x, k);
      planColumns(k);
    }
    var plans = new ArrayList<fftw_plan>();
    rows.forEach(some -> plans.addAll(List.of(some.forward, some.backward)));
    columns.forEach(
        some -> {
          plans.addAll(some.forward);
          plans.addAll(some.backward);
        });
    Fftw.destroyAfter(this, plans, fftw3::fftw_destroy_plan);
  }

  private static double[] twice(double[] values) {
    var twice = new double[Math.multiplyExact(2, values.length)];
    for (int i = 0; i < twice.length; i++) {
      twice[i] = values[i / 2];
    }
    return twice;
  }

  private void planRows(DoublePointer x, DoublePointer k) {
    int groups = grid.nz() > 1 ? 1 : Math.min(GROUPS, grid.ny());
    for (int z = 0; z < grid.nz(); z++) {
      for (int group = 0; group < groups; group++) {
        int from = group * grid.ny() / groups;
        int to = (group + 1) * grid.ny() / groups;
        var in = x.getPointer((long) (z * grid.ny() + from) * px);
        var out = k.getPointer(2L * (z * py + from) * half);
        int realPlane = grid.nz() * grid.ny() * px;
        int complexPlane = pz * py * half;
        rows.add(
            new Rows(
                z,
                from,
                to,
                fftw_plan_guru_dft_r2c(
                    1,
                    dimensions(px, 1, 1),
                    2,
                    dimensions(to - from, px, half, 3, realPlane, complexPlane),
                    in,
                    out,
                    FFTW_ESTIMATE),
                fftw_plan_guru_dft_c2r(
                    1,
                    dimensions(px, 1, 1),
                    2,
                    dimensions(to - from, half, px, 3, complexPlane, realPlane),
                    out,
                    in,
                    FFTW_ESTIMATE)));
      }
    }
  }

  private void planColumns(DoublePointer k) {
    int plane = py * half;
    for (int from = 0; from < half; from += COLUMNS) {
      int to = Math.min(half, from + COLUMNS);
      var at = k.getPointer(2L * from);
      var forward = new ArrayList<fftw_plan>();
      var backward = new ArrayList<fftw_plan>();
      if (py > 1) { // only planes that hold cells
        var others = List.of(to - from, 1, grid.nz(), plane, 3, pz * plane);
        forward.add(alongColumns(py, half, others, at, FFTW_FORWARD));
        backward.addFirst(alongColumns(py, half, others, at, FFTW_BACKWARD));
      }
      if (pz > 1) {
        var others = List.of(to - from, 1, py, half, 3, pz * plane);
        forward.add(alongColumns(pz, plane, others, at, FFTW_FORWARD));
        backward.addFirst(alongColumns(pz, plane, others, at, FFTW_BACKWARD));
      }
      columns.add(new Columns(from, to, forward, backward));
    }
  }

  /// @param others how many lines there are along other axes and how far apart, in turns
  private static fftw_plan alongColumns(
      int length, int stride, List<Integer> others, DoublePointer at, int direction) {
    int rank = others.size() / 2;
    var many = new int[3 * rank];
    for (int i = 0; i < rank; i++) {
      many[3 * i] = others.get(2 * i);
      many[3 * i + 1] = others.get(2 * i + 1);
      many[3 * i + 2] = others.get(2 * i + 1);
    }
    return fftw_plan_guru_dft(
        1,
        dimensions(length, stride, stride),
        rank,
        dimensions(many),
        at,
        at,
        direction,
        FFTW_ESTIMATE);
  }

  /// @param numbers length, stride of the input and of the output of each
  private static fftw_iodim dimensions(int... numbers) {
    var dimensions = new fftw_iodim(numbers.length / 3);
    for (int i = 0; i < numbers.length / 3; i++) {
      dimensions.getPointer(i).n(numbers[3 * i]).is(numbers[3 * i + 1]).os(numbers[3 * i + 2]);
    }
    return dimensions;
  }

  @Override
  public void apply(double[][] v, double[][] h) {
    try {
      each(rows.size(), i -> forward(rows.get(i), v));
      each(columns.size(), i -> multiply(columns.get(i)));
      each(rows.size(), i -> backward(rows.get(i), h));
    } finally {
      Reference.reachabilityFence(this); // else plans may be destroyed while they run
    }
  }

  private void each(int parts, IntConsumer work) {
    var all = IntStream.range(0, parts);
    (grid.size() >= SHARED_FROM ? all.parallel() : all).forEach(work);
  }

  private void forward(Rows some, double[][] v) {
    for (int c = 0; c < 3; c++) {
      for (int y = some.from; y < some.to; y++) {
        int row = some.z * grid.ny() + y;
        long at = ((long) c * grid.nz() * grid.ny() + row) * px * BYTES;
        MemorySegment.copy(v[c], row * grid.nx(), real, ValueLayout.JAVA_DOUBLE, at, grid.nx());
        real.asSlice(at + (long) grid.nx() * BYTES, (long) (px - grid.nx()) * BYTES).fill((byte) 0);
      }
    }
    fftw_execute(some.forward);
  }

  private void backward(Rows some, double[][] h) {
    fftw_execute(some.backward);
    for (int c = 0; c < 3; c++) {
      for (int y = some.from; y < some.to; y++) {
        int row = some.z * grid.ny() + y;
        long at = ((long) c * grid.nz() * grid.ny() + row) * px * BYTES;
        MemorySegment.copy(real, ValueLayout.JAVA_DOUBLE, at, h[c], row * grid.nx(), grid.nx());
      }
    }
  }

  private long at(int component, int z, int y, int column) {
    return 2L * BYTES * (((long) (component * pz + z) * py + y) * half + column);
  }

  private void multiply(Columns some) {
    long bytes = 2L * BYTES * (some.to - some.from);
    for (int c = 0; c < 3; c++) { // what holds no cells, and the last call has overwritten
      for (int z = 0; z < pz; z++) {
        for (int y = z < grid.nz() ? grid.ny() : 0; y < py; y++) {
          complex.asSlice(at(c, z, y, some.from), bytes).fill((byte) 0);
        }
      }
    }
    some.forward.forEach(fftw3::fftw_execute);
    var row = new double[3][2 * (some.to - some.from)];
    var product = new double[row[0].length];
    for (int z = 0; z < pz; z++) {
      for (int y = 0; y < py; y++) {
        for (int c = 0; c < 3; c++) {
          MemorySegment.copy(
              complex, ValueLayout.JAVA_DOUBLE, at(c, z, y, some.from), row[c], 0, row[c].length);
        }
        int from = 2 * (spectrum.row(z, y) + some.from);
        double xy = spectrum.sign(3, z, y);
        double xz = spectrum.sign(4, z, y);
        double yz = spectrum.sign(5, z, y);
        product(row, 1, tensor[0], xy, tensor[3], xz, tensor[4], from, product);
        put(product, at(0, z, y, some.from));
        product(row, xy, tensor[3], 1, tensor[1], yz, tensor[5], from, product);
        put(product, at(1, z, y, some.from));
        product(row, xz, tensor[4], yz, tensor[5], 1, tensor[2], from, product);
        put(product, at(2, z, y, some.from));
      }
    }
    some.backward.forEach(fftw3::fftw_execute);
  }

  private void put(double[] product, long at) {
    MemorySegment.copy(product, 0, complex, ValueLayout.JAVA_DOUBLE, at, product.length);
  }

  /// product = Σ sign · N · row
  private static void product(
      double[][] row,
      double sx,
      double[] nx,
      double sy,
      double[] ny,
      double sz,
      double[] nz,
      int from,
      double[] product) {
    double[] x = row[0];
    double[] y = row[1];
    double[] z = row[2];
    for (int i = 0; i < product.length; i++) {
      product[i] = sx * nx[from + i] * x[i] + sy * ny[from + i] * y[i] + sz * nz[from + i] * z[i];
    }
  }
}
