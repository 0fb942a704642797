package onsagerflow.field;

import java.util.Locale;
import java.util.stream.IntStream;

/// An interaction kernel J(r) on the offsets |dy|, |dx| ≤ radius, in three dimensions also |dz|.
///
/// It acts as `(J*m)(x) = Σ_r J(r) m(x − r)`. A kernel that comes from an energy is even, J(r) =
/// J(−r) (paper, eq. (6)); this type requires it.
public final class Kernel {

  private final int dimensions;
  private final int radius;
  private final double[] values;

  /// A kernel of two dimensions.
  ///
  /// @param values as of [#Kernel(int, int, double[])]
  public Kernel(int radius, double[] values) {
    this(2, radius, values);
  }

  /// @param dimensions two or three
  /// @param values `width²` or `width³` numbers, width = 2·radius + 1, offset (dz, dy, dx) at `((dz
  ///   + radius)·width + dy + radius)·width + dx + radius`, without the term of dz in two
  ///     dimensions; kept, not copied
  /// @throws IllegalArgumentException on a wrong count, a value that is not finite, or an odd part
  public Kernel(int dimensions, int radius, double[] values) {
    if (dimensions != 2 && dimensions != 3) {
      throw new IllegalArgumentException("a kernel has two or three dimensions, got " + dimensions);
    }
    int width = 2 * radius + 1;
    int count = dimensions == 3 ? width * width * width : width * width;
    if (radius < 0 || values.length != count) {
      throw new IllegalArgumentException(
          "a kernel of radius " + radius + " needs " + count + " values, got " + values.length);
    }
    this.dimensions = dimensions;
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

  /// Two or three.
  public int dimensions() {
    return dimensions;
  }

  /// exp(−r²/2s²) at the middles of cells, J(0) included, total 1: an interaction between points.
  ///
  /// @param standardDeviation s per axis, cells
  public static Kernel gaussian(double standardDeviation, int radius) {
    int width = 2 * radius + 1;
    var values = new double[width * width];
    for (int i = 0; i < values.length; i++) {
      double r = Math.hypot(i / width - radius, i % width - radius) / standardDeviation;
      values[i] = Math.exp(-r * r / 2);
    }
    var kernel = new Kernel(radius, values);
    return kernel.scaled(1 / kernel.total());
  }

  public int radius() {
    return radius;
  }

  /// J(dy, dx), zero beyond the radius; the plane dz = 0 of three dimensions.
  public double get(int dy, int dx) {
    return get(0, dy, dx);
  }

  /// J(dz, dy, dx), zero beyond the radius and, in two dimensions, beyond the plane dz = 0.
  public double get(int dz, int dy, int dx) {
    int reach = reachAcross();
    if (Math.abs(dz) > reach || Math.abs(dy) > radius || Math.abs(dx) > radius) {
      return 0;
    }
    int width = 2 * radius + 1;
    return values[((dz + reach) * width + dy + radius) * width + dx + radius];
  }

  /// The largest |dz|: the radius in three dimensions, else 0.
  public int reachAcross() {
    return dimensions == 3 ? radius : 0;
  }

  /// A copy of the values, x running fastest.
  public double[] values() {
    return values.clone();
  }

  /// The values as rows; row = y offset from −radius.
  ///
  /// @throws IllegalStateException in three dimensions
  public double[][] rows() {
    if (dimensions != 2) {
      throw new IllegalStateException("rows are those of two dimensions, got a " + this);
    }
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
    return new Kernel(dimensions, radius, changed);
  }

  /// The same kernel on another square (or cube) of offsets: zero beyond its own radius, cut off
  /// within it.
  public Kernel withRadius(int other) {
    int width = 2 * other + 1;
    int across = dimensions == 3 ? other : 0;
    var changed = new double[(2 * across + 1) * width * width];
    for (int i = 0; i < changed.length; i++) {
      int plane = i % (width * width);
      changed[i] = get(i / (width * width) - across, plane / width - other, plane % width - other);
    }
    return new Kernel(dimensions, other, changed);
  }

  /// All values multiplied by `factor`.
  public Kernel scaled(double factor) {
    return new Kernel(
        dimensions, radius, java.util.Arrays.stream(values).map(v -> v * factor).toArray());
  }

  /// The sum of this kernel and another, of the wider radius.
  ///
  /// @throws IllegalArgumentException if their dimensions differ
  public Kernel plus(Kernel other) {
    requireSameDimensions(other);
    int r = Math.max(radius, other.radius);
    int width = 2 * r + 1;
    var sum = new double[dimensions == 3 ? width * width * width : width * width];
    for (int i = 0; i < sum.length; i++) {
      int dz = dimensions == 3 ? i / width / width - r : 0;
      int dy = i / width % width - r;
      int dx = i % width - r;
      sum[i] = get(dz, dy, dx) + other.get(dz, dy, dx);
    }
    return new Kernel(dimensions, r, sum);
  }

  private void requireSameDimensions(Kernel other) {
    if (dimensions != other.dimensions) {
      throw new IllegalArgumentException(
          "kernels of " + dimensions + " and " + other.dimensions + " dimensions");
    }
  }

  /// The direction of the longer axis of an anisotropic kernel, degrees from the x axis towards y,
  /// in [0, 180): from the second angular harmonic of Ĵ on a ring of wave vectors. A kernel
  /// elongated in real space is narrow in k along the same direction. In three dimensions that of
  /// the plane kz = 0.
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
    return degrees < 0 ? (degrees + 180) % 180 : degrees;
  }

