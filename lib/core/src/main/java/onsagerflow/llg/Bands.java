package onsagerflow.llg;

import java.util.stream.IntStream;

/// Cells dealt out in bands of a fixed number, among threads where there are many of them.
///
/// What is done to a band must not depend on the others: then the bits are the same whatever the
/// number of threads.
public final class Bands {

  /// Cells of a band: what a step needs of them stays in a core's nearest caches.
  public static final int CELLS = 1 << 10;

  /// Below this many cells starting a second thread costs more than it saves.
  private static final int SHARED_FROM = 1 << 15;

  private Bands() {}

  /// What is done to cells `from` to `to`, the last not included, which are band `number`.
  @FunctionalInterface
  public interface Work {
    void on(int number, int from, int to);
  }

  /// Does some work on every band.
  public static void each(int cells, Work work) {
    var all = IntStream.range(0, Math.ceilDiv(cells, CELLS));
    (cells >= SHARED_FROM ? all.parallel() : all)
        .forEach(band -> work.on(band, band * CELLS, Math.min((band + 1) * CELLS, cells)));
  }
}
