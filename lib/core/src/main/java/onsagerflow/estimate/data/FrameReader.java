package onsagerflow.estimate.data;

import java.util.ArrayDeque;
import java.util.Deque;
import onsagerflow.field.Timeline;

/// Reads observations frame by frame.
///
/// A few frames are kept, so that the second frame of a pair is not read again as the first of the
/// next. Generator channels are read only where they are what is observed.
///
/// @param <T> a history
/// @param <F> what is read of one frame
/// @param <O> an observation
abstract class FrameReader<T extends Timeline, F, O extends OnGrid> implements Reader<O> {

  /// Enough for the pairs of four runs whose frames alternate in their file.
  private static final int KEPT = 4;

  private final ObservationSet<T, O, ?> observations;
  private final int first;
  private final Deque<Snapshot<T, F>> kept = new ArrayDeque<>(KEPT);

  private record Snapshot<T, F>(T trajectory, int frame, F content) {}

  /// @param first number of the first of the observations
  FrameReader(ObservationSet<T, O, ?> observations, int first) {
    this.observations = observations;
    this.first = first;
  }

  /// Reads a frame.
  abstract F read(T trajectory, int frame);

  abstract O instant(ObservationSet.Source<T> source, F frame);

  abstract O increment(ObservationSet.Source<T> source, F start, F end);

  @Override
  public O get(int number) {
    ObservationSet.Source<T> source = observations.source(number - first);
    var start = snapshot(source.trajectory(), source.frame());
    if (observations.fromGenerator()) {
      return instant(source, start.content());
    }
    var end = snapshot(source.trajectory(), source.next());
    kept.remove(start); // it begins no other pair
    return increment(source, start.content(), end.content());
  }

  @Override
  public boolean continues(int number) {
    return observations.continues(number - first);
  }

  private Snapshot<T, F> snapshot(T trajectory, int frame) {
    for (var snapshot : kept) {
      if (snapshot.frame() == frame && snapshot.trajectory().equals(trajectory)) {
        return snapshot;
      }
    }
    var snapshot = new Snapshot<>(trajectory, frame, read(trajectory, frame));
    if (kept.size() == KEPT) {
      kept.removeFirst();
    }
    kept.addLast(snapshot);
    return snapshot;
  }
}