  /// The factor by which the shape of this kernel, that is all but J(0), comes nearest to that of
  /// another, `Σ J J′ / Σ J²`: for a fit that finds J only up to a factor, and J(0) not at all.
  ///
  /// @throws IllegalArgumentException if this kernel is zero but for J(0)
  public double factorTo(Kernel other) {
    double product = 0;
    double square = 0;
    for (int dy = -radius; dy <= radius; dy++) {
      for (int dx = -radius; dx <= radius; dx++) {
        double j = dy == 0 && dx == 0 ? 0 : get(dy, dx);
        product += j * other.get(dy, dx);
        square += j * j;
      }
    }
    if (square == 0) {
      throw new IllegalArgumentException("no factor brings a kernel of zeros near another");
    }
    return product / square;
  }

  /// The relative L2 distance of the shapes, this one times [#factorTo] the other.
  public double shapeErrorAgainst(Kernel exact) {
    var target = exact.withCentre(0);
    return scaled(factorTo(exact)).withCentre(0).relativeErrorAgainst(target);
  }

  /// The relative L2 distance ‖this − exact‖ / ‖exact‖, over the offsets of both.
  ///
  /// @throws IllegalArgumentException if their dimensions differ
  public double relativeErrorAgainst(Kernel exact) {
    requireSameDimensions(exact);
    int r = Math.max(radius, exact.radius);
    int across = Math.max(reachAcross(), exact.reachAcross());
    double difference = 0;
    double norm = 0;
    for (int dz = -across; dz <= across; dz++) {
      for (int dy = -r; dy <= r; dy++) {
        for (int dx = -r; dx <= r; dx++) {
          double d = get(dz, dy, dx) - exact.get(dz, dy, dx);
          difference += d * d;
          norm += exact.get(dz, dy, dx) * exact.get(dz, dy, dx);
        }
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

  /// The transfer function at wave vector (ky, kx), kz = 0.
  public double transfer(double ky, double kx) {
    return transfer(0, ky, kx);
  }

  /// The transfer function Ĵ(k) = Σ_r J(r) cos(k·r) at wave vector (kz, ky, kx), per grid cell.
  public double transfer(double kz, double ky, double kx) {
    double sum = 0;
    for (int dz = -reachAcross(); dz <= reachAcross(); dz++) {
      for (int dy = -radius; dy <= radius; dy++) {
        for (int dx = -radius; dx <= radius; dx++) {
          sum += get(dz, dy, dx) * Math.cos(ky * dy + kx * dx + kz * dz);
        }
      }
    }
    return sum;
  }

  /// @throws IllegalArgumentException if the grid has other dimensions, or the kernel would wrap
  ///   around a periodic axis onto itself
  public void requireFits(Grid grid) {
    if (dimensions != grid.dimensions()) {
      throw new IllegalArgumentException(
          "a kernel of " + dimensions + " dimensions for a grid of " + grid);
    }
    int width = 2 * radius + 1;
    for (var axis : grid.axes()) {
      if (axis.boundary() == Grid.Boundary.PERIODIC && width > axis.cells()) {
        throw new IllegalArgumentException(
            "a kernel of width " + width + " is wider than the lattice " + grid.extent());
      }
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
