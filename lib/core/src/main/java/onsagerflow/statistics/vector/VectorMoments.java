package onsagerflow.statistics.vector;

import java.util.List;
import java.util.function.Consumer;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.field.vector.VectorTrajectory;
import onsagerflow.statistics.Frames;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.RunTable;

/// Moments of vectors of three components as functions of time: means over the cells of a frame,
/// then over runs, whose scatter makes the standard errors.
public final class VectorMoments implements Consumer<VectorFrame> {

  /// The moments at one time.
  ///
  /// @param norm ⟨|m|⟩, the length of the vector of a block
  /// @param square ⟨m²⟩
  /// @param x,y,z the components of ⟨m⟩
  /// @param total |M|, the length of the mean over the cells of a frame: at zero field it tells
  ///   order where ⟨m⟩ vanishes by symmetry; of n uncorrelated cells it is not 0 but of order 1/√n
  public record Point(double time, Mean norm, Mean square, Mean x, Mean y, Mean z, Mean total) {}

  private final RunTable table = new RunTable();

  /// The moments of all frames of a trajectory.
  public static List<Point> of(VectorTrajectory trajectory) {
    return Frames.read(trajectory, new VectorMoments()).points();
  }

  /// Those of all frames of each run from a time on, when the state is stationary.
  public static Point stationary(VectorTrajectory trajectory, double from) {
    return Frames.read(trajectory, new VectorMoments()).stationary(from);
  }

  @Override
  public void accept(VectorFrame frame) {
    double[] mean = mean(frame);
    double norm = 0;
    double square = 0;
    var m = frame.m();
    int n = m.grid().size();
    for (int cell = 0; cell < n; cell++) {
      double s = 0;
      for (int c = 0; c < 3; c++) {
        s += m.get(c, cell) * m.get(c, cell);
      }
      square += s;
      norm += Math.sqrt(s);
    }
    double total = Math.sqrt(mean[0] * mean[0] + mean[1] * mean[1] + mean[2] * mean[2]);
    table.put(frame.time(), frame.run(), norm / n, square / n, mean[0], mean[1], mean[2], total);
  }

  /// M, the mean of m over the cells of a frame.
  ///
  /// @throws IllegalArgumentException unless m has three components
  static double[] mean(VectorFrame frame) {
    if (frame.m().components() != 3) {
      throw new IllegalArgumentException(
          "vectors of three components are wanted here, got " + frame.m().components());
    }
    var mean = new double[3];
    int n = frame.m().grid().size();
    for (int c = 0; c < 3; c++) {
      for (int cell = 0; cell < n; cell++) {
        mean[c] += frame.m().get(c, cell);
      }
      mean[c] /= n;
    }
    return mean;
  }

  /// The moments so far, in order of time.
  public List<Point> points() {
    return table.rows().stream().map(rows -> point(rows)).toList();
  }

  /// Those of all frames of each run from a time on, when the state is stationary.
  public Point stationary(double from) {
    return point(table.stationary(from));
  }

  private static Point point(RunTable.Rows rows) {
    return new Point(
        rows.time(),
        rows.mean(0),
        rows.mean(1),
        rows.mean(2),
        rows.mean(3),
        rows.mean(4),
        rows.mean(5));
  }
}
