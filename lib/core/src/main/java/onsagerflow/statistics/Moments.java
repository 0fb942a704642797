package onsagerflow.statistics;

import java.util.List;
import java.util.function.Consumer;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;

/// ⟨m⟩, ⟨m²⟩ and ⟨m⁴⟩ as functions of time: means over the cells of a frame, then over runs.
///
/// Frames are taken one by one, from an ensemble as it runs or from any trajectory, and grouped by
/// time. Standard errors come from the scatter between runs.
public final class Moments implements Consumer<Frame> {

  /// The moments at one time.
  public record Point(double time, Mean m, Mean m2, Mean m4) {}

  private static final class Group {
    final RunningMean m = new RunningMean();
    final RunningMean m2 = new RunningMean();
    final RunningMean m4 = new RunningMean();
  }

  private final TimeGroups<Group> groups = new TimeGroups<>(Group::new);

  /// The moments of all frames of a trajectory.
  public static List<Point> of(Trajectory trajectory) {
    return Frames.read(trajectory, new Moments()).points();
  }

  @Override
  public void accept(Frame frame) {
    double m = 0;
    double m2 = 0;
    double m4 = 0;
    for (double x : frame.m().values()) {
      m += x;
      m2 += x * x;
      m4 += x * x * x * x;
    }
    int n = frame.m().size();
    var group = groups.at(frame.time());
    group.m.add(m / n);
    group.m2.add(m2 / n);
    group.m4.add(m4 / n);
  }

  /// The moments so far, in order of time.
  public List<Point> points() {
    return groups.inOrder().entrySet().stream()
        .map(
            e -> {
              var group = e.getValue();
              return new Point(e.getKey(), group.m.mean(), group.m2.mean(), group.m4.mean());
            })
        .toList();
  }
}
