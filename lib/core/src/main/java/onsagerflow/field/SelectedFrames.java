package onsagerflow.field;

import java.util.List;

/// Some frames of a trajectory, read when they are asked for.
///
/// @param whole the trajectory
/// @param frames their numbers in it
/// @param which frames these are, in words
record SelectedFrames(Trajectory whole, List<Integer> frames, String which) implements Trajectory {

  SelectedFrames {
    frames = List.copyOf(frames);
  }

  @Override
  public Origin origin() {
    return whole.origin();
  }

  @Override
  public int size() {
    return frames.size();
  }

  @Override
  public double time(int frame) {
    return whole.time(frames.get(frame));
  }

  @Override
  public int run(int frame) {
    return whole.run(frames.get(frame));
  }

  @Override
  public Frame.Conditions conditions(int frame) {
    return whole.conditions(frames.get(frame));
  }

  @Override
  public boolean hasGenerator() {
    return whole.hasGenerator();
  }

  @Override
  public Frame frame(int frame) {
    return whole.frame(frames.get(frame));
  }

  @Override
  public ScalarField m(int frame) {
    return whole.m(frames.get(frame));
  }

  /// One line.
  @Override
  public String toString() {
    return which + " of " + whole;
  }
}
