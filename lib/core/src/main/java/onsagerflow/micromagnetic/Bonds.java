package onsagerflow.micromagnetic;

import java.util.Arrays;

/// Pairs of neighbours along one axis and how strongly they are coupled; across the ends of a
/// periodic axis too.
final class Bonds {

  /// The strength of a pair.
  @FunctionalInterface
  interface Strength {
    /// @param i,j cells, j one step further along the axis
    double of(int i, int j);
  }

  private final int stride; // from a cell to the next
  private final double[] next; // strength of each cell's bond to the next, 0 where there is none
  private final int[] first; // pairs across the ends, in the order of their first cells
  private final int[] last;
  private final double[] across;

  /// Bonds along an axis of the sample, 0 being x, between cells that both hold material.
  Bonds(Sample sample, int axis, Strength strength) {
    var mesh = sample.mesh();
    int cells = axis(mesh, axis).cells();
    this.stride = stride(mesh, axis);
    this.next = new double[mesh.size()];
    // a single cell is its own image, and a difference to itself is zero
    int ends = axis(mesh, axis).isPeriodic() && cells > 1 ? next.length / cells : 0;
    this.first = new int[ends];
    this.last = new int[ends];
    this.across = new double[ends];
    int end = 0;
    for (int i = 0; i < next.length; i++) {
      int at = i / stride % cells;
      if (at < cells - 1 && sample.isFilled(i) && sample.isFilled(i + stride)) {
        next[i] = strength.of(i, i + stride);
      }
      if (at == 0 && ends > 0) {
        int j = i + (cells - 1) * stride;
        first[end] = i;
        last[end] = j;
        across[end++] = sample.isFilled(i) && sample.isFilled(j) ? strength.of(j, i) : 0;
      }
    }
  }

  private static int stride(Mesh mesh, int axis) {
    return axis == 0 ? 1 : axis == 1 ? mesh.x().cells() : mesh.x().cells() * mesh.y().cells();
  }

  /// How many of the two places beside a cell hold no material.
  static int missing(Sample sample, int axis, int cell) {
    return (isThere(sample, axis, cell, -1) ? 0 : 1) + (isThere(sample, axis, cell, 1) ? 0 : 1);
  }

  /// 1 where a cell lacks the next neighbour alone, −1 where the last alone, else 0.
  static int surplus(Sample sample, int axis, int cell) {
    return (isThere(sample, axis, cell, -1) ? 1 : 0) - (isThere(sample, axis, cell, 1) ? 1 : 0);
  }

  private static boolean isThere(Sample sample, int axis, int cell, int step) {
    var along = axis(sample.mesh(), axis);
    int stride = stride(sample.mesh(), axis);
    int at = cell / stride % along.cells();
    int there = along.isPeriodic() ? Math.floorMod(at + step, along.cells()) : at + step;
    return there >= 0 && there < along.cells() && sample.isFilled(cell + (there - at) * stride);
  }

  static Mesh.Axis axis(Mesh mesh, int axis) {
    return axis == 0 ? mesh.x() : axis == 1 ? mesh.y() : mesh.z();
  }

  /// The largest strength.
  double strongest() {
    return Math.max(largest(next), largest(across));
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  /// Adds scale_i Σ_j strength_ij (m_j − m_i) over both neighbours j.
  void addDifferences(double[] m, double[] scale, double[] sum, int from, int to) {
    int one = stride;
    for (int i = from; i < Math.min(to, m.length - one); i++) {
      sum[i] += scale[i] * next[i] * (m[i + one] - m[i]);
    }
    for (int i = Math.max(from, one); i < to; i++) {
      sum[i] += scale[i] * next[i - one] * (m[i - one] - m[i]);
    }
    for (int k = start(first, from); k < first.length && first[k] < to; k++) {
      int i = first[k];
      sum[i] += scale[i] * across[k] * (m[last[k]] - m[i]);
    }
    for (int k = start(last, from); k < last.length && last[k] < to; k++) {
      int i = last[k];
      sum[i] += scale[i] * across[k] * (m[first[k]] - m[i]);
    }
  }

  /// Adds factor · scale_i Σ_j ± strength_ij m_j, + of the next and − of the last neighbour.
  void addCentral(double factor, double[] m, double[] scale, double[] sum, int from, int to) {
    int one = stride;
    for (int i = from; i < Math.min(to, m.length - one); i++) {
      sum[i] += factor * scale[i] * next[i] * m[i + one];
    }
    for (int i = Math.max(from, one); i < to; i++) {
      sum[i] -= factor * scale[i] * next[i - one] * m[i - one];
    }
    for (int k = start(first, from); k < first.length && first[k] < to; k++) {
      sum[first[k]] -= factor * scale[first[k]] * across[k] * m[last[k]];
    }
    for (int k = start(last, from); k < last.length && last[k] < to; k++) {
      sum[last[k]] += factor * scale[last[k]] * across[k] * m[first[k]];
    }
  }

  /// The first place of an increasing list that holds at least a number.
  private static int start(int[] increasing, int least) {
    int at = Arrays.binarySearch(increasing, least);
    return at < 0 ? -at - 1 : at;
  }

  /// Σ strength_ij |m_i − m_j|² over all pairs.
  double sumOfSquares(double[][] m) {
    double sum = 0;
    for (int i = 0; i < next.length - stride; i++) {
      sum += next[i] * square(m, i, i + stride);
    }
    for (int k = 0; k < first.length; k++) {
      sum += across[k] * square(m, last[k], first[k]);
    }
    return sum;
  }

  private static double square(double[][] m, int i, int j) {
    double x = m[0][i] - m[0][j];
    double y = m[1][i] - m[1][j];
    double z = m[2][i] - m[2][j];
    return x * x + y * y + z * z;
  }
}
