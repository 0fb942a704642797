package onsagerflow.field;

import java.util.Locale;
import java.util.stream.IntStream;

/// An interaction kernel J(r) on the offsets |dy|, |dx| ≤ radius.
///
/// It acts as `(J*m)(x) = Σ_r J(r) m(x − r)`. A kernel that comes from an energy is even, J(r) =
/// J(−r) (paper, eq. (6)); this type requires it.
public final class Kernel {

  private final int radius;
  private final double[] values;

  /// @param values `(2·radius + 1)²` numbers, offset (dy, dx) at `(dy + radius)·(2·radius + 1) + dx
  ///   + radius`; kept, not copied
  /// @throws IllegalArgumentException on a wrong count, a value that is not finite, or an odd part
  public Kernel(int radius, double[] values) {
    int width = 2 * radius + 1;
    if (radius < 0 || values.length != width * width) {
      throw new IllegalArgumentException(
          "a kernel of radius "
              + radius
              + " needs "
              + width * width
              + " values, got "
              + values.length);
    }
    this.radius = radius;
    this.values = values;
    double largest = 0;
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a kernel value is not finite: " + value);
      }
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0, j = values.length - 1; i < j; i++, j--) {
      if (Math.abs(values[i] - values[j]) > 1e-9 * largest) {
        throw new IllegalArgumentException(
            "a kernel must be even, J(r) = J(-r): got "
                + values[i]
                + " and "
                + values[j]
                + " at opposite offsets");
      }
    }
  }

  /// A kernel from rows of equal, odd length; row = y offset from −radius.
  public static Kernel of(double[][] rows) {
    int width = rows.length;
    var values = new double[width * width];
    for (int y = 0; y < width; y++) {
      if (width % 2 == 0 || rows[y].length != width) {
        throw new IllegalArgumentException(
            "a kernel is a square array of odd width, got " + width + " rows of " + rows[y].length);
      }
      System.arraycopy(rows[y], 0, values, y * width, width);
    }
    return new Kernel((width - 1) / 2, values);
  }

  public int radius() {
    return radius;
  }

  /// J(dy, dx), zero beyond the radius.
  public double get(int dy, int dx) {
    return Math.abs(dy) > radius || Math.abs(dx) > radius
        ? 0
        : values[(dy + radius) * (2 * radius + 1) + dx + radius];
  }

  /// A copy of the values, row by row.
  public double[] values() {
    return values.clone();
  }

  /// The values as rows; row = y offset from −radius.
  public double[][] rows() {
    int width = 2 * radius + 1;
    var rows = new double[width][];
    for (int y = 0; y < width; y++) {
      rows[y] = java.util.Arrays.copyOfRange(values, y * width, (y + 1) * width);
    }
    return rows;
  }

  /// The total strength Ĵ(0) = Σ_r J(r).
  public double total() {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /// The same kernel with J(0) replaced.
  public Kernel withCentre(double centre) {
    var changed = values();
    changed[changed.length / 2] = centre;
    return new Kernel(radius, changed);
  }

  /// The same kernel on another square of offsets: zero beyond its own radius, cut off within it.
  public Kernel withRadius(int other) {
    int width = 2 * other + 1;
    var changed = new double[width * width];
    for (int i = 0; i < changed.length; i++) {
      changed[i] = get(i / width - other, i % width - other);
    }
    return new Kernel(other, changed);
  }

  /// All values multiplied by `factor`.
  public Kernel scaled(double factor) {
    return new Kernel(radius, java.util.Arrays.stream(values).map(v -> v * factor).toArray());
  }

  /// The sum of this kernel and another, of the wider radius.
  public Kernel plus(Kernel other) {
    int r = Math.max(radius, other.radius);
    int width = 2 * r + 1;
    var sum = new double[width * width];
    for (int i = 0; i < sum.length; i++) {
      int dy = i / width - r;
      int dx = i % width - r;
      sum[i] = get(dy, dx) + other.get(dy, dx);
    }
    return new Kernel(r, sum);
  }

  /// The direction of the longer axis of an anisotropic kernel, degrees from the x axis towards y,
  /// in [0, 180): from the second angular harmonic of Ĵ on a ring of wave vectors. A kernel
  /// elongated in real space is narrow in k along the same direction.
  ///
  /// @param wavenumber of the ring, radians per grid cell; about the inverse of the kernel's range
  public double orientation(double wavenumber) {
    int angles = 180;
    double cosine = 0;
    double sine = 0;
    for (int i = 0; i < angles; i++) {
      double angle = Math.PI * i / angles;
      double j = transfer(wavenumber * Math.sin(angle), wavenumber * Math.cos(angle));
      cosine -= j * Math.cos(2 * angle);
      sine -= j * Math.sin(2 * angle);
    }
    double degrees = Math.toDegrees(0.5 * Math.atan2(sine, cosine));
    return degrees < 0 ? degrees + 180 : degrees;
  }

  /// The relative L2 distance ‖this − exact‖ / ‖exact‖, over the offsets of both.
  public double relativeErrorAgainst(Kernel exact) {
    int r = Math.max(radius, exact.radius);
    double difference = 0;
    double norm = 0;
    for (int dy = -r; dy <= r; dy++) {
      for (int dx = -r; dx <= r; dx++) {
        double d = get(dy, dx) - exact.get(dy, dx);
        difference += d * d;
        norm += exact.get(dy, dx) * exact.get(dy, dx);
      }
    }
    return Math.sqrt(difference / norm);
  }

  /// J(0, dx) along the x axis.
  public Curve section() {
    double[] offsets = IntStream.rangeClosed(-radius, radius).asDoubleStream().toArray();
    return Curve.of(offsets, dx -> get(0, (int) dx));
  }

  /// Ĵ(0, k) along the x axis.
  ///
  /// @param k radians per grid cell
  public Curve transfer(double... k) {
    return Curve.of(k, kx -> transfer(0, kx));
  }

  /// The transfer function Ĵ(k) = Σ_r J(r) cos(k·r) at wave vector (ky, kx), per grid cell.
  public double transfer(double ky, double kx) {
    double sum = 0;
    for (int dy = -radius; dy <= radius; dy++) {
      for (int dx = -radius; dx <= radius; dx++) {
        sum += get(dy, dx) * Math.cos(ky * dy + kx * dx);
      }
    }
    return sum;
  }

  /// @throws IllegalArgumentException if the kernel would wrap around the lattice onto itself
  public void requireFits(Grid grid) {
    if (2 * radius + 1 > Math.min(grid.ny(), grid.nx())) {
      throw new IllegalArgumentException(
          "a kernel of width "
              + (2 * radius + 1)
              + " is wider than the lattice "
              + grid.ny()
              + " x "
              + grid.nx());
    }
  }

  /// Sixteen hexadecimal digits that stand for all its numbers ([Digest]).
  public String digest() {
    return Digest.of(values);
  }

  /// One line: radius, total strength and J(0).
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "kernel J of radius %d: total strength %.4g, J(0) = %.4g",
        radius,
        total(),
        get(0, 0));
  }
}
