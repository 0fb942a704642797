package onsagerflow.micro.neighbour;

import onsagerflow.micro.site.BitRows;

/// Sums over the blocks of a [WordCheckerboard], by counting bits.
public final class WordSums {

  /// Classes of a site: by the number of its neighbours that are opposite, the spin down or up.
  private static final int CLASSES = 10;

  private final WordCheckerboard board;
  private final int block;
  private final int width;

  /// @param block B, edge of a block
  public WordSums(WordCheckerboard board, int block) {
    this.board = board;
    this.block = block;
    this.width = board.width();
  }

  /// Sums the spins of blocks in rows, into `sums` from `at` on.
  public void spins(int fromRow, int toRow, int[] sums, int at) {
    for (int y = fromRow; y < toRow; y++) {
      long[] even = board.spins(y % 2);
      long[] odd = board.spins(1 - y % 2);
      int row = board.row(y);
      int cell = at + (y - fromRow) / block * blocks();
      for (int b = 0; b < blocks(); b++, cell++) {
        int up = BitRows.count(even, row, begin(b, 0), begin(b + 1, 0));
        up += BitRows.count(odd, row, begin(b, 1), begin(b + 1, 1));
        sums[cell] = (y % block == 0 ? 0 : sums[cell]) + 2 * up - block;
      }
    }
  }

  /// Blocks of a row.
  private int blocks() {
    return 2 * Long.SIZE * width / block;
  }

  /// The first of the spins x = 2k + side of a block or of one after it.
  private int begin(int b, int side) {
    return (b * block - side + 1) / 2;
  }

  /// Sums drift and noise. Sites of a class have the same terms, each a multiple of 2⁻²⁴, so that
  /// no order of summing rounds anything in blocks of less than 2²⁸ sites.
  ///
  /// @param field h, in units of the coupling
  public void generator(
      double beta, float field, int fromRow, int toRow, double[] drift, double[] noise, int at) {
    var driftOf = new double[CLASSES];
    var noiseOf = new double[CLASSES];
    for (int i = 0; i < CLASSES; i++) {
      int spin = 2 * (i % 2) - 1;
      int opposite = i / 2;
      float bath = (float) Math.tanh(beta * (spin * (4 - 2 * opposite) + field));
      driftOf[i] = bath - spin;
      noiseOf[i] = 1 - spin * bath;
    }
    var classes = new long[CLASSES][width];
    for (int y = fromRow; y < toRow; y++) {
      int firstCell = at + (y - fromRow) / block * blocks();
      for (int side = 0; side < 2; side++) {
        classify(y, side, classes);
        for (int b = 0, cell = firstCell; b < blocks(); b++, cell++) {
          boolean isNew = y % block == 0 && side == 0;
          double a = isNew ? 0 : drift[cell];
          double g = isNew ? 0 : noise[cell];
          for (int i = 0; i < CLASSES; i++) {
            int sites = BitRows.count(classes[i], 0, begin(b, side), begin(b + 1, side));
            a += sites * driftOf[i];
            g += sites * noiseOf[i];
          }
          drift[cell] = a;
          noise[cell] = g;
        }
      }
    }
  }

  /// Sets the bits of the sites x = 2k + side of a row in that of their class.
  private void classify(int y, int side, long[][] classes) {
    long[] own = board.spins((y + side) % 2);
    long[] other = board.spins((y + side + 1) % 2);
    int row = board.row(y);
    int above = board.row(y - 1);
    int below = board.row(y + 1);
    for (int w = 0; w < width; w++) {
      long s = own[row + w];
      long same = other[row + w];
      long beside =
          side == 0
              ? same << 1 | other[row + (w == 0 ? width : w) - 1] >>> -1
              : same >>> 1 | other[row + (w == width - 1 ? 0 : w + 1)] << -1;
      long na = s ^ other[above + w];
      long nb = s ^ other[below + w];
      long nc = s ^ same;
      long nd = s ^ beside;
      long one = na ^ nb;
      long two = na & nb;
      long oneMore = nc ^ nd;
      long twoMore = nc & nd;
      put(classes, 0, w, s, ~(na | nb | nc | nd));
      put(classes, 1, w, s, (one & ~(oneMore | twoMore)) | (oneMore & ~(one | two)));
      put(classes, 2, w, s, (one & oneMore) | (two & ~(nc | nd)) | (twoMore & ~(na | nb)));
      put(classes, 3, w, s, (one & twoMore) | (two & oneMore));
      put(classes, 4, w, s, two & twoMore);
    }
  }

  private static void put(long[][] classes, int opposite, int word, long spins, long sites) {
    classes[2 * opposite][word] = sites & ~spins;
    classes[2 * opposite + 1][word] = sites & spins;
  }
}
