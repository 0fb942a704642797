package onsagerflow.micro.site;

import onsagerflow.field.Grid;

/// A lattice of spins, a bit each, 1 = up: site x of a row is bit `x mod 64` of its word `x/64`; a
/// row begins with a new word.
public final class BitRows {

  /// Words of a row.
  public final int stride;

  /// All words, row by row.
  public final long[] words;

  public BitRows(Grid grid) {
    this.stride = Math.ceilDiv(grid.nx(), Long.SIZE);
    this.words = new long[Math.multiplyExact(stride, grid.ny())];
  }

  /// Copies a row, ±1.
  public void read(int y, byte[] row) {
    for (int x = 0, at = y * stride; x < row.length; at++) {
      long word = words[at];
      for (int end = Math.min(row.length, x + Long.SIZE); x < end; x++) {
        row[x] = (byte) (2 * (word >>> x & 1) - 1);
      }
    }
  }

  /// Replaces a row by values ±1.
  public void write(int y, byte[] row) {
    for (int x = 0, at = y * stride; x < row.length; at++) {
      long word = 0;
      for (int end = Math.min(row.length, x + Long.SIZE); x < end; x++) {
        word |= ((row[x] + 1L) / 2) << x;
      }
      words[at] = word;
    }
  }

  /// Sums the spins of blocks in rows, into `sums` from `at` on.
  public void sum(int nx, int block, int fromRow, int toRow, int[] sums, int at) {
    for (int y = fromRow; y < toRow; y++) {
      int cell = at + (y - fromRow) / block * (nx / block);
      for (int x = 0; x < nx; x += block, cell++) {
        int up = count(words, y * stride, x, x + block);
        sums[cell] = (y % block == 0 ? 0 : sums[cell]) + 2 * up - block;
      }
    }
  }

  /// Bits [from, to) of the words from `row` on.
  public static int count(long[] words, int row, int from, int to) {
    if (from == to) {
      return 0;
    }
    int first = row + from / Long.SIZE;
    int last = row + (to - 1) / Long.SIZE;
    long head = -1L << from;
    long tail = -1L >>> -to;
    if (first == last) {
      return Long.bitCount(words[first] & head & tail);
    }
    int count = Long.bitCount(words[first] & head) + Long.bitCount(words[last] & tail);
    for (int i = first + 1; i < last; i++) {
      count += Long.bitCount(words[i]);
    }
    return count;
  }
}
