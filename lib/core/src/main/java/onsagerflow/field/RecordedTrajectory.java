package onsagerflow.field;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

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

  static RecordedTrajectory select(Trajectory from, IntPredicate wanted, String which) {
    var frames =
        IntStream.range(0, from.size()).filter(wanted).mapToObj(i -> from.frame(i)).toList();
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("no frames " + which + " in " + from.describe());
    }
    return new RecordedTrajectory(from.origin(), frames);
  }

  /// The same with a function of m in the place of m, cell by cell, and without generator channels.
  public RecordedTrajectory map(DoubleUnaryOperator f) {
    return new RecordedTrajectory(
        origin,
        frames.stream()
            .map(x -> new Frame(x.time(), x.run(), x.conditions(), x.m().map(f), Optional.empty()))
            .toList());
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
