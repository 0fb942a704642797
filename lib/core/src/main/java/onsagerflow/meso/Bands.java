package onsagerflow.meso;

import java.util.stream.IntStream;

/// Cells dealt out in bands of a fixed number, among threads where there are many of them.
///
/// What is done to a band must not depend on the others: then the bits are the same whatever the
/// number of threads.
public final class Bands {

  /// Cells of a band, so that a few numbers of each stay in a core's cache: one for 128².
  public static final int CELLS = 1 << 14;

  /// Below this many cells starting a second thread costs more than it saves.
  private static final int SHARED_FROM = 1 << 18;

  private Bands() {}

  /// What is done to cells `from` to `to`, the last not included, which are band `number`.
  @FunctionalInterface
  public interface Work {
    void on(int number, int from, int to);
  }

  /// Whether so many cells are worth more than one thread.
  public static boolean areShared(int cells) {
    return cells >= SHARED_FROM;
  }

  /// Does some work on every band.
  public static void each(int cells, Work work) {
    var all = IntStream.range(0, Math.ceilDiv(cells, CELLS));
    (areShared(cells) ? all.parallel() : all)
        .forEach(band -> work.on(band, band * CELLS, Math.min((band + 1) * CELLS, cells)));
  }
}
