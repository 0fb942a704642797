package onsagerflow.micro;

import onsagerflow.field.Grid;

/// A lattice of spins, a bit each, 1 = up: site x of a row is bit `x mod 64` of its word `x/64`; a
/// row begins with a new word.
final class BitRows {

  /// Words of a row.
  final int stride;

  /// All words, row by row.
  final long[] words;

  BitRows(Grid grid) {
    this.stride = Math.ceilDiv(grid.nx(), Long.SIZE);
    this.words = new long[Math.multiplyExact(stride, grid.ny())];
  }

  /// Copies a row, ±1.
  void read(int y, byte[] row) {
    for (int x = 0, at = y * stride; x < row.length; at++) {
      long word = words[at];
      for (int end = Math.min(row.length, x + Long.SIZE); x < end; x++) {
        row[x] = (byte) (2 * (word >>> x & 1) - 1);
      }
    }
  }

  /// Replaces a row by values ±1.
  void write(int y, byte[] row) {
    for (int x = 0, at = y * stride; x < row.length; at++) {
      long word = 0;
      for (int end = Math.min(row.length, x + Long.SIZE); x < end; x++) {
        word |= ((row[x] + 1L) / 2) << x;
      }
      words[at] = word;
    }
  }

  /// Σ σ of sites [from, to) of a row.
  int sum(int y, int from, int to) {
    int first = y * stride + from / Long.SIZE;
    int last = y * stride + (to - 1) / Long.SIZE;
    long low = -1L << from;
    long high = -1L >>> -to;
    if (first == last) {
      return 2 * Long.bitCount(words[first] & low & high) - (to - from);
    }
    int up = Long.bitCount(words[first] & low) + Long.bitCount(words[last] & high);
    for (int at = first + 1; at < last; at++) {
      up += Long.bitCount(words[at]);
    }
    return 2 * up - (to - from);
  }
}
