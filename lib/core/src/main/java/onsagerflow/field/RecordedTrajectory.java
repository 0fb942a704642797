package onsagerflow.field;

import java.util.List;

/// A trajectory held in memory.
public record RecordedTrajectory(Origin origin, List<Frame> frames) implements Trajectory {

  public RecordedTrajectory {
    frames = List.copyOf(frames);
    for (var frame : frames) {
      if (!frame.m().grid().equals(origin.grid())) {
        throw new IllegalArgumentException(
            "a frame on " + frame.m().grid() + " in a trajectory on " + origin.grid());
      }
    }
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
  public Frame frame(int frame) {
    return frames.get(frame);
  }

  /// [Trajectory#describe].
  @Override
  public String toString() {
    return describe();
  }
}
