package onsagerflow.estimate.data;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import onsagerflow.field.Frame;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;

/// Reads observations that follow each other.
///
/// A few frames are kept, so that the second frame of a pair is not read again as the first of the
/// next. Generator channels are read only where they are what is observed. An instance serves one
/// thread.
public final class Reader {

  /// Enough for the pairs of four runs whose frames alternate in their file.
  private static final int KEPT = 4;

  private final Observations observations;
  private final int first;
  private final Deque<Snapshot> kept = new ArrayDeque<>(KEPT);

  private record Snapshot(
      Trajectory trajectory,
      int frame,
      ScalarField m,
      Optional<Frame.Generator> generator,
      ScalarField h) {}

  /// @param first number of the first of the observations
  Reader(Observations observations, int first) {
    this.observations = observations;
    this.first = first;
  }

  /// Reads an observation.
  public Observation get(int number) {
    var source = observations.source(number - first);
    var start = read(source.trajectory(), source.frame());
    if (observations.fromGenerator()) {
      return new Observation.Instant(
          start.generator().orElseThrow(), start.m(), source.conditions(), start.h());
    }
    var end = read(source.trajectory(), source.next());
    kept.remove(start); // it begins no other pair
    return new Observation.Increment(
        start.m(), end.m(), source.lag(), source.conditions(), start.h(), end.h());
  }

  /// Whether an observation begins at the frame where the one before it ends, if that is here.
  public boolean continues(int number) {
    return observations.continues(number - first);
  }

  private Snapshot read(Trajectory trajectory, int frame) {
    for (var snapshot : kept) {
      if (snapshot.frame() == frame && snapshot.trajectory().equals(trajectory)) {
        return snapshot;
      }
    }
    var snapshot = readAnew(trajectory, frame);
    if (kept.size() == KEPT) {
      kept.removeFirst();
    }
    kept.addLast(snapshot);
    return snapshot;
  }

  private Snapshot readAnew(Trajectory trajectory, int frame) {
    if (observations.fromGenerator()) {
      var all = trajectory.frame(frame);
      var h = observations.external(trajectory, frame, all.m().grid());
      return new Snapshot(trajectory, frame, all.m(), all.generator(), h);
    }
    var m = trajectory.m(frame);
    var h = observations.external(trajectory, frame, m.grid());
    return new Snapshot(trajectory, frame, m, Optional.empty(), h);
  }
}
