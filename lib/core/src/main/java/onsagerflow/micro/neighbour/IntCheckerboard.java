package onsagerflow.micro.neighbour;

import java.util.stream.IntStream;
import onsagerflow.field.ExternalFieldOn;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.micro.site.SiteRandom;

/// A checkerboard of any size and in any field, an int a spin.
public final class IntCheckerboard implements Checkerboard {

  /// Of memory, a spin: itself, and half a site's random bits and neighbours.
  public static final long BYTES = 8;

  /// Sites of one colour that one thread updates at a time.
  private static final int CHUNK = 1 << 14;

  private final Grid grid;
  private final Frame.Conditions conditions;
  private final ExternalFieldOn external;

  /// Sites of a row that have one colour.
  private final int half;

  /// Rows that one thread updates at a time; even, because sites share random words in pairs.
  private final int rows;

  /// Spins of either colour, 0 or 1.
  private final int[][] colour;

  private final int[] bits;
  private final float[] up;

  public IntCheckerboard(Grid grid, Frame.Conditions conditions, ExternalFieldOn external) {
    this.grid = grid;
    this.conditions = conditions;
    this.external = external;
    this.half = grid.nx() / 2;
    this.rows = Math.max(2, (CHUNK / half) & ~1);
    this.colour = new int[2][grid.size() / 2];
    this.bits = new int[grid.size() / 2];
    this.up = new float[grid.size() / 2];
  }

  @Override
  public void readSpins(int y, byte[] row) {
    int[] first = colour[y % 2];
    int[] second = colour[1 - y % 2];
    for (int k = 0, i = y * half; k < half; k++, i++) {
      row[2 * k] = (byte) (2 * first[i] - 1);
      row[2 * k + 1] = (byte) (2 * second[i] - 1);
    }
  }

  @Override
  public void writeSpins(int y, byte[] row) {
    int[] first = colour[y % 2];
    int[] second = colour[1 - y % 2];
    for (int k = 0, i = y * half; k < half; k++, i++) {
      first[i] = (row[2 * k] + 1) / 2;
      second[i] = (row[2 * k + 1] + 1) / 2;
    }
  }

  @Override
  public int neighbours(int y, int x) {
    int[] other = colour[1 - (y + x) % 2];
    int row = y * half;
    int k = x / 2;
    int beside = x % 2 == 0 ? (k == 0 ? half - 1 : k - 1) : (k == half - 1 ? 0 : k + 1);
    int above = (y == 0 ? grid.ny() - 1 : y - 1) * half;
    int below = (y == grid.ny() - 1 ? 0 : y + 1) * half;
    return 2 * (other[above + k] + other[below + k] + other[row + k] + other[row + beside]) - 4;
  }

  @Override
  public void refresh(int c, double duration, double time, long key) {
    var refresh = heatBath(duration, time);
    int chunks = Math.ceilDiv(grid.ny(), rows);
    var all = IntStream.range(0, chunks);
    (chunks > 1 ? all.parallel() : all)
        .forEach(i -> refresh(c, refresh, key, i * rows, Math.min(grid.ny(), (i + 1) * rows)));
  }

  private ColourRefresh heatBath(double duration, double time) {
    double beta = conditions.beta();
    var h = conditions.field();
    return h.isUniform()
        ? new NeighbourRefresh(beta, h.at(time), duration)
        : SiteRefresh.of(beta, external.at(time), half, duration);
  }

  private void refresh(int c, ColourRefresh refresh, long key, int from, int to) {
    SiteRandom.fill(key, from * half, to * half, bits);
    int[] other = colour[1 - c];
    for (int y = from; y < to; y++) {
      int row = y * half;
      int above = Math.floorMod(y - 1, grid.ny()) * half;
      int below = Math.floorMod(y + 1, grid.ny()) * half;
      int last = half - 1;
      if ((y + c) % 2 == 0) { // x = 2k: its left neighbour is the one before in the row
        NeighbourRefresh.countUp(other, row, above, below, row + last, 1, up);
        NeighbourRefresh.countUp(other, row + 1, above + 1, below + 1, row, last, up);
      } else {
        NeighbourRefresh.countUp(other, row, above, below, row + 1, last, up);
        NeighbourRefresh.countUp(other, row + last, above + last, below + last, row, 1, up);
      }
    }
    refresh.apply(c, colour[c], up, bits, from * half, to * half);
  }
}
