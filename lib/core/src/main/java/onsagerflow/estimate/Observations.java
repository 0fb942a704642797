package onsagerflow.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;

/// The observations that trajectories of one system offer, read on demand.
///
/// With generator channels every frame is one; without them every two consecutive frames of a run
/// are. Temperature and field may differ between runs.
public final class Observations {

  /// Whether to learn from generator channels.
  public enum UseGenerator {
    /// When every trajectory has them.
    AUTO,
    /// Frame pairs only.
    NEVER
  }

  private static final int LEAST_CELLS = 256;

  /// Times the median mean square increment above which a pair is named when a fit fails.
  private static final double SUSPICIOUS = 5;

  /// Lags up to this one are always used, sweeps.
  private static final double LONG_LAG = 0.5 + 1e-9;

  private record Source(Trajectory trajectory, int frame, int next) {
    Frame.Conditions conditions() {
      return trajectory.conditions(frame);
    }

    double lag() {
      return trajectory.time(next) - trajectory.time(frame);
    }
  }

  private final List<Source> sources;
  private final boolean fromGenerator;
  private final Trajectory.Origin origin;
  private final int leftOut;

  private Observations(
      List<Source> sources, boolean fromGenerator, Trajectory.Origin origin, int leftOut) {
    this.sources = sources;
    this.fromGenerator = fromGenerator;
    this.origin = origin;
    this.leftOut = leftOut;
  }

  /// Lists what the trajectories hold.
  ///
  /// @throws IllegalArgumentException if block sizes disagree, or there is no pair
  public static Observations of(List<? extends Trajectory> trajectories, UseGenerator use) {
    if (trajectories.isEmpty()) {
      throw new IllegalArgumentException("no trajectory to learn from");
    }
    var first = trajectories.getFirst();
    boolean fromGenerator =
        use == UseGenerator.AUTO && trajectories.stream().allMatch(Trajectory::hasGenerator);
    var sources = new ArrayList<Source>();
    for (var trajectory : trajectories) {
      requireSame("block size", first.origin().block(), trajectory.origin().block());
      if (fromGenerator) {
        IntStream.range(0, trajectory.size())
            .forEach(frame -> sources.add(new Source(trajectory, frame, -1)));
      } else {
        addPairs(trajectory, sources);
      }
    }
    if (sources.isEmpty()) {
      throw new IllegalArgumentException(
          "too few frames: no run has two, and "
              + (use == UseGenerator.NEVER
                  ? "generator channels are not to be used"
                  : "there are no generator channels"));
    }
    return new Observations(sources, fromGenerator, first.origin(), 0).withoutLongLags();
  }

  /// The observations of one trajectory, from its generator channels where it has them.
  public static Observations of(Trajectory trajectory) {
    return of(List.of(trajectory), UseGenerator.AUTO);
  }

  private static void addPairs(Trajectory trajectory, List<Source> sources) {
    var latest = new HashMap<Integer, Integer>();
    for (int frame = 0; frame < trajectory.size(); frame++) {
      var previous = latest.put(trajectory.run(frame), frame);
      if (previous != null) {
        requireSameConditions(trajectory, previous, frame);
        sources.add(new Source(trajectory, previous, frame));
      }
    }
  }

  private static void requireSameConditions(Trajectory trajectory, int previous, int frame) {
    if (!trajectory.conditions(previous).equals(trajectory.conditions(frame))) {
      throw new IllegalArgumentException(
          "conditions change within run "
              + trajectory.run(frame)
              + " between frames "
              + previous
              + " and "
              + frame);
    }
  }

  private static void requireSame(String what, double expected, double got) {
    if (expected != got) {
      throw new IllegalArgumentException(
          "trajectories disagree: " + what + " " + expected + " and " + got);
    }
  }

  /// The number of frames (with generator channels) or of frame pairs.
  public int size() {
    return sources.size();
  }

  /// Whether these are generator channels.
  public boolean fromGenerator() {
    return fromGenerator;
  }

  /// Origin of the first trajectory.
  public Trajectory.Origin origin() {
    return origin;
  }

  /// The temperatures, increasing.
  public List<Double> temperatures() {
    return sources.stream().map(s -> s.conditions().temperature()).distinct().sorted().toList();
  }

  /// The temperature, where there is one.
  ///
  /// @throws IllegalArgumentException if there are several
  double onlyTemperature() {
    var all = temperatures();
    if (all.size() > 1) {
      throw new IllegalArgumentException(
          "data of several temperatures "
              + all
              + " where one is wanted; learn them together or choose one");
    }
    return all.getFirst();
  }

  /// The fields h, increasing.
  public List<Double> fields() {
    return sources.stream().map(s -> s.conditions().field()).distinct().sorted().toList();
  }

  /// Those at one temperature.
  ///
  /// @throws IllegalArgumentException if there is none
  public Observations at(double temperature) {
    var some = sources.stream().filter(s -> s.conditions().temperature() == temperature).toList();
    if (some.isEmpty()) {
      throw new IllegalArgumentException(
          "no data at temperature " + temperature + ", only at " + temperatures());
    }
    return new Observations(some, fromGenerator, origin, leftOut);
  }

