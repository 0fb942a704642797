package onsagerflow.statistics;

import java.util.function.Consumer;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Trajectory;

/// Feeding a statistic with frames.
public final class Frames {

  private Frames() {}

  /// Shows a statistic every frame of a trajectory, one at a time.
  public static <S extends Consumer<Frame>> S read(Trajectory trajectory, S statistic) {
    for (int i = 0; i < trajectory.size(); i++) {
      statistic.accept(trajectory.frame(i));
    }
    return statistic;
  }

  /// @throws IllegalArgumentException if a frame is on another grid than the first one
  public static void requireGrid(Frame frame, Grid grid) {
    if (!frame.m().grid().equals(grid)) {
      throw new IllegalArgumentException(
          "a frame on " + frame.m().grid() + " for a statistic on " + grid);
    }
  }
}
