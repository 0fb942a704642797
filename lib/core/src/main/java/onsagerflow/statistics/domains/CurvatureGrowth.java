package onsagerflow.statistics.domains;

import java.util.function.Consumer;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;
import onsagerflow.statistics.Frames;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.RunTable;
import onsagerflow.statistics.Series;

/// How walls straighten: the squared length 1/(8ρ²), ρ the length of all lines m = 0 per area.
///
/// Where walls move by v = D·curvature it grows by D per sweep in the approximation of Ohta, Jasnow
/// and Kawasaki, ρ = 1/(4√(D′t)) with D′ = D/2 in two dimensions (Phys. Rev. Lett. 49, 1223
/// (1982)).
public final class CurvatureGrowth implements Consumer<Frame> {

  private final RunTable table = new RunTable();

  /// That of all frames of a trajectory.
  public static CurvatureGrowth of(Trajectory trajectory) {
    return Frames.read(trajectory, new CurvatureGrowth());
  }

  @Override
  public void accept(Frame frame) {
    var grid = frame.m().grid();
    grid.requirePeriodicPlane();
    double box = grid.size() * grid.spacing() * grid.spacing();
    double density = Contour.of(frame.m()).stream().mapToDouble(Contour::length).sum() / box;
    table.put(frame, density > 0 ? 1 / (8 * density * density) : Double.NaN);
  }

  /// 1/(8ρ²) so far, squared lattice spacings, against time: means over the runs that still have
  /// walls, NaN where none has.
  public Series squares() {
    return table.series("1/(8ρ²)", 0);
  }

  /// Its slope between two times, squared lattice spacings per sweep: of each run's own straight
  /// line, then the mean over runs.
  ///
  /// @param from,to times, sweeps, both included
  /// @throws IllegalArgumentException if a run has fewer than two frames between them, or no wall
  ///   in one of these
  public Mean rate(double from, double to) {
    return table.slope(0, from, to);
  }
}
