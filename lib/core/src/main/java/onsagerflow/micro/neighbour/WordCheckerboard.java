package onsagerflow.micro.neighbour;

import java.util.stream.IntStream;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;

/// A checkerboard of 64 spins a word, in a field that is the same everywhere: bit k of a row of one
/// colour is its k-th spin, 1 for up.
///
/// Each word of a [WordBlock] has a random generator of its own, and these begin anew with each
/// band of blocks: the same bits whatever the number of threads.
public final class WordCheckerboard implements Checkerboard {

  /// Words of one colour that one thread updates at a time.
  private static final int BAND = 4 * WordBlock.WORDS;

  private static final ThreadLocal<WordBlock> BLOCKS = ThreadLocal.withInitial(WordBlock::new);

  private final Frame.Conditions conditions;

  /// Rows.
  private final int ny;

  /// Words of a row of one colour.
  private final int width;

  /// Words of one colour.
  private final int words;

  /// Spins of either colour, from row 0 at `width` on: a refresh keeps a copy of the last row
  /// before the first, and of the first after the last.
  private final long[][] colour;

  /// Those of the last refresh.
  private FlipProbabilities flip;

  /// All spins down.
  public WordCheckerboard(Grid grid, Frame.Conditions conditions) {
    this.conditions = conditions;
    this.ny = grid.ny();
    this.width = grid.nx() / (2 * Long.SIZE);
    this.words = ny * width;
    this.colour = new long[2][words + 2 * width];
    this.flip = new FlipProbabilities(conditions.beta(), 0, 1);
  }

  /// Whether rows fill their words, and the field is the same everywhere.
  public static boolean fits(Grid grid, Frame.Conditions conditions) {
    return grid.nx() % (2 * Long.SIZE) == 0 && conditions.field().isUniform();
  }

  /// Words of a row of one colour.
  int width() {
    return width;
  }

  /// The words of a colour.
  long[] spins(int c) {
    return colour[c];
  }

  /// Place of a row, any integer, in the words of a colour.
  int row(int y) {
    return (Math.floorMod(y, ny) + 1) * width;
  }

  @Override
  public void readSpins(int y, byte[] row) {
    for (int side = 0; side < 2; side++) {
      long[] spins = colour[(y + side) % 2];
      for (int k = 0; 2 * k < row.length; k++) {
        row[2 * k + side] = (byte) (2 * bit(spins, row(y), k) - 1);
      }
    }
  }

  private static int bit(long[] spins, int row, int k) {
    return (int) (spins[row + k / Long.SIZE] >>> k & 1);
  }

  @Override
  public void writeSpins(int y, byte[] row) {
    for (int side = 0; side < 2; side++) {
      long[] spins = colour[(y + side) % 2];
      for (int word = 0; word < width; word++) {
        long bits = 0;
        for (int k = 0; k < Long.SIZE; k++) {
          bits |= row[2 * (Long.SIZE * word + k) + side] > 0 ? 1L << k : 0;
        }
        spins[row(y) + word] = bits;
      }
    }
  }

  @Override
  public int neighbours(int y, int x) {
    long[] other = colour[1 - (y + x) % 2];
    int half = Long.SIZE * width;
    int k = x / 2;
    int beside = Math.floorMod(x % 2 == 0 ? k - 1 : k + 1, half);
    int up =
        bit(other, row(y - 1), k)
            + bit(other, row(y + 1), k)
            + bit(other, row(y), k)
            + bit(other, row(y), beside);
    return 2 * up - 4;
  }

  @Override
  public void refresh(int c, double duration, double time, long key) {
    double h = conditions.field().at(time);
    if (!flip.isOf(h, duration)) {
      flip = new FlipProbabilities(conditions.beta(), h, duration);
    }
    var now = flip;
    long[] other = colour[1 - c];
    System.arraycopy(other, row(-1), other, 0, width);
    System.arraycopy(other, row(0), other, width + words, width);
    int bands = Math.ceilDiv(words, BAND);
    var all = IntStream.range(0, bands);
    (bands > 1 ? all.parallel() : all).forEach(band -> refresh(c, now, key, band));
  }

  private void refresh(int c, FlipProbabilities flip, long key, int band) {
    var block = BLOCKS.get();
    int begin = band * BAND;
    int end = Math.min(words, begin + BAND);
    block.random.start(key, band, Math.min(WordBlock.WORDS, end - begin));
    for (int from = begin; from < end; from += WordBlock.WORDS) {
      int count = Math.min(WordBlock.WORDS, end - from);
      boolean toLeft = (from / width + c) % 2 == 0;
      block.read(colour[c], colour[1 - c], width, width + from, count, toLeft);
      block.refresh(flip, count, key, from);
      block.write(colour[c], width + from, count);
    }
  }
}
