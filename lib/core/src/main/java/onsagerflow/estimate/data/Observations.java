package onsagerflow.estimate.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;

/// The observations that trajectories of one system offer, read on demand ([ObservationSet]).
public final class Observations extends ObservationSet<Trajectory, Observation, Observations> {

  /// Whether to learn from generator channels.
  public enum UseGenerator {
    /// When every trajectory has them.
    AUTO,
    /// Frame pairs only.
    NEVER
  }

  /// Times the median mean square increment above which a pair is named when a fit fails.
  private static final double SUSPICIOUS = 5;

  /// The largest share of the pairs that may be there by mistake.
  private static final double STRAYS = 0.25;

  /// Lags up to this one are always used, sweeps.
  private static final double LONG_LAG = 0.5 + 1e-9;

  private final Trajectory.Origin origin;
  private final Optional<Engine> engine;

  /// Constant fields on their grids, which many observations share.
  private final Map<ConstantField, ScalarField> constantFields = new ConcurrentHashMap<>();

  private record ConstantField(ExternalField field, Grid grid) {}

  private Observations(
      List<Source<Trajectory>> sources,
      boolean fromGenerator,
      Trajectory.Origin origin,
      int leftOut,
      Optional<Engine> engine) {
    super(sources, fromGenerator, leftOut);
    this.origin = origin;
    this.engine = engine;
  }

  /// Those of one group, in another process.
  static Observations ofGroup(List<Source<Trajectory>> sources, boolean fromGenerator) {
    var origin = sources.getFirst().trajectory().origin();
    return new Observations(sources, fromGenerator, origin, 0, Optional.empty());
  }

  @Override
  Observations with(List<Source<Trajectory>> chosen, boolean generator, int without) {
    return new Observations(chosen, generator, origin, without, engine);
  }

  @Override
  Reader<Observation> reader(int first) {
    return new ScalarReader(this, first);
  }

  @Override
  public Trajectory.Origin origin() {
    return origin;
  }

  /// The same observations, over which an engine goes instead of the threads of this process. What
  /// is not in files, or has sums that do not travel, stays with the threads.
  public Observations on(Engine other) {
    return new Observations(
        sources(0, size()), fromGenerator(), origin, leftOut(), Optional.of(other));
  }

  /// Where passes over these observations run: in threads where it is empty.
  Optional<Engine> engine() {
    return sources(0, size()).stream().allMatch(s -> s.trajectory().file().isPresent())
        ? engine
        : Optional.empty();
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
    for (var trajectory : trajectories) {
      requireReducedUnits(trajectory.origin());
      trajectory.origin().grid().requirePeriodicPlane();
      requireSameBlock(first.origin().block(), trajectory.origin().block());
    }
    var sources = ObservationSet.<Trajectory>list(trajectories, fromGenerator);
    if (sources.isEmpty()) {
      throw new IllegalArgumentException(
          "too few frames: no run has two, and "
              + (use == UseGenerator.NEVER
                  ? "generator channels are not to be used"
                  : "there are no generator channels"));
    }
    return new Observations(sources, fromGenerator, first.origin(), 0, Optional.empty())
        .withoutLongLags(LONG_LAG);
  }

  /// The observations of one trajectory, from its generator channels where it has them.
  public static Observations of(Trajectory trajectory) {
    return of(List.of(trajectory), UseGenerator.AUTO);
  }

  /// The pairs that change many times as much as the median pair, to name in the message of a fit
  /// that failed; empty if there are none, or so many that they are what the runs do. No verdict by
  /// itself: a quench changes much at first.
  public String suspicion() {
    if (fromGenerator()) {
      return "";
    }
    var change = new double[size()];
    Pass.over(this)
        .ofGroups(
            () -> change,
            grid -> (number, pair, all) -> all[number] = change((Observation.Increment) pair));
    double median = Arrays.stream(change).sorted().skip(size() / 2).findFirst().orElseThrow();
    int[] far = IntStream.range(0, size()).filter(i -> change[i] > SUSPICIOUS * median).toArray();
    return far.length == 0 || far.length > STRAYS * size()
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
    return reader(0).get(i);
  }

  /// The external field of a frame.
  ScalarField external(Trajectory trajectory, int frame, Grid grid) {
    var field = trajectory.conditions(frame).field();
    return field.isConstant()
        ? constantFields.computeIfAbsent(new ConstantField(field, grid), f -> field.at(0, grid))
        : field.at(trajectory.time(frame), grid);
  }

  /// One line: how many of what, over which lags, and where they come from.
  @Override
  public String toString() {
    String what =
        fromGenerator()
            ? size() + " frames with generator channels"
            : String.format(
                Locale.ROOT,
                "%d frame pairs, lag %s to %s sweeps",
                size(),
                (float) shortestLag(),
                (float) longestLag());
    return String.format(
        Locale.ROOT,
        "%s%s, T = %s, h = %s, %d x %d blocks (B = %d)",
        what,
        leftOut() == 0 ? "" : " (" + leftOut() + " of longer lags left out)",
        temperatures(),
        fields(),
        origin.grid().ny(),
        origin.grid().nx(),
        origin.block());
  }
}
