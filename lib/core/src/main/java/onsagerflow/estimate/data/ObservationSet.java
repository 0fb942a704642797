package onsagerflow.estimate.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import onsagerflow.field.DrivenField;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.TimeProgram;
import onsagerflow.field.Timeline;
import onsagerflow.field.Trajectory;

/// The observations that some histories of one system offer, whatever their frames hold: which
/// frames or pairs of frames, over which lags, at which temperatures.
///
/// With generator channels every frame is one; without them every two consecutive frames of a run
/// are. Temperature and field may differ between runs.
///
/// @param <T> a history
/// @param <O> what one observation holds
/// @param <S> the set itself
public abstract class ObservationSet<
    T extends Timeline, O extends OnGrid, S extends ObservationSet<T, O, S>> {

  /// @param next frame of a pair, −1 with generator channels
  record Source<T extends Timeline>(T trajectory, int frame, int next) {
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

  private final List<Source<T>> sources;
  private final boolean fromGenerator;
  private final int leftOut;

  ObservationSet(List<Source<T>> sources, boolean fromGenerator, int leftOut) {
    this.sources = sources;
    this.fromGenerator = fromGenerator;
    this.leftOut = leftOut;
  }

  /// Others of the same histories.
  abstract S with(List<Source<T>> chosen, boolean generator, int without);

  /// Reads them one after the other.
  ///
  /// @param first number of the first of these observations
  abstract Reader<O> reader(int first);

  /// Origin of the first history.
  public abstract Trajectory.Origin origin();

  private S some(List<Source<T>> chosen) {
    return with(chosen, fromGenerator, leftOut);
  }

  /// Observations `from` to `to`, the last not included.
  List<Source<T>> sources(int from, int to) {
    return sources.subList(from, to);
  }

  /// Lists what histories hold.
  ///
  /// @param generator every frame by itself, else every pair of consecutive frames of a run
  static <T extends Timeline> List<Source<T>> list(
      List<? extends T> trajectories, boolean generator) {
    var sources = new ArrayList<Source<T>>();
    for (T trajectory : trajectories) {
      if (generator) {
        IntStream.range(0, trajectory.size())
            .forEach(frame -> sources.add(new Source<>(trajectory, frame, -1)));
      } else {
        addPairs(trajectory, sources);
      }
    }
    return sources;
  }

  private static <T extends Timeline> void addPairs(T trajectory, List<Source<T>> sources) {
    var runs = new HashMap<Integer, List<Integer>>();
    for (int frame = 0; frame < trajectory.size(); frame++) {
      var run = runs.computeIfAbsent(trajectory.run(frame), r -> new ArrayList<>());
      if (!run.isEmpty()) {
        requireSameConditions(trajectory, run.getLast(), frame);
        sources.add(new Source<>(trajectory, run.getLast(), frame));
      }
      run.add(frame);
    }
    runs.values().forEach(run -> requireNoStep(trajectory, run));
  }

  /// Temperature, and a field of which nothing says how it went from one value to the next, belong
  /// to a whole run.
  private static void requireSameConditions(Timeline trajectory, int previous, int frame) {
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
      String what, Object before, Object after, Timeline trajectory, int previous, int frame) {
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
  private static void requireNoStep(Timeline trajectory, List<Integer> run) {
    if (!(trajectory.conditions(run.getFirst()).field()
        instanceof DrivenField(_, TimeProgram.Linear program))) {
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

  /// @throws IllegalArgumentException if the data are in SI units, in which nothing is learned
  static void requireReducedUnits(Trajectory.Origin origin) {
    origin
        .micromagnet()
        .ifPresent(
            cells -> {
              throw new IllegalArgumentException(
                  "one number in each block is learned in reduced units, but these data are of"
                      + " micromagnetics in SI units (%s), which is learned of all three components"
                          .formatted(cells));
            });
  }

  static void requireSameBlock(int expected, int got) {
    if (expected != got) {
      throw new IllegalArgumentException(
          "trajectories disagree: block size " + (double) expected + " and " + (double) got);
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
        .sorted(Comparator.comparingDouble(ObservationSet::order))
        .toList();
  }

  private static double order(ExternalField field) {
    return field instanceof ExternalField.Uniform(double h) ? h : Double.POSITIVE_INFINITY;
  }

  /// Those at one temperature.
  ///
  /// @throws IllegalArgumentException if there is none
  public S at(double temperature) {
    var some = sources.stream().filter(s -> s.conditions().temperature() == temperature).toList();
    if (some.isEmpty()) {
      throw new IllegalArgumentException(
          "no data at temperature " + temperature + ", only at " + temperatures());
    }
    return some(some);
  }

  /// Pairs far longer than the shortest are the gaps between pairs recorded in one run: over them
  /// the mean path is no guide to the spins.
  ///
  /// @param always lags up to this one are used
  S withoutLongLags(double always) {
    if (fromGenerator) {
      return with(sources, true, leftOut);
    }
    double longest = Math.max(always, 2 * shortestLag());
    var kept = sources.stream().filter(source -> source.lag() <= longest).toList();
    return with(kept, false, sources.size() - kept.size());
  }

  /// The number of pairs left out because their lag is long and more than twice the shortest.
  public int leftOut() {
    return leftOut;
  }

  /// The shortest lag Δt of the frame pairs.
  double shortestLag() {
    return sources.stream().mapToDouble(Source::lag).min().orElseThrow();
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
  public List<S> byLag() {
    var sorted = sources.stream().sorted(Comparator.comparingDouble(Source::lag)).toList();
    var parts = new ArrayList<List<Source<T>>>();
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
  public S strided(int stride) {
    var longer = new ArrayList<Source<T>>();
    for (int i = stride - 1; i < sources.size(); i++) {
      if (IntStream.range(i - stride + 2, i + 1).allMatch(this::continues)) {
        var last = sources.get(i);
        longer.add(
            new Source<>(last.trajectory(), sources.get(i - stride + 1).frame(), last.next()));
      }
    }
    return some(longer);
  }

  /// Temperature and field of the first observation.
  public Frame.Conditions conditions() {
    return sources.getFirst().conditions();
  }

  /// About `count` of these observations, evenly spread over those of each temperature.
  public S spread(int count) {
    var temperatures = temperatures();
    var chosen =
        temperatures.stream()
            .flatMap(t -> at(t).evenly(Math.ceilDiv(count, temperatures.size())))
            .toList();
    return some(chosen);
  }

  Stream<Source<T>> evenly(int count) {
    int n = Math.min(count, size());
    return IntStream.range(0, n).mapToObj(i -> sources.get((int) ((long) i * size() / n)));
  }

  /// The run that each observation belongs to, counted from 0 over all trajectories; neighbours as
  /// one where there are more than `most`.
  public int[] runs(int most) {
    record Run(Timeline history, int number) {}

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

  Source<T> source(int i) {
    return sources.get(i);
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
}
