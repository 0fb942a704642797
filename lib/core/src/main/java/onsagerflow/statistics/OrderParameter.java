package onsagerflow.statistics;

import java.util.List;
import java.util.function.Consumer;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;

/// The distribution of a frame's mean magnetisation M over runs: Binder's cumulant and the
/// susceptibilities.
///
/// - U = 1 − ⟨M⁴⟩/(3⟨M²⟩²), 2/3 in an ordered phase, 0 for a Gaussian: Binder, Z. Phys. B 43, 119
///   (1981).
/// - χ = nβ⟨M²⟩ of n spins, the response ∂⟨M⟩/∂h of the disordered phase without field.
/// - χ′ = nβ(⟨M²⟩ − ⟨|M|⟩²), which in a finite box has the ordered phase's susceptibility as its
///   limit; in the disordered phase it is (1 − 2/π)χ. Landau and Binder, A Guide to Monte Carlo
///   Simulations (Cambridge, 2014), ch. 4.
///
/// Standard errors are by the jackknife over runs. U and χ′ are biased by order 1/runs; with a
/// single frame U is 2/3 whatever M is. The field's β and edges, in spins, give nβ.
public final class OrderParameter implements Consumer<Frame> {

  /// The order parameter at one time.
  ///
  /// @param absolute ⟨|M|⟩
  /// @param binder U
  /// @param susceptibility χ = nβ⟨M²⟩
  /// @param connected χ′ = nβ(⟨M²⟩ − ⟨|M|⟩²)
  public record Point(
      double time, Mean absolute, Mean binder, Mean susceptibility, Mean connected) {}

  private final RunTable table = new RunTable();

  /// The order parameter in all frames of a trajectory.
  public static List<Point> of(Trajectory trajectory) {
    return Frames.read(trajectory, new OrderParameter()).points();
  }

  @Override
  public void accept(Frame frame) {
    double m = frame.m().mean();
    var grid = frame.m().grid();
    double spins = (double) grid.size() * grid.cellVolume();
    table.put(frame, Math.abs(m), m * m, m * m * m * m, spins * frame.conditions().beta());
  }

  /// The order parameter so far, in order of time.
  public List<Point> points() {
    return table.rows().stream().map(OrderParameter::point).toList();
  }

  /// The order parameter of a stationary state: moments are averaged over the frames of a run from
  /// a time on, and over runs.
  public Point stationary(double from) {
    return point(table.stationary(from));
  }

  private static Point point(RunTable.Rows rows) {
    return new Point(
        rows.time(),
        rows.mean(0),
        rows.jackknife(row -> 1 - row[2] / (3 * row[1] * row[1])),
        rows.jackknife(row -> row[3] * row[1]),
        rows.jackknife(row -> row[3] * (row[1] - row[0] * row[0])));
  }
}
