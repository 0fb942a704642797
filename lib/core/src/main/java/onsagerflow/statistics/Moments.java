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

  private final RunTable table = new RunTable();

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
    table.put(frame, m / n, m2 / n, m4 / n);
  }

  /// The moments so far, in order of time.
  public List<Point> points() {
    return table.rows().stream()
        .map(rows -> new Point(rows.time(), rows.mean(0), rows.mean(1), rows.mean(2)))
        .toList();
  }
}
