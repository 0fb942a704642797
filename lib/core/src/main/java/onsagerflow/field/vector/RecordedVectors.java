package onsagerflow.field.vector;

import java.util.List;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;

/// A trajectory of vectors held in memory.
///
/// @param frames at least one, all on the grid of the origin and of as many components
public record RecordedVectors(Trajectory.Origin origin, List<VectorFrame> frames)
    implements VectorTrajectory {

  public RecordedVectors {
    frames = List.copyOf(frames);
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("a trajectory of vectors needs a field");
    }
    int components = frames.getFirst().m().components();
    for (var frame : frames) {
      var m = frame.m();
      if (!m.grid().equals(origin.grid())) {
        throw new IllegalArgumentException(
            "a field on " + m.grid() + " in a trajectory on " + origin.grid());
      }
      if (m.components() != components) {
        throw new IllegalArgumentException(
            "vectors of %s and of %s components in one trajectory"
                .formatted(components, m.components()));
      }
    }
  }

  @Override
  public int components() {
    return frames.getFirst().m().components();
  }

  @Override
  public int size() {
    return frames.size();
  }

  @Override
  public double time(int frame) {
    return frames.get(frame).time();
  }

  @Override
  public int run(int frame) {
    return frames.get(frame).run();
  }

  @Override
  public Frame.Conditions conditions(int frame) {
    return frames.get(frame).conditions();
  }

  @Override
  public boolean hasGenerator() {
    return frames.stream().allMatch(f -> f.generator().isPresent());
  }

  @Override
  public VectorFrame frame(int frame) {
    return frames.get(frame);
  }

  /// [VectorTrajectory#describe].
  @Override
  public String toString() {
    return describe();
  }
}
