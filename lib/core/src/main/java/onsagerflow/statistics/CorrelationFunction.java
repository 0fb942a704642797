package onsagerflow.statistics;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Trajectory;

/// The equal-time correlation function C(r, t) = ⟨m(x, t) m(x + r, t)⟩ − m̄(t)², averaged over the
/// cells and directions of a frame, then over runs.
///
/// m̄ is the mean of the frame itself, as k = 0 is left out of the structure factor: C sums to zero
/// over all offsets, and lies below that of an infinite system by the variance of m̄.
public final class CorrelationFunction implements Consumer<Frame> {

  /// C averaged over the offsets of one shell, one cell wide.
  ///
  /// @param r mean length of the offsets, in lattice spacings
  public record Shell(double r, Mean c) {}

  /// The correlation function at one time.
  public record Point(double time, List<Shell> shells) {
    public Point {
      shells = List.copyOf(shells);
    }
  }

  private final Grid grid;
  private final RadialCorrelation correlation;
  private final RunTable table = new RunTable();

  public CorrelationFunction(Grid grid) {
    this.grid = grid;
    this.correlation = new RadialCorrelation(grid);
  }

  /// The correlation function of all frames of a trajectory.
  public static List<Point> of(Trajectory trajectory) {
    return Frames.read(trajectory, new CorrelationFunction(trajectory.origin().grid())).points();
  }

  @Override
  public void accept(Frame frame) {
    Frames.requireGrid(frame, grid);
    table.put(frame, correlation.of(frame.m().values(), frame.m().mean()));
  }

  /// The correlation functions so far, in order of time.
  public List<Point> points() {
    return table.rows().stream()
        .map(
            rows ->
                new Point(
                    rows.time(),
                    IntStream.range(0, correlation.shells())
                        .mapToObj(i -> new Shell(correlation.radius(i), rows.mean(i)))
                        .toList()))
        .toList();
  }
}
