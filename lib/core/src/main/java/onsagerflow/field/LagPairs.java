package onsagerflow.field;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Of each run of a trajectory its first frame and the one a lag later: pairs of one lag from data
/// that were recorded at several.
public final class LagPairs implements Trajectory {

  /// Sums of lags are rounded.
  private static final double ROUNDING = 1e-9;

  private final Trajectory trajectory;
  private final double lag;
  private final List<Integer> frames;

  private LagPairs(Trajectory trajectory, double lag, List<Integer> frames) {
    this.trajectory = trajectory;
    this.lag = lag;
    this.frames = frames;
  }

  /// @param lag sweeps
  /// @throws IllegalArgumentException if the lag is not positive, or a run has no frame a lag after
  ///   its first
  public static LagPairs of(Trajectory trajectory, double lag) {
    if (!(lag > 0)) {
      throw new IllegalArgumentException("lag must be positive, got " + lag + " sweeps");
    }
    var first = new LinkedHashMap<Integer, Integer>();
    var second = new LinkedHashMap<Integer, Integer>();
    for (int frame = 0; frame < trajectory.size(); frame++) {
      int run = trajectory.run(frame);
      first.putIfAbsent(run, frame);
      double since = trajectory.time(frame) - trajectory.time(first.getOrDefault(run, frame));
      if (Math.abs(since - lag) < ROUNDING) {
        second.putIfAbsent(run, frame);
      }
    }
    var frames = new ArrayList<Integer>();
    first.forEach(
        (run, frame) -> {
          var later = second.get(run);
          if (later == null) {
            throw new IllegalArgumentException(
                "run " + run + " has no frame " + lag + " sweeps after its first");
          }
          frames.add(frame);
          frames.add(later);
        });
    return new LagPairs(trajectory, lag, List.copyOf(frames));
  }

  @Override
  public Origin origin() {
    return trajectory.origin();
  }

  @Override
  public int size() {
    return frames.size();
  }

  @Override
  public double time(int frame) {
    return trajectory.time(frames.get(frame));
  }

  @Override
  public int run(int frame) {
    return trajectory.run(frames.get(frame));
  }

  @Override
  public Frame.Conditions conditions(int frame) {
    return trajectory.conditions(frames.get(frame));
  }

  @Override
  public boolean hasGenerator() {
    return trajectory.hasGenerator();
  }

  @Override
  public Frame frame(int frame) {
    return trajectory.frame(frames.get(frame));
  }

  /// One line.
  @Override
  public String toString() {
    return "pairs " + lag + " sweeps apart of " + trajectory;
  }
}
