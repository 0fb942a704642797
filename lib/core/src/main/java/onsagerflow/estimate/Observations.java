package onsagerflow.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;

/// The observations that trajectories of one system at one temperature offer, read on demand.
///
/// With generator channels every frame is one; without them every two consecutive frames of a run
/// are. The field h may differ between runs.
public final class Observations {

  /// Whether to learn from generator channels.
  public enum UseGenerator {
    /// When every trajectory has them.
    AUTO,
    /// Frame pairs only.
    NEVER
  }

  private static final int LEAST_CELLS = 256;

  private record Source(Trajectory trajectory, int frame, int next) {}

  private final List<Source> sources;
  private final boolean fromGenerator;
  private final Trajectory.Origin origin;
  private final double temperature;

  private Observations(
      List<Source> sources, boolean fromGenerator, Trajectory.Origin origin, double temperature) {
    this.sources = sources;
    this.fromGenerator = fromGenerator;
    this.origin = origin;
    this.temperature = temperature;
  }

  /// Lists what the trajectories hold.
  ///
  /// @throws IllegalArgumentException if block sizes or temperatures disagree, or there is no pair
  public static Observations of(List<? extends Trajectory> trajectories, UseGenerator use) {
    if (trajectories.isEmpty()) {
      throw new IllegalArgumentException("no trajectory to learn from");
    }
    var first = trajectories.getFirst();
    boolean fromGenerator =
        use == UseGenerator.AUTO && trajectories.stream().allMatch(Trajectory::hasGenerator);
    var sources = new ArrayList<Source>();
    double temperature = Double.NaN;
    for (var trajectory : trajectories) {
      requireSame("block size", first.origin().block(), trajectory.origin().block());
      for (int frame = 0; frame < trajectory.size(); frame++) {
        double t = trajectory.conditions(frame).temperature();
        if (Double.isNaN(temperature)) {
          temperature = t;
        }
        requireSame("temperature", temperature, t);
      }
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
                  : "there are" + " no generator channels"));
    }
    return new Observations(sources, fromGenerator, first.origin(), temperature);
  }

  /// The observations of one trajectory, from its generator channels where it has them.
  public static Observations of(Trajectory trajectory) {
    return of(List.of(trajectory), UseGenerator.AUTO);
  }

  private static void addPairs(Trajectory trajectory, List<Source> sources) {
    var lastOfRun = new HashMap<Integer, Integer>();
    for (int frame = 0; frame < trajectory.size(); frame++) {
      var previous = lastOfRun.put(trajectory.run(frame), frame);
      if (previous != null) {
        if (!trajectory.conditions(previous).equals(trajectory.conditions(frame))) {
          throw new IllegalArgumentException(
              "conditions change within run "
                  + trajectory.run(frame)
                  + " between frames "
                  + previous
                  + " and "
                  + frame);
        }
        sources.add(new Source(trajectory, previous, frame));
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

  /// T, the same for all.
  public double temperature() {
    return temperature;
  }

  /// Temperature and field of the first observation.
  public Frame.Conditions conditions() {
    var first = sources.getFirst();
    return first.trajectory().conditions(first.frame());
  }

  /// About `count` of these observations, evenly spread over all of them.
  Observations spread(int count) {
    int n = Math.min(count, size());
    var chosen =
        IntStream.range(0, n).mapToObj(i -> sources.get((int) ((long) i * size() / n))).toList();
    return new Observations(chosen, fromGenerator, origin, temperature);
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
