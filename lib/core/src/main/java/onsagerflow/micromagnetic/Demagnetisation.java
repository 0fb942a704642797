package onsagerflow.micromagnetic;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import onsagerflow.field.fourier.TensorConvolution;

/// The field of the sample's own magnetic charges, `B_i = −μ₀ Σ_j N_ij M_j m_j`, as the exact
/// average over each cell of that of uniformly magnetised cells, by fast Fourier transforms. Along
/// periodic axes of the mesh its images on both sides are summed.
public final class Demagnetisation extends QuadraticEnergy {

  /// μ₀, T m/A: that of the field's standard problems, 4π·10⁻⁷.
  public static final double MU_0 = 4e-7 * Math.PI;

  private final double[] source; // −μ₀ M_s
  private final double[][] work;
  private final TensorConvolution tensor;
  private final double strongest;

  public Demagnetisation(Sample sample) {
    super(sample);
    this.source = sample.values(of -> -MU_0 * of.saturation());
    this.work = new double[3][source.length];
    this.tensor = new TensorConvolution(sample.grid(), tensor(sample.mesh()));
    this.strongest = 2 * MU_0 * sample.largest(Material::saturation);
  }

  /// N at offsets ≥ 0, of xx, yy, zz, xy, xz, yz.
  static List<double[]> tensor(Mesh mesh) {
    var values =
        Stream.generate(() -> new double[mesh.size()]).limit(TensorConvolution.COMPONENTS).toList();
    int nx = mesh.x().cells();
    int ny = mesh.y().cells();
    var between = new NewellTensor(mesh.x().edge(), mesh.y().edge(), mesh.z().edge());
    IntStream.range(0, ny * mesh.z().cells())
        .parallel()
        .forEach(
            row -> {
              var n = new double[values.size()];
              for (int x = 0; x < nx; x++) {
                for (double along : places(mesh.x(), x)) {
                  for (double across : places(mesh.y(), row % ny)) {
                    for (double up : places(mesh.z(), row / ny)) {
                      between.at(along, across, up, n);
                      double share =
                          1.0
                              / sides(mesh.x(), x)
                              / sides(mesh.y(), row % ny)
                              / sides(mesh.z(), row / ny);
                      for (int c = 0; c < n.length; c++) {
                        values.get(c)[row * nx + x] += share * n[c];
                      }
                    }
                  }
                }
              }
            });
    return values;
  }

  /// How far a cell and its images lie; one half-way round lies on both sides.
  private static double[] places(Mesh.Axis axis, int offset) {
    int images = axis.images();
    int nearest = axis.isPeriodic() && 2 * offset > axis.cells() ? offset - axis.cells() : offset;
    int sides = sides(axis, offset);
    return IntStream.range(0, sides * (2 * images + 1))
        .mapToDouble(
            i ->
                (i / (2 * images + 1) == 0 ? 1 : -1)
                    * (nearest + (double) (i % (2 * images + 1) - images) * axis.cells())
                    * axis.edge())
        .toArray();
  }

  private static int sides(Mesh.Axis axis, int offset) {
    return axis.isPeriodic() && 2 * offset == axis.cells() ? 2 : 1;
  }

  @Override
  public void prepare(double[][] m, double time) {
    for (int c = 0; c < 3; c++) {
      multiply(source, m[c], work[c]);
    }
    tensor.apply(work, work);
  }

  private static void multiply(double[] a, double[] b, double[] product) {
    for (int i = 0; i < a.length; i++) {
      product[i] = a[i] * b[i];
    }
  }

  /// Empty cells get no field, which would move what stands for nothing there.
  @Override
  public void addField(double[][] m, double[][] b, int from, int to) {
    for (int c = 0; c < 3; c++) {
      add(work[c], source, b[c], from, to);
    }
  }

  private static void add(double[] work, double[] source, double[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      b[i] += source[i] == 0 ? 0 : work[i];
    }
  }

  @Override
  public double strongestField() {
    return strongest;
  }

  @Override
  public String identity() {
    return "demagnetising field";
  }
}
