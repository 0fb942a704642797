package onsagerflow.estimate.check;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.likelihood.CellState;
import onsagerflow.field.ExternalField;

/// What observations are, seen in their fields alone, before anything is fitted: whether this
/// equation can be about them, and what they are likely to spoil.
///
/// The yardsticks need no model. Independent spins of mean m make blocks of variance (1 − m²)/v,
/// and spins that take on new values at rate 1, as heat-bath spins do, change the difference of two
/// neighbouring blocks by 2 q (1 − m²)/v in the mean square, q = 1 − e^{−Δt}; smooth changes drop
/// out of the difference. Kac–Ising spins are within 10 % of both at T from 0.6 to 2.
///
/// @param recording what was recorded
/// @param values of m
/// @param dynamics what happens within a pair of frames
/// @param statics what single frames are
/// @param refusal why nothing can be learned from these data, in one sentence
/// @param cautions what spoils a fit, a sentence each
public record DataCheck(
    Recording recording,
    Values values,
    Dynamics dynamics,
    Statics statics,
    Optional<String> refusal,
    List<String> cautions) {

  /// @param observations frames with generator channels, or frame pairs
  /// @param generator whether these are generator channels
  /// @param meanLag Δt, sweeps; 0 with generator channels
  /// @param spinsPerBlock v as the block size has it
  /// @param repeated pairs of frames that are there twice
  public record Recording(
      int observations, boolean generator, double meanLag, int spinsPerBlock, int repeated) {}

  /// @param smallest,largest m
  /// @param step distance of neighbouring values, where they are those of spins counted
  /// @param full share of the blocks with |m| = 1
  public record Values(double smallest, double largest, OptionalDouble step, double full) {}

  /// @param unchanged share of the blocks that a pair leaves as they were
  /// @param renewed q, see above
  /// @param forgotten 1 − ρ, ρ the correlation over the lag of the shortest waves: 0 where the
  ///   second frame of a pair is like the first, 1 where it knows nothing of it
  public record Dynamics(double unchanged, double renewed, double forgotten) {}

  /// @param shortWaves variance of blocks at the shortest wavelengths over that of independent
  ///   spins
  /// @param neighbours correlation of neighbouring blocks
  public record Statics(double shortWaves, double neighbours) {}

  /// Above it hardly anything of the first frame is left in the second.
  private static final double FORGOTTEN = 0.85;

  /// Above it increments are the second frame alone: three sweeps of independent spins.
  private static final double ALL_FORGOTTEN = 0.95;

  /// Over lags no longer, sweeps, no spins forget as much.
  private static final double SHORT_LAG = 0.3;

  /// Over longer lags, sweeps, of spins renewed at rate 1 hardly anything is left, and a fit, whose
  /// work grows as the square of the lag, hardly ends.
  private static final double LONGEST_LAG = 5;

  /// Rate, per unit of t, below which so long a lag is not one of sweeps.
  private static final double NO_SWEEP = 0.3;

  /// Enough to be named as the likely cause of a fit that failed.
  private static final double HALF_FORGOTTEN = 0.5;

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

  /// Times that a pair changes faster than the quieter quarter of the pairs where it does not
  /// belong.
  private static final double JUMP = 4;

  private static final double MANY_JUMPS = 0.1;

  /// Share of an increment's variance taken back by the next beyond what decay explains.
  private static final double FORGOTTEN_AT_ONCE = 0.1;

  /// Correlation of consecutive increments that noise does not have.
  private static final double GOES_ON = 0.8;

  /// Fields over T at which a spin points the other way once in 10¹⁷.
  private static final double SATURATING = 20;

  private static final double OPPOSITE = -0.5;

  /// Pairs before and after one that are like it.
  private static final int NEAR = 5;

  /// ln of a chance that is none.
  private static final double IMPOSSIBLE = -20;

  /// By how many of [DataSums#ROUNDING] values may be off.
  private static final int ROUNDING = 2;

  /// Times as many or as few spins in a block as its size says, from which no fit finds its way.
  private static final double FAR_FROM_BLOCK = 10;

  /// Fewer cells say nothing sure.
  private static final long LEAST_CELLS = 1000;

  /// Fewer values of m may have steps in common by chance.
  private static final int LEAST_VALUES = 5;

  /// Looks at all observations once.
  public static DataCheck of(Observations observations) {
    var sums = DataSums.of(observations);
    return new Judgement(observations, sums).check();
  }

  /// Refuses data that nothing can be learned from.
  ///
  /// @throws IllegalArgumentException with the reason
  public void requireLearnable() {
    if (refusal.isPresent()) {
      throw new IllegalArgumentException(refusal.get());
    }
    if (recording.generator) {
      return;
    }
    double meanLag = recording.meanLag;
    double forgotten = dynamics.forgotten;
    double rate = -Math.log1p(-Math.min(forgotten, ALL_FORGOTTEN)) / meanLag;
    if (meanLag > LONGEST_LAG && forgotten <= ALL_FORGOTTEN && rate > 0 && rate < NO_SWEEP) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "frames of a pair are %s apart in t, and spins take on new values at a rate of %s per"
                  + " unit of t, where one update of each spin in a sweep gives about 1: t must"
                  + " count sweeps (one update of each spin); divide t by about %s, or, if these"
                  + " are sweeps, record pairs 0.1 apart",
              number(meanLag),
              number(rate),
              roughly(1 / rate)));
    }
    if (meanLag > LONGEST_LAG || forgotten > ALL_FORGOTTEN) {
      throw new IllegalArgumentException(longLag(meanLag, forgotten));
    }
  }

  /// The likely cause in the data of a fit that failed, to stand before what the fit says; empty if
  /// none is known.
  public String cause() {
    var causes = new ArrayList<String>();
    if (cautions.isEmpty() && !recording.generator && dynamics.forgotten > HALF_FORGOTTEN) {
      causes.add(longLag(recording.meanLag, dynamics.forgotten));
    }
    causes.addAll(cautions);
    return causes.isEmpty() ? "" : String.join("; ", causes) + "; ";
  }

  private static String longLag(double lag, double forgotten) {
    if (lag <= SHORT_LAG && forgotten > FORGOTTEN) {
      return String.format(
          Locale.ROOT,
          "blocks forget %2$.0f %% of what they were over a lag of %1$s, where heat-bath spins"
              + " forget 9 %% in 0.1 sweeps: the frames of a pair do not belong together; check the"
              + " order of the frames and of the axes (frame, y, x), the run numbers (dataset"
              + " trajectory), that frames are not shifted against each other, and that t counts"
              + " sweeps (one update of each spin)",
          number(lag),
          100 * Math.min(1, forgotten));
    }
    return String.format(
        Locale.ROOT,
        "over the lag of %s sweeps blocks forget %.0f %% of what they were (9 %% over a lag of 0.1"
            + " for heat-bath spins), so that pairs tell little of drift and noise; record pairs of"
            + " frames 0.1 sweeps apart, or generator channels",
        number(lag),
        100 * Math.min(1, forgotten));
  }

  /// To two digits.
  private static String roughly(double value) {
    return new BigDecimal(value).round(new MathContext(2)).toPlainString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value)
        .replaceFirst("(\\.\\d*?)0+($|e)", "$1$2")
        .replaceFirst("\\.($|e)", "$1");
  }

  /// Turns sums into sentences.
  private static final class Judgement {

    private final Observations data;
    private final DataSums sums;
    private final OptionalDouble step;
    private final List<String> cautions = new ArrayList<>();
    private final String counted;

    Judgement(Observations data, DataSums sums) {
      this.data = data;
      this.sums = sums;
      this.step = sums.manyValues ? OptionalDouble.empty() : step(sums.values);
      this.counted = data.fromGenerator() ? "frames" : "frame pairs";
    }

    DataCheck check() {
      double unchanged = share(sums.pairs.stream().mapToLong(p -> p.cells().unchanged()).sum());
      double renewed = sums.cellVolume * sums.roughIncrement / (2 * sums.widthBefore);
      double before = sums.cellVolume * sums.roughBefore / sums.widthBefore;
      double forgotten = before > 0 ? renewed / before : 0;
      double shortWaves = sums.cellVolume * sums.rough / sums.width;
      double mean = sums.sum / sums.cells;
      double variance = sums.square / sums.cells - mean * mean;
      double neighbours = variance > 0 ? (sums.product / sums.cells - mean * mean) / variance : 0;
      double lag = data.fromGenerator() ? 0 : sums.lag / sums.frames;
      double rate = data.fromGenerator() ? sums.noise / sums.width : renewed / lag;
      var refusal = refusal();
      boolean countedRight = addBlock();
      int repeated = addRepeats();
      addOpposites();
      addLikenesses();
      addField(mean);
      if (!data.fromGenerator() && !addJumps()) {
        addLag(lag, unchanged, rate, forgotten, countedRight ? before : Double.NaN);
        addMeasurementNoise(forgotten);
      }
      if (countedRight && sums.cells >= LEAST_CELLS) {
        addShortWaves(shortWaves, Math.min(shortWaves, settled(renewed)), rate, neighbours);
      }
      return new DataCheck(
          new Recording(data.size(), data.fromGenerator(), lag, sums.cellVolume, repeated),
          new Values(sums.smallest, sums.largest, step, (double) sums.full / sums.cells),
          new Dynamics(unchanged, renewed, forgotten),
          new Statics(shortWaves, neighbours),
          refusal,
          List.copyOf(cautions));
    }

    private double share(long unchanged) {
      long all = sums.pairs.stream().mapToLong(p -> p.cells().all()).sum();
      return all == 0 ? 0 : (double) unchanged / all;
    }

    private Optional<String> refusal() {
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
      return convention()
          .or(this::farFromBlock)
          .or(this::identical)
          .or(this::singleSpins)
          .or(this::noiseless)
          .or(this::emptyChannels)
          .or(this::conserved)
          .or(this::manyJumps);
    }

    /// Every m is +1 or −1.
    private Optional<String> singleSpins() {
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
    private Optional<String> farFromBlock() {
      if (step.isEmpty() || sums.values.size() < LEAST_VALUES || sums.cells < LEAST_CELLS) {
        return Optional.empty();
      }
      double spins = 2 / step.getAsDouble();
      double times = Math.max(spins / sums.cellVolume, sums.cellVolume / spins);
      return times > FAR_FROM_BLOCK ? otherBlock(spins) : Optional.empty();
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
              number(2 / spins),
              edge,
              edge,
              block(),
              number(Math.max(spins / sums.cellVolume, sums.cellVolume / spins)),
              spins > sums.cellVolume ? "small" : "large",
              edge));
    }

    /// Steps of half the size of 2/v are those of spins that are not ±1.
    private Optional<String> convention() {
      if (step.isEmpty() || !near(step.getAsDouble() * sums.cellVolume, 1)) {
        return Optional.empty();
      }
      String seen =
          String.format(
              Locale.ROOT,
              "m lies in %s ... %s in steps of 1/%d, half of those of %d spins of +1 and -1: ",
              number(sums.smallest),
              number(sums.largest),
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

    /// The blocks that change within the pairs recorded before and after one: of cold spins few,
    /// and fewer as they settle.
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
      if (data.fromGenerator() || sums.cells < LEAST_CELLS || alike < GOES_ON) {
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
              number(expected)));
    }

    /// @return whether m can be the mean of v spins
    private boolean addBlock() {
      if (step.isEmpty() || sums.values.size() < LEAST_VALUES || sums.cells < LEAST_CELLS) {
        return true;
      }
      double spins = 2 / step.getAsDouble();
      if (near(spins, sums.cellVolume)) {
        return true;
      }
      cautions.add(
          otherBlock(spins)
              .orElseGet(
                  () ->
                      String.format(
                          Locale.ROOT,
                          "m goes in steps of %s, which blocks of %s spins do not have (%s):"
                              + " rounded numbers, or blocks of %.0f spins; K is proportional to"
                              + " the number of spins in a block",
                          number(step.getAsDouble()),
                          block(),
                          number(2.0 / sums.cellVolume),
                          spins)));
      return false;
    }

    private int addRepeats() {
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
                  ? data.describePair(pair.number())
                      + " repeat "
                      + data.describePair(other.number())
                  : first;
        }
      }
      if (repeats > 0) {
        cautions.add(
            String.format(
                Locale.ROOT,
                "%d of %d pairs of frames are there twice (%s): a file given twice, or runs of one"
                    + " seed, add nothing, and error bars come out too small; learn without them",
                repeats,
                sums.pairs.size(),
                first));
      }
      return repeats;
    }

    private void addOpposites() {
      var opposite =
          sums.pairs.stream()
              .filter(p -> p.cells().all() >= 16 && p.memory().alike() < OPPOSITE)
              .map(DataSums.Pair::number)
              .toList();
      if (!opposite.isEmpty() && !data.fromGenerator()) {
        int i = opposite.getFirst();
        cautions.add(
            String.format(
                Locale.ROOT,
                "%d of %d frame pairs change their sign within the lag, the first being %s: the"
                    + " sign convention changes, or the frames do not belong to one run",
                opposite.size(),
                sums.pairs.size(),
                data.describePair(i)));
      }
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

    /// Pairs of frames that have as little in common as those of different runs.
    private List<Integer> jumps() {
      double quiet = quietRate();
      return data.fromGenerator() || !(quiet > 0)
          ? List.of()
          : sums.pairs.stream()
              .filter(p -> p.cells().all() >= 64 && p.memory().forgotten() > HALF_FORGOTTEN)
              .filter(p -> p.rate() > JUMP * quiet && !(p.memory().alike() < OPPOSITE))
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

    private String ofJumps(List<Integer> jumps) {
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

    /// So many that no fit can tell them from the rest.
    private Optional<String> manyJumps() {
      var jumps = jumps();
      return jumps.size() < MANY_JUMPS * sums.pairs.size() || jumps.isEmpty()
          ? Optional.empty()
          : Optional.of(ofJumps(jumps));
    }

    private boolean addJumps() {
      var jumps = jumps();
      if (!jumps.isEmpty()) {
        cautions.add(ofJumps(jumps));
      }
      return !jumps.isEmpty();
    }

    /// Whatever one process forgets over a lag makes consecutive increments share −(1 − ρ)/2 of
    /// their variance; more than that comes from a part that is forgotten at once.
    private void addMeasurementNoise(double forgotten) {
      double shared = -sums.roughProduct / sums.roughOfProducts;
      double atOnce = shared - forgotten / 2;
      if (sums.roughOfProducts > 0
          && sums.cells >= LEAST_CELLS
          && forgotten < FORGOTTEN
          && atOnce > FORGOTTEN_AT_ONCE + 8 / Math.sqrt((double) sums.products)) {
        cautions.add(
            String.format(
                Locale.ROOT,
                "consecutive increments take back %.0f %% of each other, where the decay of blocks"
                    + " explains %.0f %%: part of m is forgotten within a lag, measurement noise or"
                    + " spins that flip back, and K comes out too large; average m less noisily, or"
                    + " take a longer lag or larger blocks",
                100 * shared,
                50 * forgotten));
      }
    }

    private void addField(double mean) {
      var fields = data.fields();
      if (fields.size() > 1 || !(fields.getFirst() instanceof ExternalField.Uniform(double h))) {
        return;
      }
      double ratio = h / data.conditions().temperature();
      if (Math.abs(ratio) > SATURATING && mean * Math.signum(h) < 0.9) {
        cautions.add(
            String.format(
                Locale.ROOT,
                "a field of %s at temperature %s magnetises any spins fully, yet the mean of m is"
                    + " %.3f: are field and temperature in one unit (that of the interaction,"
                    + " k_B = 1)?",
                number(h),
                number(data.conditions().temperature()),
                mean));
      }
    }

    private void addLag(
        double lag, double unchanged, double rate, double forgotten, double before) {
      if (forgotten > FORGOTTEN) {
        cautions.add(longLag(lag, forgotten));
      }
      // Noise of measurement adds as much to the variance of m as to q, which is no rate.
      boolean fast = rate - Math.max(0, before - 1) / lag > FASTEST;
      boolean slow = rate < SLOWEST && rate > 0 && before > 0;
      if (sums.cells >= LEAST_CELLS && (slow || fast)) {
        cautions.add(
            String.format(
                Locale.ROOT,
                "spins take on new values at a rate of %s%s per unit of t, where one update of each"
                    + " spin in a sweep gives about 1: t does not count sweeps%s; give it in"
                    + " sweeps, for K and the lags that suit are per unit of t",
                forgotten > HALF_FORGOTTEN ? "more than " : "",
                number(rate),
                slow ? ", or m has less noise than single runs of spins" : ""));
      } else if (unchanged > 0.9 && forgotten < 0.02) {
        cautions.add(
            String.format(
                Locale.ROOT,
                "%.1f %% of the blocks do not change within a pair, its lag is %s: there is little"
                    + " to learn from most pairs; a lag near 0.1 sweeps tells most",
                100 * unchanged,
                number(lag)));
      }
    }

    /// Where the variance of the shortest waves is heading, by what one lag makes of it: waves of
    /// independent spins decay as e^{−t} from whatever start, and their variance as its square.
    private double settled(double renewed) {
      double kept = Math.pow(Math.max(0, 1 - renewed), 2);
      double after = sums.roughAfter / sums.widthAfter;
      return sums.cellVolume * (after - kept * sums.roughBefore / sums.widthBefore) / (1 - kept);
    }

    private void addShortWaves(double shortWaves, double settled, double rate, double neighbours) {
      boolean large = neighbours > AS_LARGE_AS_BLOCKS;
      if (shortWaves < TOO_QUIET) {
        cautions.add(
            String.format(
                Locale.ROOT,
                "the shortest waves of the block field have %.2f of the variance of blocks of %d"
                    + " independent spins: m is smoothed, or averaged over time or over more spins"
                    + " than block says, or neighbouring spins repel; K is proportional to the"
                    + " number of spins, and too small where block is",
                shortWaves,
                sums.cellVolume));
      } else if (settled > CLUSTERED && (rate < SLUGGISH || (large && !data.fromGenerator()))) {
        cautions.add(
            String.format(
                Locale.ROOT,
                "the shortest waves of the block field have %.1f times the variance of blocks of"
                    + " independent spins: spins form clusters inside the blocks, as those of a"
                    + " short-ranged interaction do, and what a block does next depends on more"
                    + " than m; or blocks hold fewer spins than block says, and K comes out too"
                    + " large; %s",
                shortWaves,
                large
                    ? String.format(
                        Locale.ROOT,
                        "with neighbouring blocks correlated (%.2f) clusters are as large as"
                            + " blocks, near a critical point or where domains grow, and long waves"
                            + " need not obey the equation: take blocks smaller than the range of"
                            + " the interaction, or, of nearest-neighbour spins, a temperature"
                            + " farther from the critical one, frames of equilibrium, larger"
                            + " blocks",
                        neighbours)
                    : "statics may hold, but times come out too short by tens of per cent: learn"
                        + " from frames of equilibrium, and compare rollouts with the spins"));
      }
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
}
