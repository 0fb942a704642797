package onsagerflow.field;

import java.util.ArrayList;
import java.util.LinkedHashMap;

/// Of each run of a trajectory its first frame and the one a lag later: pairs of one lag from data
/// that were recorded at several.
public final class LagPairs {

  private LagPairs() {}

  /// @param lag sweeps
  /// @throws IllegalArgumentException if the lag is not positive, or a run has no frame a lag after
  ///   its first
  public static Trajectory of(Trajectory trajectory, double lag) {
    if (!(lag > 0)) {
      throw new IllegalArgumentException("lag must be positive, got " + lag + " sweeps");
    }
    var first = new LinkedHashMap<Integer, Integer>();
    var second = new LinkedHashMap<Integer, Integer>();
    for (int frame = 0; frame < trajectory.size(); frame++) {
      int run = trajectory.run(frame);
      first.putIfAbsent(run, frame);
      double start = trajectory.time(first.getOrDefault(run, frame));
      if (Timeline.isSameTime(start + lag, trajectory.time(frame))) {
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
    return new SelectedFrames(trajectory, frames, "pairs " + lag + " sweeps apart");
  }
}
