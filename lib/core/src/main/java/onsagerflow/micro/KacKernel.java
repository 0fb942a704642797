package onsagerflow.micro;

import java.util.function.DoubleBinaryOperator;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;

/// Shapes of the Kac interaction J(r) between two spins r apart.
///
/// Each has no self-interaction, J(0) = 0, and the shapes given by a formula have total strength
/// `Ĵ(0) = Σ_r J(r) = 1`, so that mean-field T_c = 1; [Kernel#scaled] sets another strength. The
/// kernel's radius must fit the lattice: 2·radius + 1 ≤ L.
public final class KacKernel {

  /// A Gaussian is cut off at this many standard deviations, where it is 3e−4 of its peak.
  private static final int GAUSSIAN_CUTOFF = 4;

  private KacKernel() {}

  /// Constant on the square |dx|, |dy| ≤ range.
  ///
  /// @param range in lattice spacings, at least 1
  public static Kernel box(int range) {
    if (range < 1) {
      throw new IllegalArgumentException("box range must be at least 1, got " + range);
    }
    return shape(range, (dy, dx) -> 1);
  }

  /// `exp(−r²/2s²)` on the square |dx|, |dy| ≤ 4s.
  ///
  /// @param standardDeviation s per axis, in lattice spacings, at least 1/4
  public static Kernel gaussian(double standardDeviation) {
    if (!(standardDeviation >= 0.25) || !Double.isFinite(standardDeviation)) {
      throw new IllegalArgumentException(
          "standard deviation of a Gaussian kernel must be at least 0.25, got "
              + standardDeviation);
    }
    double twoVariance = 2 * standardDeviation * standardDeviation;
    return shape(
        (int) (GAUSSIAN_CUTOFF * standardDeviation),
        (dy, dx) -> Math.exp(-(dy * dy + dx * dx) / twoVariance));
  }

  /// A Gaussian of elliptic contours, total strength 1.
  ///
  /// @param along,across standard deviations along the two axes, in lattice spacings, at least 1/4
  /// @param degrees of the first axis from the x axis towards y
  public static Kernel ellipse(double along, double across, double degrees) {
    if (!(Math.min(along, across) >= 0.25) || !Double.isFinite(along + across + degrees)) {
      throw new IllegalArgumentException(
          "an elliptic kernel needs standard deviations of at least 0.25 and an angle, got "
              + along
              + ", "
              + across
              + ", "
              + degrees);
    }
    double cosine = Math.cos(Math.toRadians(degrees));
    double sine = Math.sin(Math.toRadians(degrees));
    return shape(
        (int) (GAUSSIAN_CUTOFF * Math.max(along, across)),
        (dy, dx) -> {
          double a = (cosine * dx + sine * dy) / along;
          double b = (cosine * dy - sine * dx) / across;
          return Math.exp(-(a * a + b * b) / 2);
        });
  }

  /// The smooth bump of compact support, `exp(−1/(1 − (r/R)²))` for r < R.
  ///
  /// @param range R, in lattice spacings, greater than 1
  public static Kernel bump(double range) {
    if (!(range > 1) || !Double.isFinite(range)) {
      throw new IllegalArgumentException("bump range must exceed 1, got " + range);
    }
    return shape(
        (int) Math.ceil(range) - 1,
        (dy, dx) -> {
          double inside = 1 - (dy * dy + dx * dx) / (range * range);
          return inside > 0 ? Math.exp(-1 / inside) : 0;
        });
  }

  /// Any even array of finite numbers, of any sign and total, taken as it is.
  ///
  /// @param rows odd width, row = y offset from −radius
  /// @throws IllegalArgumentException if J(0) ≠ 0, besides what [Kernel] refuses
  public static Kernel of(double[][] rows) {
    return requireNoSelfInteraction(Kernel.of(rows));
  }

  /// The same shape with total strength Ĵ(0) = 1.
  ///
  /// @throws IllegalArgumentException if positive and negative parts cancel
  public static Kernel normalised(Kernel kernel) {
    double total = kernel.total();
    double magnitude = 0;
    for (double value : kernel.values()) {
      magnitude += Math.abs(value);
    }
    if (!(Math.abs(total) > 1e-12 * magnitude)) {
      throw new IllegalArgumentException("cannot normalise a kernel of total strength " + total);
    }
    return kernel.scaled(1 / total);
  }

  /// The interaction between block magnetisations,
  ///
  ///     Ĵ_B(X − Y) = (1/v) Σ_{i ∈ X, j ∈ Y} J(i − j),   v = B²
  ///
  /// so that `(Ĵ_B * m)(X)` is the mean of J*σ over block X when σ is constant on each block. Its
  /// total is that of J.
  ///
  /// @param kernel J on spin offsets
  /// @param block B, lattice spacings
  /// @return Ĵ_B on block offsets, its radius the smallest that holds every non-zero value
  public static Kernel blockKernel(Kernel kernel, int block) {
    if (block < 1) {
      throw new IllegalArgumentException("block size must be positive, got " + block);
    }
    int reach = (kernel.radius() + block - 1) / block;
    int width = 2 * reach + 1;
    var values = new double[width * width];
    for (int y = -reach; y <= reach; y++) {
      for (int x = -reach; x <= reach; x++) {
        values[(y + reach) * width + x + reach] = between(kernel, block, y, x);
      }
    }
    return trimmed(new Kernel(reach, values));
  }

  /// Ĵ_B at one block offset; B − |s| pairs of columns (or rows) of two blocks are s off their
  /// blocks' distance.
  private static double between(Kernel kernel, int block, int y, int x) {
    double sum = 0;
    for (int sy = 1 - block; sy < block; sy++) {
      double row = 0;
      for (int sx = 1 - block; sx < block; sx++) {
        row += (block - Math.abs(sx)) * kernel.get(y * block + sy, x * block + sx);
      }
      sum += (block - Math.abs(sy)) * row;
    }
    return sum / Grid.cellVolume(block, 2);
  }

  private static Kernel trimmed(Kernel kernel) {
    int radius = 0;
    for (int dy = -kernel.radius(); dy <= kernel.radius(); dy++) {
      for (int dx = -kernel.radius(); dx <= kernel.radius(); dx++) {
        if (kernel.get(dy, dx) != 0) {
          radius = Math.max(radius, Math.max(Math.abs(dy), Math.abs(dx)));
        }
      }
    }
    return new Kernel(radius, sample(radius, (dy, dx) -> kernel.get((int) dy, (int) dx)));
  }

  /// @throws IllegalArgumentException if J(0) ≠ 0
  static Kernel requireNoSelfInteraction(Kernel kernel) {
    if (kernel.get(0, 0) != 0) {
      throw new IllegalArgumentException(
          "a spin does not act on itself: J(0) must be 0, got " + kernel.get(0, 0));
    }
    return kernel;
  }

  private static Kernel shape(int radius, DoubleBinaryOperator unnormalised) {
    return normalised(new Kernel(radius, sample(radius, unnormalised)).withCentre(0));
  }

  private static double[] sample(int radius, DoubleBinaryOperator value) {
    int width = 2 * radius + 1;
    var values = new double[width * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.applyAsDouble(i / width - radius, i % width - radius);
    }
    return values;
  }
}
