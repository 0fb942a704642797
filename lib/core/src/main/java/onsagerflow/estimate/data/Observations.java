package onsagerflow.estimate.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.field.TimeProgram;
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

  /// Times the median mean square increment above which a pair is named when a fit fails.
  private static final double SUSPICIOUS = 5;

  /// Lags up to this one are always used, sweeps.
  private static final double LONG_LAG = 0.5 + 1e-9;

  /// @param next frame of a pair, −1 with generator channels
  record Source(Trajectory trajectory, int frame, int next) {
    Frame.Conditions conditions() {
      return trajectory.conditions(frame);
    }

    ExternalField field() {
      return conditions().field();
    }

    double lag() {
      return trajectory.time(next) - trajectory.time(frame);
    }
  }

  private final List<Source> sources;
  private final boolean fromGenerator;
  private final Trajectory.Origin origin;
  private final int leftOut;
  private final Optional<Engine> engine;

  /// Constant fields on their grids, which many observations share.
  private final Map<ConstantField, ScalarField> constantFields = new ConcurrentHashMap<>();

  private record ConstantField(ExternalField field, Grid grid) {}

  private Observations(
      List<Source> sources,
      boolean fromGenerator,
      Trajectory.Origin origin,
      int leftOut,
      Optional<Engine> engine) {
    this.sources = sources;
    this.fromGenerator = fromGenerator;
    this.origin = origin;
    this.leftOut = leftOut;
    this.engine = engine;
  }

  /// Those of one group, in another process.
  static Observations ofGroup(List<Source> sources, boolean fromGenerator) {
    var origin = sources.getFirst().trajectory().origin();
    return new Observations(sources, fromGenerator, origin, 0, Optional.empty());
  }

  private Observations some(List<Source> chosen) {
    return new Observations(chosen, fromGenerator, origin, leftOut, engine);
  }

  /// The same observations, over which an engine goes instead of the threads of this process. What
  /// is not in files, or has sums that do not travel, stays with the threads.
  public Observations on(Engine other) {
    return new Observations(sources, fromGenerator, origin, leftOut, Optional.of(other));
  }

  /// Where passes over these observations run: in threads where it is empty.
  Optional<Engine> engine() {
    return sources.stream().allMatch(s -> s.trajectory().file().isPresent())
        ? engine
        : Optional.empty();
  }

  /// Observations `from` to `to`, the last not included.
  List<Source> sources(int from, int to) {
    return sources.subList(from, to);
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
      trajectory.origin().grid().requirePeriodicPlane();
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
    return new Observations(sources, fromGenerator, first.origin(), 0, Optional.empty())
        .withoutLongLags();
  }

  /// The observations of one trajectory, from its generator channels where it has them.
  public static Observations of(Trajectory trajectory) {
    return of(List.of(trajectory), UseGenerator.AUTO);
  }

  private static void addPairs(Trajectory trajectory, List<Source> sources) {
    var runs = new HashMap<Integer, List<Integer>>();
    for (int frame = 0; frame < trajectory.size(); frame++) {
      var run = runs.computeIfAbsent(trajectory.run(frame), r -> new ArrayList<>());
      if (!run.isEmpty()) {
        requireSameConditions(trajectory, run.getLast(), frame);
        sources.add(new Source(trajectory, run.getLast(), frame));
      }
      run.add(frame);
    }
    runs.values().forEach(run -> requireNoStep(trajectory, run));
  }

  /// Temperature, and a field of which nothing says how it went from one value to the next, belong
  /// to a whole run.
  private static void requireSameConditions(Trajectory trajectory, int previous, int frame) {
    var before = trajectory.conditions(previous);
    var after = trajectory.conditions(frame);
    if (before.temperature() != after.temperature()) {
      throw changed(
          "temperature", before.temperature(), after.temperature(), trajectory, previous, frame);
    }
    if (!before.field().equals(after.field())) {
      throw changed("field h", before.field(), after.field(), trajectory, previous, frame);
    }
  }

  private static IllegalArgumentException changed(
      String what, Object before, Object after, Trajectory trajectory, int previous, int frame) {
    return new IllegalArgumentException(
        "conditions change within run "
            + trajectory.run(frame)
            + " between frames "
            + previous
            + " and "
            + frame
            + ": "
            + what
            + " is "
            + before
            + ", then "
            + after
            + ", and no time program says how it went from one to the other; other conditions are"
            + " another run");
  }

  /// A field that is known at the frames only is linear in time between them. One that stays, is
  /// another at the next frame and stays again was switched or belongs to another run, and the
  /// frames do not say when.
  private static void requireNoStep(Trajectory trajectory, List<Integer> run) {
    if (!(trajectory.conditions(run.getFirst()).field()
        instanceof ExternalField.Driven(_, TimeProgram.Linear program))) {
      return;
    }
    double[] times = run.stream().mapToDouble(trajectory::time).toArray();
    for (int i = 1; i + 2 < times.length; i++) {
      if (program.at(times[i]) != program.at(times[i + 1])
          && program.at(times[i - 1]) == program.at(times[i])
          && program.at(times[i + 1]) == program.at(times[i + 2])
          && program.isStraight(times[i], times[i + 1])) {
        throw new IllegalArgumentException(
            "field h steps from "
                + program.at(times[i])
                + " to "
                + program.at(times[i + 1])
                + " between frames "
                + run.get(i)
                + " and "
                + run.get(i + 1)
                + " of run "
                + trajectory.run(run.get(i))
                + ", t = "
                + times[i]
                + " to "
                + times[i + 1]
                + ", and nothing says when: number the frames after it as another run");
      }
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
  public double onlyTemperature() {
    var all = temperatures();
    if (all.size() > 1) {
      throw new IllegalArgumentException(
          "data of several temperatures "
              + all
              + " where one is wanted; learn them together or choose one");
    }
    return all.getFirst();
  }

  /// The external fields: numbers, increasing, then those that vary in space or time.
  public List<ExternalField> fields() {
    return sources.stream()
        .map(Source::field)
        .distinct()
        .sorted(Comparator.comparingDouble(Observations::order))
        .toList();
  }

  private static double order(ExternalField field) {
    return field instanceof ExternalField.Uniform(double h) ? h : Double.POSITIVE_INFINITY;
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
    return some(some);
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
    return new Observations(kept, false, origin, sources.size() - kept.size(), engine);
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

  /// The pairs by their lag, shortest first: those of one part are within a fifth of each other.
  public List<Observations> byLag() {
    var sorted = sources.stream().sorted(Comparator.comparingDouble(Source::lag)).toList();
    var parts = new ArrayList<List<Source>>();
    for (var source : sorted) {
      if (parts.isEmpty() || source.lag() > 1.2 * parts.getLast().getFirst().lag()) {
        parts.add(new ArrayList<>());
      }
      parts.getLast().add(source);
    }
    // Each in the order of the data again, so that groups are neighbours in time.
    return parts.stream()
        .map(Set::copyOf)
        .map(part -> sources.stream().filter(part::contains).toList())
        .map(this::some)
        .toList();
  }

  /// Pairs of `stride` consecutive pairs each: longer lags out of the same data.
  public Observations strided(int stride) {
    var longer = new ArrayList<Source>();
    for (int i = stride - 1; i < sources.size(); i++) {
      if (IntStream.range(i - stride + 2, i + 1).allMatch(this::continues)) {
        var last = sources.get(i);
        longer.add(new Source(last.trajectory(), sources.get(i - stride + 1).frame(), last.next()));
      }
    }
    return some(longer);
  }

  /// Temperature and field of the first observation.
  public Frame.Conditions conditions() {
    return sources.getFirst().conditions();
  }

  /// About `count` of these observations, evenly spread over those of each temperature.
  public Observations spread(int count) {
    var temperatures = temperatures();
    var chosen =
        temperatures.stream()
            .flatMap(t -> at(t).evenly(Math.ceilDiv(count, temperatures.size())))
            .toList();
    return some(chosen);
  }

  private Stream<Source> evenly(int count) {
    int n = Math.min(count, size());
    return IntStream.range(0, n).mapToObj(i -> sources.get((int) ((long) i * size() / n)));
  }

  /// The run that each observation belongs to, counted from 0 over all trajectories; neighbours as
  /// one where there are more than `most`.
  public int[] runs(int most) {
    record Run(Trajectory trajectory, int number) {}

    var numbers = new HashMap<Run, Integer>();
    int[] runs =
        sources.stream()
            .map(source -> new Run(source.trajectory(), source.trajectory().run(source.frame())))
            .mapToInt(run -> numbers.computeIfAbsent(run, _ -> numbers.size()))
            .toArray();
    int each = Math.ceilDiv(numbers.size(), most);
    return Arrays.stream(runs).map(run -> run / each).toArray();
  }

  /// Whether observation i begins at the frame where i − 1 ends.
  public boolean continues(int i) {
    return i > 0
        && sources.get(i).frame() == sources.get(i - 1).next()
        && sources.get(i).trajectory().equals(sources.get(i - 1).trajectory());
  }

  /// Names observation i in a message.
  public String describe(int i) {
    var source = sources.get(i);
    String run = " of run " + source.trajectory().run(source.frame());
    String time = " at t = " + (float) source.trajectory().time(source.frame());
    return fromGenerator
        ? "frame " + source.frame() + run + time
        : "frames " + source.frame() + " and " + source.next() + run + time;
  }

  /// The pairs that change many times as much as the median pair, to name in the message of a fit
  /// that failed; empty if there are none. No verdict by itself: a quench changes much at first.
  public String suspicion() {
    if (fromGenerator) {
      return "";
    }
    var change = new double[size()];
    Pass.over(this)
        .ofGroups(
            () -> change,
            grid -> (number, pair, all) -> all[number] = change((Observation.Increment) pair));
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
  private static double change(Observation.Increment pair) {
    double squares = 0;
    for (int x = 0; x < pair.m().size(); x++) {
      double d = pair.after().get(x) - pair.m().get(x);
      squares += d * d;
    }
    return squares / pair.m().size() / pair.lag();
  }

  /// Reads observation i by itself; those that follow each other are read by a [Reader].
  public Observation get(int i) {
    return new Reader(this, 0).get(i);
  }

  Source source(int i) {
    return sources.get(i);
  }

  /// The external field of a frame.
  ScalarField external(Trajectory trajectory, int frame, Grid grid) {
    var field = trajectory.conditions(frame).field();
    return field.isConstant()
        ? constantFields.computeIfAbsent(new ConstantField(field, grid), f -> field.at(0, grid))
        : field.at(trajectory.time(frame), grid);
  }

  /// Whether two observations begin in the same run.
  public boolean inOneRun(int i, int j) {
    var one = sources.get(i);
    var other = sources.get(j);
    return one.trajectory().equals(other.trajectory())
        && one.trajectory().run(one.frame()) == other.trajectory().run(other.frame());
  }

  /// Names the frames of a pair in a message: with generator channels observations i and i + 1.
  public String describePair(int i) {
    var source = sources.get(i);
    return "frames "
        + source.frame()
        + " and "
        + (fromGenerator ? sources.get(i + 1).frame() : source.next())
        + " of run "
        + source.trajectory().run(source.frame())
        + " at t = "
        + (float) source.trajectory().time(source.frame());
  }

  /// One line: how many of what, over which lags, and where they come from.
  @Override
  public String toString() {
    String what =
        fromGenerator
            ? size() + " frames with generator channels"
            : String.format(
                Locale.ROOT,
                "%d frame pairs, lag %s to %s sweeps",
                size(),
                (float) sources.stream().mapToDouble(Source::lag).min().orElseThrow(),
                (float) longestLag());
    return String.format(
        Locale.ROOT,
        "%s%s, T = %s, h = %s, %d x %d blocks (B = %d)",
        what,
        leftOut == 0 ? "" : " (" + leftOut + " of longer lags left out)",
        temperatures(),
        fields(),
        origin.grid().ny(),
        origin.grid().nx(),
        origin.block());
  }
}
