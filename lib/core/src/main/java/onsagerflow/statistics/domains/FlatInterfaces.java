package onsagerflow.statistics.domains;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.statistics.Frames;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.RunTable;

/// The two interfaces of a slab of negative m that spans the periodic box: where they are, how wide
/// and how rough.
///
/// With x along their normal, the profile averaged over all lines along x is fitted by
///
///     m(x) = c + a (1 − tanh((x − x₁)/w) + tanh((x − x₂)/w)),
///
/// which gives the bulk values m± = c ± a and the width w. On each line the position h is Gibbs'
/// dividing surface, ∫ (m − m₋)/(m₊ − m₋) dx from one side of the interface to the other, 5w to each
/// side at most. The mean of h over lines is the position; its standard deviation is the roughness,
/// √(W²). w contains the roughness: w²·π²/12 grows by about W². Fluctuations of the bulk add to W². Rowlinson
/// and Widom, Molecular Theory of Capillarity (Oxford, 1982), ch. 2 and 4; Weeks, J. Chem. Phys. 67,
/// 3106 (1977). A frame without two interfaces has NaN for all, and is left out of the means.
///
/// Positions are followed through the periodic boundary from a run's first frame on, and runs from
/// one initial state may be averaged; positions that runs reached independently may not, but
/// thickness and width may. Lengths in lattice spacings, the edge of cell 0 at x = 0.
public final class FlatInterfaces implements Consumer<Frame> {

  /// The direction across the interfaces.
  public enum Normal {
    X,
    Y
  }

  /// The interfaces at one time.
  ///
  /// @param falling position of the one from positive to negative m
  /// @param rising position of the one from negative to positive m
  /// @param thickness of the slab between them, rising − falling
  /// @param width w of the tanh
  /// @param roughness W
  public record Point(
      double time, Mean falling, Mean rising, Mean thickness, Mean width, Mean roughness) {}

  private final Grid grid;
  private final Normal normal;
  private final Map<Integer, Double> lastOfRun = new HashMap<>();
  private final RunTable table = new RunTable();

  public FlatInterfaces(Grid grid, Normal normal) {
    grid.requirePeriodicPlane();
    this.grid = grid;
    this.normal = normal;
  }

  /// The interfaces in all frames of a trajectory.
  public static List<Point> of(Trajectory trajectory, Normal normal) {
    return Frames.read(trajectory, new FlatInterfaces(trajectory.origin().grid(), normal)).points();
  }

  /// The interfaces of one field.
  public static Point in(ScalarField m, Normal normal) {
    var interfaces = new FlatInterfaces(m.grid(), normal);
    interfaces.accept(new Frame(0, 0, new Frame.Conditions(1, 0), m, Optional.empty()));
    return interfaces.points().getFirst();
  }

  /// The interfaces of a stationary state: means over the frames of a run from a time on, and over
  /// runs. Positions are those of runs from one initial state.
  public static Point stationary(Trajectory trajectory, Normal normal, double from) {
    var grid = trajectory.origin().grid();
    return point(Frames.read(trajectory, new FlatInterfaces(grid, normal)).table.stationary(from));
  }

  @Override
  public void accept(Frame frame) {
    Frames.requireGrid(frame, grid);
    double[][] lines = lines(frame.m());
    var slab = SlabProfile.of(lines);
    if (slab.isEmpty()) {
      double none = Double.NaN;
      table.put(frame, none, none, none, none, none);
      return;
    }
    var found = slab.get().interfaces(lines);
    double period = lines[0].length;
    double before = lastOfRun.getOrDefault(frame.run(), found.falling());
    double falling = found.falling() + period * Math.rint((before - found.falling()) / period);
    lastOfRun.put(frame.run(), falling);
    double a = grid.spacing();
    table.put(
        frame,
        falling * a,
        (falling + found.thickness()) * a,
        found.thickness() * a,
        slab.get().width() * a,
        found.roughness() * a);
  }

  /// The field line by line along the normal.
  private double[][] lines(ScalarField m) {
    boolean alongX = normal == Normal.X;
    int count = alongX ? grid.ny() : grid.nx();
    var lines = new double[count][alongX ? grid.nx() : grid.ny()];
    for (int line = 0; line < count; line++) {
      for (int at = 0; at < lines[line].length; at++) {
        lines[line][at] = alongX ? m.get(line, at) : m.get(at, line);
      }
    }
    return lines;
  }

  /// The interfaces so far, in order of time.
  public List<Point> points() {
    return table.rows().stream().map(FlatInterfaces::point).toList();
  }

  private static Point point(RunTable.Rows rows) {
    return new Point(
        rows.time(), rows.mean(0), rows.mean(1), rows.mean(2), rows.mean(3), rows.mean(4));
  }
}
