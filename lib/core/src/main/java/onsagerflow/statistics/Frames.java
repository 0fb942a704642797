package onsagerflow.statistics;

import java.util.function.Consumer;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;

/// Feeding a statistic.
final class Frames {

  private Frames() {}

  /// Shows a statistic every frame of a trajectory, one at a time.
  static <S extends Consumer<Frame>> S read(Trajectory trajectory, S statistic) {
    for (int i = 0; i < trajectory.size(); i++) {
      statistic.accept(trajectory.frame(i));
    }
    return statistic;
  }
}
