package onsagerflow.estimate.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import onsagerflow.estimate.data.Observations;

/// The steps in which m goes, and the blocks that have such steps: the mean of v spins of ±1 goes
/// in steps of 2/v.
final class BlockSteps {

  /// By how many of [DataSums#ROUNDING] values may be off.
  private static final int ROUNDING = 2;

  /// Times as many or as few spins in a block as its size says, from which no fit finds its way.
  private static final double FAR_FROM_BLOCK = 10;

  /// Fewer values of m may have steps in common by chance.
  private static final int LEAST_VALUES = 5;

  private final Observations data;
  private final DataSums sums;
  private final OptionalDouble step;

  BlockSteps(Observations data, DataSums sums) {
    this.data = data;
    this.sums = sums;
    this.step = sums.manyValues ? OptionalDouble.empty() : step(sums.values);
  }

  /// The distance of neighbouring values of m, where they lie on one lattice.
  OptionalDouble step() {
    return step;
  }

  /// Steps of half the size of 2/v are those of spins that are not ±1.
  Optional<String> convention() {
    if (step.isEmpty() || !near(step.getAsDouble() * sums.cellVolume, 1)) {
      return Optional.empty();
    }
    String seen =
        String.format(
            Locale.ROOT,
            "m lies in %s ... %s in steps of 1/%d, half of those of %d spins of +1 and -1: ",
            Digits.four(sums.smallest),
            Digits.four(sums.largest),
            sums.cellVolume,
            sums.cellVolume);
    if (sums.smallest >= 0) {
      return Optional.of(
          seen + "occupation numbers 0 and 1? This equation is for m = 2 n - 1, so give that");
    }
    if (Math.max(-sums.smallest, sums.largest) <= 0.5) {
      return Optional.of(seen + "spins of +-1/2? This equation is for +-1, so give 2 m");
    }
    return Optional.empty();
  }

  /// Every m is +1 or −1.
  Optional<String> singleSpins() {
    if (sums.cellVolume == 1 || step.isEmpty() || !near(step.getAsDouble(), 2)) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "every m is +1 or -1, as that of single spins, and not of blocks of %s: average spins"
                + " over blocks, and let block say how many lie along their edge",
            block()));
  }

  /// So many times the spins that a block of this name has that nothing would come of a fit.
  Optional<String> farFromBlock() {
    if (step.isEmpty() || sums.values.size() < LEAST_VALUES || !sums.areMany()) {
      return Optional.empty();
    }
    double spins = 2 / step.getAsDouble();
    double times = Math.max(spins / sums.cellVolume, sums.cellVolume / spins);
    return times > FAR_FROM_BLOCK ? otherBlock(spins) : Optional.empty();
  }

  /// Steps that the mean of v spins does not have.
  Optional<String> unlikeBlock() {
    if (step.isEmpty() || sums.values.size() < LEAST_VALUES || !sums.areMany()) {
      return Optional.empty();
    }
    double spins = 2 / step.getAsDouble();
    if (near(spins, sums.cellVolume)) {
      return Optional.empty();
    }
    return otherBlock(spins)
        .or(
            () ->
                Optional.of(
                    String.format(
                        Locale.ROOT,
                        "m goes in steps of %s, which blocks of %s spins do not have (%s):"
                            + " rounded numbers, or blocks of %.0f spins; K is proportional to"
                            + " the number of spins in a block",
                        Digits.four(step.getAsDouble()),
                        block(),
                        Digits.four(2.0 / sums.cellVolume),
                        spins)));
  }

  private String block() {
    return data.origin().block() + " x " + data.origin().block();
  }

  /// That steps are those of square blocks of another size; empty if they are not.
  private Optional<String> otherBlock(double spins) {
    int edge = (int) Math.rint(Math.sqrt(spins));
    if (!near(spins, (double) edge * edge)) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "m goes in steps of %s, as that of blocks of %d x %d spins does, and not of %s: K"
                + " would be %s times too %s; set block to %d",
            Digits.four(2 / spins),
            edge,
            edge,
            block(),
            Digits.four(Math.max(spins / sums.cellVolume, sums.cellVolume / spins)),
            spins > sums.cellVolume ? "small" : "large",
            edge));
  }

  private static boolean near(double value, double other) {
    return Math.abs(value / other - 1) < 0.003;
  }

  /// The distance of neighbouring values, if all lie on one lattice, up to rounding: the smallest
  /// gap, made the more precise the farther the values reach.
  private static OptionalDouble step(Collection<Integer> increasing) {
    var distinct = new ArrayList<Integer>();
    for (int value : increasing) {
      if (distinct.isEmpty() || value - distinct.getLast() > ROUNDING) {
        distinct.add(value);
      }
    }
    double step =
        IntStream.range(1, distinct.size())
            .map(i -> distinct.get(i) - distinct.get(i - 1))
            .min()
            .orElse(0);
    if (step < 20 * ROUNDING) { // no lattice can be told from rounding
      return OptionalDouble.empty();
    }
    int first = distinct.getFirst();
    for (int value : distinct.subList(1, distinct.size())) {
      double steps = Math.rint((value - first) / step);
      if (Math.abs(value - first - steps * step) > Math.max(ROUNDING, 0.01 * step)) {
        return OptionalDouble.empty();
      }
      step = (value - first) / steps;
    }
    return OptionalDouble.of(step * DataSums.ROUNDING);
  }
}
