package onsagerflow.estimate.check;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import onsagerflow.estimate.data.Observations;

/// Pairs of frames that are there twice, or that do not belong together.
final class PairFaults {

  /// Times that a pair changes faster than the quieter quarter of the pairs where it does not
  /// belong.
  private static final double JUMP = 4;

  private static final double MANY_JUMPS = 0.1;

  private static final double OPPOSITE = -0.5;

  /// What short waves have forgotten is 0 where they are as they were, 1 where they are others and
  /// 2 where their sign has changed; a mean that a field turns around takes them along.
  private static final double TURNED = 1.2;

  private final Observations data;
  private final DataSums sums;
  private final List<Integer> jumps;

  PairFaults(Observations data, DataSums sums) {
    this.data = data;
    this.sums = sums;
    this.jumps = jumps();
  }

  /// Pairs that are there twice.
  ///
  /// @param count of them
  /// @param first of them, and what it repeats
  record Repeats(int count, String first) {}

  Repeats repeats() {
    var seen = new HashMap<Long, DataSums.Pair>();
    int repeats = 0;
    String first = "";
    for (var pair : sums.pairs) {
      // Few blocks may well come back to where they were.
      boolean tells = pair.cells().all() >= 64 && pair.cells().changed() >= 16;
      var other = tells ? seen.putIfAbsent(pair.hash(), pair) : null;
      if (other != null) {
        repeats++;
        first =
            first.isEmpty()
                ? data.describePair(pair.number()) + " repeat " + data.describePair(other.number())
                : first;
      }
    }
    return new Repeats(repeats, first);
  }

  Optional<String> repeated(Repeats repeats) {
    return repeats.count == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%d of %d pairs of frames are there twice (%s): a file given twice, or runs of one"
                    + " seed, add nothing, and error bars come out too small; learn without them",
                repeats.count,
                sums.pairs.size(),
                repeats.first));
  }

  /// Pairs whose second frame is the first with its sign changed.
  Optional<String> opposite() {
    var opposite =
        sums.pairs.stream()
            .filter(p -> p.cells().all() >= 16 && isOpposite(p))
            .map(DataSums.Pair::number)
            .toList();
    return opposite.isEmpty() || data.fromGenerator()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%d of %d frame pairs change their sign within the lag, the first being %s: the"
                    + " sign convention changes, or the frames do not belong to one run",
                opposite.size(),
                sums.pairs.size(),
                data.describePair(opposite.getFirst())));
  }

  private static boolean isOpposite(DataSums.Pair pair) {
    return pair.memory().alike() < OPPOSITE && pair.memory().forgotten() > TURNED;
  }

  /// Jumps, so many that no fit can tell them from the rest.
  Optional<String> manyJumps() {
    return jumps.size() < MANY_JUMPS * sums.pairs.size() ? Optional.empty() : jumped();
  }

  /// Jumps, if there are any.
  Optional<String> jumped() {
    return jumps.isEmpty() ? Optional.empty() : Optional.of(ofJumps());
  }

  /// Pairs of frames that have as little in common as those of different runs.
  private List<Integer> jumps() {
    double quiet = quietRate();
    return data.fromGenerator() || !(quiet > 0)
        ? List.of()
        : sums.pairs.stream()
            .filter(p -> p.cells().all() >= 64 && p.memory().forgotten() > DataLag.HALF_FORGOTTEN)
            .filter(p -> p.rate() > JUMP * quiet && !isOpposite(p))
            .filter(p -> !p.leavesOrder() || !p.isWithin(JUMP * quiet))
            .map(DataSums.Pair::number)
            .toList();
  }

  /// Of the quieter quarter of the pairs.
  private double quietRate() {
    double[] rates =
        sums.pairs.stream()
            .mapToDouble(DataSums.Pair::rate)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    return rates.length == 0 ? 0 : rates[rates.length / 4];
  }

  private String ofJumps() {
    return String.format(
        Locale.ROOT,
        "%d of %d frame pairs have as little in common as frames of different runs, the first"
            + " being %s, while others change over %.0f times less in the same time: run numbers"
            + " or times are missing or wrong, or frames do not belong together; give each run a"
            + " number of its own (dataset trajectory)",
        jumps.size(),
        sums.pairs.size(),
        data.describePair(jumps.getFirst()),
        JUMP);
  }
}