  /// Pairs far longer than the shortest are the gaps between pairs recorded in one run: over them
  /// the mean path is no guide to the spins.
  private Observations withoutLongLags() {
    if (fromGenerator) {
      return this;
    }
    double shortest = sources.stream().mapToDouble(Source::lag).min().orElseThrow();
    double longest = Math.max(LONG_LAG, 2 * shortest);
    var kept = sources.stream().filter(source -> source.lag() <= longest).toList();
    return new Observations(kept, false, origin, sources.size() - kept.size());
  }

  /// The number of pairs left out because their lag is above 0.5 sweeps and more than twice the
  /// shortest.
  public int leftOut() {
    return leftOut;
  }

  /// The longest lag Δt of the frame pairs, sweeps; 0 with generator channels.
  public double longestLag() {
    return fromGenerator ? 0 : sources.stream().mapToDouble(Source::lag).max().orElseThrow();
  }

  /// The mean lag Δt of the frame pairs, sweeps; 0 with generator channels.
  public double meanLag() {
    return fromGenerator ? 0 : sources.stream().mapToDouble(Source::lag).average().orElseThrow();
  }

  /// Pairs of `stride` consecutive pairs each: longer lags out of the same data.
  Observations strided(int stride) {
    var longer = new ArrayList<Source>();
    for (int i = stride - 1; i < sources.size(); i++) {
      if (IntStream.range(i - stride + 2, i + 1).allMatch(this::continues)) {
        var last = sources.get(i);
        longer.add(new Source(last.trajectory(), sources.get(i - stride + 1).frame(), last.next()));
      }
    }
    return new Observations(longer, fromGenerator, origin, leftOut);
  }

  /// Temperature and field of the first observation.
  public Frame.Conditions conditions() {
    return sources.getFirst().conditions();
  }

  /// About `count` of these observations, evenly spread over those of each temperature.
  Observations spread(int count) {
    var temperatures = temperatures();
    var chosen =
        temperatures.stream()
            .flatMap(t -> at(t).evenly(Math.ceilDiv(count, temperatures.size())))
            .toList();
    return new Observations(chosen, fromGenerator, origin, leftOut);
  }

  private Stream<Source> evenly(int count) {
    int n = Math.min(count, size());
    return IntStream.range(0, n).mapToObj(i -> sources.get((int) ((long) i * size() / n)));
  }

  /// Whether observation i begins at the frame where i − 1 ends.
  boolean continues(int i) {
    return i > 0
        && sources.get(i).frame() == sources.get(i - 1).next()
        && sources.get(i).trajectory().equals(sources.get(i - 1).trajectory());
  }

  /// Names observation i in a message.
  String describe(int i) {
    var source = sources.get(i);
    String run = " of run " + source.trajectory().run(source.frame());
    String time = " at t = " + source.trajectory().time(source.frame());
    return fromGenerator
        ? "frame " + source.frame() + run + time
        : "frames " + source.frame() + " and " + source.next() + run + time;
  }

  /// The pairs that change many times as much as the median pair, to name in the message of a fit
  /// that failed; empty if there are none. No verdict by itself: a quench changes much at first.
  String suspicion() {
    if (fromGenerator) {
      return "";
    }
    double[] change = IntStream.range(0, size()).parallel().mapToDouble(this::change).toArray();
    double median = Arrays.stream(change).sorted().skip(size() / 2).findFirst().orElseThrow();
    int[] far = IntStream.range(0, size()).filter(i -> change[i] > SUSPICIOUS * median).toArray();
    return far.length == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "; %s (%d pairs in all) change over %.0f times as much as the median pair: do they"
                + " belong to one run?",
            describe(far[0]),
            far.length,
            SUSPICIOUS);
  }

  /// Mean square increment over the lag.
  private double change(int i) {
    var pair = (Observation.Increment) get(i);
    double squares = 0;
    for (int x = 0; x < pair.m().size(); x++) {
      double d = pair.after().get(x) - pair.m().get(x);
      squares += d * d;
    }
    return squares / pair.m().size() / pair.lag();
  }

  /// @throws IllegalArgumentException if a pair of frames is one frame twice
  Observation get(int i) {
    var source = sources.get(i);
    var frame = source.trajectory().frame(source.frame());
    if (fromGenerator) {
      return new Observation.Instant(
          frame.generator().orElseThrow(), frame.m(), frame.conditions());
    }
    var after = source.trajectory().frame(source.next());
    requireDifferent(source, frame, after);
    return new Observation.Increment(
        frame.m(), after.m(), after.time() - frame.time(), frame.conditions());
  }

  /// Of hundreds of blocks one has always changed, unless a frame was written twice; its increment
  /// of 0 would pull K down.
  private static void requireDifferent(Source source, Frame frame, Frame after) {
    if (frame.m().size() >= LEAST_CELLS && Arrays.equals(frame.m().values(), after.m().values())) {
      throw new IllegalArgumentException(
          "frames "
              + source.frame()
              + " and "
              + source.next()
              + " of run "
              + frame.run()
              + " are identical, at t = "
              + frame.time()
              + " and "
              + after.time()
              + ": a frame written twice has no increment");
    }
  }
}
