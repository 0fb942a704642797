package onsagerflow.statistics;

import java.util.function.Consumer;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Timeline;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.field.vector.VectorTrajectory;

/// Feeding a statistic with frames.
public final class Frames {

  private Frames() {}

  /// Shows a statistic every frame of a trajectory, one at a time.
  ///
  /// @throws IllegalArgumentException if two runs have different temperatures at one time: they
  ///   have no mean in common
  public static <S extends Consumer<Frame>> S read(Trajectory trajectory, S statistic) {
    requireTemperatures(trajectory);
    for (int i = 0; i < trajectory.size(); i++) {
      statistic.accept(trajectory.frame(i));
    }
    return statistic;
  }

  /// Shows a statistic of vectors every frame of a trajectory, one at a time.
  ///
  /// @throws IllegalArgumentException if two runs have different temperatures at one time
  public static <S extends Consumer<VectorFrame>> S read(VectorTrajectory trajectory, S statistic) {
    requireTemperatures(trajectory);
    trajectory.stream().forEach(statistic);
    return statistic;
  }

  private static void requireTemperatures(Timeline trajectory) {
    var firstAt = new TimeGroups<>(() -> new int[] {-1});
    for (int i = 0; i < trajectory.size(); i++) {
      int[] first = firstAt.at(trajectory.time(i));
      first[0] = first[0] < 0 ? i : first[0];
      requireTemperature(trajectory, first[0], i);
    }
  }

  private static void requireTemperature(Timeline trajectory, int first, int frame) {
    double one = trajectory.conditions(first).temperature();
    double other = trajectory.conditions(frame).temperature();
    if (one != other) {
      throw new IllegalArgumentException(
          "run %s has T = %s and run %s has T = %s at t = %s: take each temperature by itself"
              .formatted(
                  trajectory.run(first),
                  one,
                  trajectory.run(frame),
                  other,
                  trajectory.time(frame)));
    }
  }

  /// @throws IllegalArgumentException if a frame is on another grid than the first one
  public static void requireGrid(Frame frame, Grid grid) {
    if (!frame.m().grid().equals(grid)) {
      throw new IllegalArgumentException(
          "a frame on " + frame.m().grid() + " for a statistic on " + grid);
    }
  }
}
