package onsagerflow.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Timeline;
import onsagerflow.field.Trajectory;

/// The profile of m along one axis of a stationary state: means over the cells across the axis,
/// over the frames of a run from a time on, then over runs.
///
/// Standard errors come from the scatter between runs. Neighbouring points share fluctuations as
/// long as the waves across the axis are.
public final class Profile implements Consumer<Frame> {

  /// The axis of a profile.
  public enum Axis {
    X,
    Y
  }

  /// One line of cells.
  ///
  /// @param position of its middle on the axis, lattice spacings
  /// @param m ⟨m⟩
  public record Point(double position, Mean m) {}

  private final Axis axis;
  private final Grid grid;
  private final double from;
  private final RunTable table = new RunTable();

  /// @param from time from which on the state is stationary, sweeps
  public Profile(Axis axis, Grid grid, double from) {
    grid.requirePeriodicPlane();
    this.axis = axis;
    this.grid = grid;
    this.from = from;
  }

  /// That of the frames of a trajectory from a time on.
  public static Profile of(Trajectory trajectory, Axis axis, double from) {
    return Frames.read(trajectory, new Profile(axis, trajectory.origin().grid(), from));
  }

  @Override
  public void accept(Frame frame) {
    Frames.requireGrid(frame, grid);
    if (Timeline.isFrom(from, frame.time())) {
      table.put(frame, along(axis, frame.m()));
    }
  }

  /// The means over the cells across an axis.
  public static double[] along(Axis axis, ScalarField m) {
    int nx = m.grid().nx();
    int across = axis == Axis.X ? m.grid().ny() : nx;
    var means = new double[m.size() / across];
    for (int cell = 0; cell < m.size(); cell++) {
      means[axis == Axis.X ? cell % nx : cell / nx] += m.get(cell) / across;
    }
    return means;
  }

  /// The profile so far.
  ///
  /// @throws IllegalArgumentException if there is no frame yet
  public List<Point> points() {
    var m = m();
    double[] position = positions();
    return IntStream.range(0, m.size()).mapToObj(i -> new Point(position[i], m.get(i))).toList();
  }

  /// The middles of the lines, lattice spacings.
  public double[] positions() {
    int lines = axis == Axis.X ? grid.nx() : grid.ny();
    var position = new double[lines];
    Arrays.setAll(position, i -> (i + 0.5) * grid.spacing());
    return position;
  }

  /// ⟨m⟩ of the lines.
  ///
  /// @throws IllegalArgumentException if there is no frame yet
  public List<Mean> m() {
    var rows = table.stationary(from);
    return IntStream.range(0, positions().length).mapToObj(rows::mean).toList();
  }
}
