package onsagerflow.estimate.check;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.likelihood.CellState;

/// Why nothing can be learned from data, whatever the fit.
final class DataRefusal {

  /// Correlation of consecutive increments that noise does not have.
  private static final double GOES_ON = 0.8;

  /// Pairs before and after one that are like it.
  private static final int NEAR = 5;

  /// ln of a chance that is none.
  private static final double IMPOSSIBLE = -20;

  private final Observations data;
  private final DataSums sums;
  private final BlockSteps steps;
  private final PairFaults faults;
  private final String counted;

  DataRefusal(Observations data, DataSums sums, BlockSteps steps, PairFaults faults) {
    this.data = data;
    this.sums = sums;
    this.steps = steps;
    this.faults = faults;
    this.counted = data.fromGenerator() ? "frames" : "frame pairs";
  }

  /// In one sentence; empty if there is none.
  Optional<String> reason() {
    if (CellState.largestMagnetisation(sums.cellVolume) <= 0) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "a block has %d spin%s: its m is no magnetisation that an entropy could belong to;"
                  + " average over blocks of 16 spins or more",
              sums.cellVolume,
              sums.cellVolume == 1 ? "" : "s"));
    }
    if (sums.flatFrames == sums.frames && sums.cells > sums.frames) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "m is the same in all blocks of a frame, in each of %d %s: nothing tells where one"
                  + " block ends and the next begins, and neither noise nor J can be learned;"
                  + " give the blocks one by one",
              sums.frames,
              counted));
    }
    return steps
        .convention()
        .or(steps::farFromBlock)
        .or(this::identical)
        .or(steps::singleSpins)
        .or(this::noiseless)
        .or(this::emptyChannels)
        .or(this::conserved)
        .or(faults::manyJumps);
  }

  /// Of identical frames those that chance does not explain were written twice.
  private Optional<String> identical() {
    var identical = sums.pairs.stream().filter(p -> p.cells().areUnchanged()).toList();
    if (identical.isEmpty()) {
      return Optional.empty();
    }
    var first = identical.getFirst();
    String named =
        String.format(Locale.ROOT, "%s are identical", data.describePair(first.number()));
    if (sums.full == sums.cells) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "every block is full (|m| = 1) in all %d %s, so that nothing moves and nothing can"
                  + " be learned; take a higher temperature, larger blocks, or runs that start"
                  + " elsewhere",
              sums.frames,
              counted));
    }
    if (identical.size() == sums.pairs.size()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "no block changes within any of %d frame pairs (%s): frames written twice, spins"
                  + " frozen at this temperature (%.0f %% of the blocks are full), or a lag far"
                  + " too short",
              sums.pairs.size(),
              named,
              100.0 * sums.full / sums.cells));
    }
    long free = sums.pairs.stream().mapToLong(p -> p.cells().free()).sum();
    long changed = sums.pairs.stream().mapToLong(p -> p.cells().changed()).sum();
    double still = Math.log1p(-Math.min(0.99, (double) changed / Math.max(1, free)));
    return identical.stream()
        .filter(p -> p.cells().free() * still < IMPOSSIBLE)
        .filter(p -> -changedNear(p) < IMPOSSIBLE)
        .findFirst()
        .map(
            p ->
                String.format(
                    Locale.ROOT,
                    "%s are identical: a frame written twice has no increment",
                    data.describePair(p.number())));
  }

  /// The blocks that change within the pairs recorded before and after one: of cold spins few, and
  /// fewer as they settle.
  private double changedNear(DataSums.Pair pair) {
    int at = sums.pairs.indexOf(pair);
    return IntStream.rangeClosed(at - NEAR, at + NEAR)
        .filter(i -> i >= 0 && i < sums.pairs.size())
        .mapToObj(sums.pairs::get)
        .filter(near -> !near.cells().areUnchanged())
        .mapToLong(near -> near.cells().changed())
        .min()
        .orElse(0);
  }

  /// Increments of the shortest waves, of which noise has most, that go on as they were.
  private Optional<String> noiseless() {
    double alike = sums.roughOfProducts > 0 ? sums.roughProduct / sums.roughOfProducts : 0;
    if (data.fromGenerator() || !sums.areMany() || alike < GOES_ON) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "consecutive increments of a block are alike (correlation %.2f), where noise makes"
                + " them independent: m is the solution of a deterministic equation, a mean over"
                + " many runs, or interpolated in time; K is learned from noise, so give single"
                + " runs, frame by frame",
            alike));
  }

  /// Generator channels of zeros.
  private Optional<String> emptyChannels() {
    if (!data.fromGenerator() || (sums.noise > 0 && sums.drift > 0)) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "the generator channel %s is 0 in all blocks of %d frames, as if it had not been"
                + " recorded; leave out both channels, and drift and noise are taken from the"
                + " frames",
            sums.noise > 0 ? "drift" : "noise",
            sums.frames));
  }

  private Optional<String> conserved() {
    var moving = sums.pairs.stream().filter(p -> p.change().square() > 0).toList();
    // Generator channels say themselves that single spins flip.
    if (data.fromGenerator()
        || moving.isEmpty()
        || !moving.stream().allMatch(DataSums.Pair::conserves)
        || moving.stream().mapToDouble(p -> p.logChance(sums.cellVolume)).sum() > IMPOSSIBLE) {
      return Optional.empty();
    }
    double expected = Math.sqrt(moving.stream().mapToDouble(p -> p.change().square()).sum());
    return Optional.of(
        String.format(
            Locale.ROOT,
            "the sum of m over all blocks stays the same in all %d pairs of frames, to rounding,"
                + " while the blocks change (by chance it would change by about %s in all): the"
                + " order parameter is conserved, as under exchange of spins (Kawasaki dynamics)."
                + " This equation is for one that is not: single spin flips (Glauber, heat bath,"
                + " Metropolis)",
            moving.size(),
            Digits.four(expected)));
  }
}
