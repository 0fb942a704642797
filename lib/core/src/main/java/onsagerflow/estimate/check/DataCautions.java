package onsagerflow.estimate.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import onsagerflow.estimate.data.Observations;
import onsagerflow.field.ExternalField;

/// What spoils a fit, though something can be learned.
final class DataCautions {

  /// Rates at which spins are renewed in one sweep, from sluggish below T_c to Metropolis twice
  /// over.
  private static final double SLOWEST = 0.03;

  private static final double FASTEST = 5;

  /// Blocks that vary so much more than independent spins hold clusters of their own.
  private static final double CLUSTERED = 3;

  /// Correlation of neighbouring blocks from which clusters are as large as blocks.
  private static final double AS_LARGE_AS_BLOCKS = 0.3;

  /// Less than independent spins vary, whatever their attraction.
  private static final double TOO_QUIET = 0.5;

  /// Spins that are renewed more slowly agree with their neighbours more than m says.
  private static final double SLUGGISH = 0.85;

  /// Share of an increment's variance taken back by the next beyond what decay explains.
  private static final double FORGOTTEN_AT_ONCE = 0.1;

  /// Fields over T at which a spin points the other way once in 10¹⁷.
  private static final double SATURATING = 20;

  private final Observations data;
  private final DataSums sums;
  private final Yardsticks seen;
  private final List<String> cautions = new ArrayList<>();

  DataCautions(Observations data, DataSums sums, Yardsticks seen) {
    this.data = data;
    this.sums = sums;
    this.seen = seen;
  }

  /// A sentence each.
  List<String> of(BlockSteps steps, PairFaults faults, PairFaults.Repeats repeats) {
    var unlikeBlock = steps.unlikeBlock();
    unlikeBlock.ifPresent(cautions::add);
    faults.repeated(repeats).ifPresent(cautions::add);
    faults.opposite().ifPresent(cautions::add);
    addLikenesses();
    addField();
    var jumped = faults.jumped();
    jumped.ifPresent(cautions::add);
    if (!data.fromGenerator() && jumped.isEmpty()) {
      addLag(unlikeBlock.isEmpty());
      addMeasurementNoise();
    }
    if (unlikeBlock.isEmpty() && sums.areMany()) {
      addShortWaves();
    }
    return List.copyOf(cautions);
  }

  private void addLikenesses() {
    if (sums.flatFrames < sums.frames && sums.cells / sums.frames >= 4) {
      sums.likenesses.stream()
          .findFirst()
          .ifPresent(
              likeness ->
                  cautions.add(
                      String.format(
                          Locale.ROOT,
                          "in every frame %s: copies add nothing, J is not known in all"
                              + " directions, and error bars come out too small; give each block"
                              + " once",
                          likeness.sentence)));
    }
  }

  private void addField() {
    var fields = data.fields();
    if (fields.size() > 1 || !(fields.getFirst() instanceof ExternalField.Uniform(double h))) {
      return;
    }
    double ratio = h / data.conditions().temperature();
    if (Math.abs(ratio) > SATURATING && seen.mean() * Math.signum(h) < 0.9) {
      cautions.add(
          String.format(
              Locale.ROOT,
              "a field of %s at temperature %s magnetises any spins fully, yet the mean of m is"
                  + " %.3f: are field and temperature in one unit (that of the interaction,"
                  + " k_B = 1)?",
              Digits.four(h),
              Digits.four(data.conditions().temperature()),
              seen.mean()));
    }
  }

  private void addLag(boolean countedRight) {
    double rate = seen.rate();
    double before = countedRight ? seen.before() : Double.NaN;
    var lag = new DataLag(seen.lag(), seen.forgotten());
    if (lag.isLong()) {
      cautions.add(lag.sentence());
    }
    // Noise of measurement adds as much to the variance of m as to q, which is no rate.
    boolean fast = rate - Math.max(0, before - 1) / seen.lag() > FASTEST;
    boolean slow = rate < SLOWEST && rate > 0 && before > 0;
    if (sums.areMany() && (slow || fast)) {
      cautions.add(
          String.format(
              Locale.ROOT,
              "spins take on new values at a rate of %s%s per unit of t, where one update of each"
                  + " spin in a sweep gives about 1: t does not count sweeps%s; give it in"
                  + " sweeps, for K and the lags that suit are per unit of t",
              lag.isHalfForgotten() ? "more than " : "",
              Digits.four(rate),
              slow ? ", or m has less noise than single runs of spins" : ""));
    } else if (seen.unchanged() > 0.9 && seen.forgotten() < 0.02) {
      cautions.add(
          String.format(
              Locale.ROOT,
              "%.1f %% of the blocks do not change within a pair, its lag is %s: there is little"
                  + " to learn from most pairs; a lag near 0.1 sweeps tells most",
              100 * seen.unchanged(),
              Digits.four(seen.lag())));
    }
  }

  /// Whatever one process forgets over a lag makes consecutive increments share −(1 − ρ)/2 of their
  /// variance; more than that comes from a part that is forgotten at once.
  private void addMeasurementNoise() {
    double shared = -sums.roughProduct / sums.roughOfProducts;
    double atOnce = shared - seen.forgotten() / 2;
    if (sums.roughOfProducts > 0
        && sums.areMany()
        && !new DataLag(seen.lag(), seen.forgotten()).isLong()
        && atOnce > FORGOTTEN_AT_ONCE + 8 / Math.sqrt((double) sums.products)) {
      cautions.add(
          String.format(
              Locale.ROOT,
              "consecutive increments take back %.0f %% of each other, where the decay of blocks"
                  + " explains %.0f %%: part of m is forgotten within a lag, measurement noise or"
                  + " spins that flip back, and K comes out too large; average m less noisily, or"
                  + " take a longer lag or larger blocks",
              100 * shared,
              50 * seen.forgotten()));
    }
  }

  private void addShortWaves() {
    boolean large = seen.neighbours() > AS_LARGE_AS_BLOCKS;
    if (seen.shortWaves() < TOO_QUIET) {
      cautions.add(
          String.format(
              Locale.ROOT,
              "the shortest waves of the block field have %.2f of the variance of blocks of %d"
                  + " independent spins: m is smoothed, or averaged over time or over more spins"
                  + " than block says, or neighbouring spins repel; K is proportional to the"
                  + " number of spins, and too small where block is",
              seen.shortWaves(),
              sums.cellVolume));
    } else if (seen.settled() > CLUSTERED
        && (seen.rate() < SLUGGISH || (large && !data.fromGenerator()))) {
      cautions.add(
          String.format(
              Locale.ROOT,
              "the shortest waves of the block field have %.1f times the variance of blocks of"
                  + " independent spins: spins form clusters inside the blocks, as those of a"
                  + " short-ranged interaction do, and what a block does next depends on more"
                  + " than m; or blocks hold fewer spins than block says, and K comes out too"
                  + " large; %s",
              seen.shortWaves(),
              large
                  ? String.format(
                      Locale.ROOT,
                      "with neighbouring blocks correlated (%.2f) clusters are as large as"
                          + " blocks, near a critical point or where domains grow, and long waves"
                          + " need not obey the equation: take blocks smaller than the range of"
                          + " the interaction, or, of nearest-neighbour spins, a temperature"
                          + " farther from the critical one, frames of equilibrium, larger"
                          + " blocks",
                      seen.neighbours())
                  : "statics may hold, but times come out too short by tens of per cent: learn"
                      + " from frames of equilibrium, and compare rollouts with the spins"));
    }
  }
}
