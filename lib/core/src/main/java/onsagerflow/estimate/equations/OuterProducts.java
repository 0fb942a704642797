package onsagerflow.estimate.equations;

import static java.lang.Math.fma;

import java.util.Arrays;

/// Adds the outer products of many rows to the upper triangle of a matrix.
///
/// Much of the time of a fit passes here, hence the shape: rows are buffered, eight at once keep
/// the sums in registers, and the inner loop vectorises.
public final class OuterProducts {

  /// Rows buffered, a multiple of [#OCTET]: enough to make good use of each line of the matrix
  /// fetched, few enough to stay in the first-level cache.
  private static final int BATCH = 16;

  private static final int OCTET = 8;

  private final double[] matrix;
  private final int size;
  private final int first;
  private final int last;
  private final double[][] rows;
  private int filled;

  /// @param matrix row by row
  /// @param size of the matrix and of a row
  /// @param first,last lines of the matrix that are wanted, the last not included
  public OuterProducts(double[] matrix, int size, int first, int last) {
    this.matrix = matrix;
    this.size = size;
    this.first = first;
    this.last = last;
    this.rows = new double[BATCH][size];
  }

  /// The next row, to be filled entirely before the next call.
  public double[] row() {
    if (filled == BATCH) {
      flush();
    }
    return rows[filled++];
  }

  /// Adds what is still buffered.
  public void flush() {
    for (int f = filled; f < BATCH; f++) {
      Arrays.fill(rows[f], 0);
    }
    int i = first;
    for (; i + 1 < last; i += 2) {
      for (int from = 0; from < filled; from += OCTET) {
        addTwoLines(from, i);
      }
    }
    if (i < last) {
      for (double[] row : rows) {
        for (int j = i; j < size; j++) {
          matrix[i * size + j] += row[i] * row[j];
        }
      }
    }
    filled = 0;
  }

  private void addTwoLines(int from, int i) {
    double[] r0 = rows[from];
    double[] r1 = rows[from + 1];
    double[] r2 = rows[from + 2];
    double[] r3 = rows[from + 3];
    double[] r4 = rows[from + 4];
    double[] r5 = rows[from + 5];
    double[] r6 = rows[from + 6];
    double[] r7 = rows[from + 7];
    double a0 = r0[i];
    double a1 = r1[i];
    double a2 = r2[i];
    double a3 = r3[i];
    double a4 = r4[i];
    double a5 = r5[i];
    double a6 = r6[i];
    double a7 = r7[i];
    double b0 = r0[i + 1];
    double b1 = r1[i + 1];
    double b2 = r2[i + 1];
    double b3 = r3[i + 1];
    double b4 = r4[i + 1];
    double b5 = r5[i + 1];
    double b6 = r6[i + 1];
    double b7 = r7[i + 1];
    int line = i * size;
    int next = line + size;
    for (int j = i; j < size; j++) {
      double p = fma(a3, r3[j], fma(a2, r2[j], fma(a1, r1[j], a0 * r0[j])));
      double q = fma(a7, r7[j], fma(a6, r6[j], fma(a5, r5[j], a4 * r4[j])));
      double s = fma(b3, r3[j], fma(b2, r2[j], fma(b1, r1[j], b0 * r0[j])));
      double t = fma(b7, r7[j], fma(b6, r6[j], fma(b5, r5[j], b4 * r4[j])));
      matrix[line + j] += p + q;
      matrix[next + j] += s + t;
    }
  }
}
