package onsagerflow.estimate.check;

import onsagerflow.estimate.data.Observations;

/// The sums of a [DataCheck] beside what independent spins have.
///
/// @param unchanged share of the blocks that a pair leaves as they were
/// @param renewed q of all pairs
/// @param before variance of the shortest waves over that of independent spins, of the first frames
///   of pairs
/// @param forgotten q over that, 0 if there are no pairs
/// @param shortWaves the same of all frames
/// @param settled where that is heading
/// @param mean of m
/// @param neighbours correlation of neighbouring blocks
/// @param lag Δt, sweeps; 0 with generator channels
/// @param rate at which spins take on new values, per sweep
record Yardsticks(
    double unchanged,
    double renewed,
    double before,
    double forgotten,
    double shortWaves,
    double settled,
    double mean,
    double neighbours,
    double lag,
    double rate) {

  static Yardsticks of(Observations data, DataSums sums) {
    double renewed = sums.cellVolume * sums.roughIncrement / (2 * sums.widthBefore);
    double before = sums.cellVolume * sums.roughBefore / sums.widthBefore;
    double shortWaves = sums.cellVolume * sums.rough / sums.width;
    double mean = sums.sum / sums.cells;
    double variance = sums.square / sums.cells - mean * mean;
    double lag = data.fromGenerator() ? 0 : sums.lag / sums.frames;
    return new Yardsticks(
        unchanged(sums),
        renewed,
        before,
        before > 0 ? renewed / before : 0,
        shortWaves,
        Math.min(shortWaves, settled(sums, renewed)),
        mean,
        variance > 0 ? (sums.product / sums.cells - mean * mean) / variance : 0,
        lag,
        data.fromGenerator() ? sums.noise / sums.width : renewed / lag);
  }

  private static double unchanged(DataSums sums) {
    long unchanged = sums.pairs.stream().mapToLong(p -> p.cells().unchanged()).sum();
    long all = sums.pairs.stream().mapToLong(p -> p.cells().all()).sum();
    return all == 0 ? 0 : (double) unchanged / all;
  }

  /// Where the variance of the shortest waves is heading, by what one lag makes of it: waves of
  /// independent spins decay as e^{−t} from whatever start, and their variance as its square.
  private static double settled(DataSums sums, double renewed) {
    double kept = Math.pow(Math.max(0, 1 - renewed), 2);
    double after = sums.roughAfter / sums.widthAfter;
    return sums.cellVolume * (after - kept * sums.roughBefore / sums.widthBefore) / (1 - kept);
  }
}
