package onsagerflow.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;

/// The area of a droplet of one phase in another, by Gibbs' dividing surface, and how fast it
/// changes.
///
/// A(t) = a² Σ_x (m₊ − m(x, t))/(m₊ − m₋), cells a wide: the area at which two uniform phases would
/// hold the same magnetisation (Gibbs, Trans. Connecticut Acad. 3, 343 (1878)). It needs no
/// interface to be found, is additive, and is blind to the interface's shape and width. m₊ and m₋
/// must be the values of the bulk, for a shift of m₊ by δ counts as area δ/(m₊ − m₋) of the whole
/// box; the fluctuations of the bulk scatter it. Curvature-driven motion v = D/R makes dA/dt =
/// −2πD: Allen and Cahn, Acta Metall. 27, 1085 (1979).
public final class Droplet implements Consumer<Frame> {

  /// The droplet at one time.
  ///
  /// @param area in squared lattice spacings
  public record Point(double time, Mean area) {}

  private final double outside;
  private final double inside;
  private final RunTable table = new RunTable();

  /// @param outside m₊, magnetisation of the phase around
  /// @param inside m₋, magnetisation of the droplet
  public Droplet(double outside, double inside) {
    if (!(Math.abs(outside - inside) > 0)) {
      throw new IllegalArgumentException(
          "the phases must differ, got m = %s outside and %s inside".formatted(outside, inside));
    }
    this.outside = outside;
    this.inside = inside;
  }

  /// The area of the droplet in all frames of a trajectory.
  public static List<Point> of(Trajectory trajectory, double outside, double inside) {
    return Frames.read(trajectory, new Droplet(outside, inside)).points();
  }

  @Override
  public void accept(Frame frame) {
    var grid = frame.m().grid();
    double share = (outside - frame.m().mean()) / (outside - inside);
    table.put(frame, share * grid.size() * grid.spacing() * grid.spacing());
  }

  /// The areas so far, in order of time.
  public List<Point> points() {
    return table.rows().stream().map(rows -> new Point(rows.time(), rows.mean(0))).toList();
  }

  /// dA/dt between two times, in squared lattice spacings per sweep: the slope of each run's own
  /// straight line, then the mean over runs, since the times of one run are correlated. Negative
  /// for a droplet that shrinks.
  ///
  /// @param from,to times, sweeps, both included
  /// @throws IllegalArgumentException if a run has fewer than two frames between them
  public Mean rate(double from, double to) {
    var lines = new TreeMap<Integer, List<double[]>>();
    for (var rows : table.rows()) {
      if (rows.time() >= from && rows.time() <= to) {
        rows.byRun()
            .forEach(
                (run, row) ->
                    lines
                        .computeIfAbsent(run, r -> new java.util.ArrayList<>())
                        .add(new double[] {rows.time(), row[0]}));
      }
    }
    int fewest = lines.values().stream().map(List::size).min(Comparator.naturalOrder()).orElse(0);
    if (fewest < 2) {
      throw new IllegalArgumentException(
          "%s frames of a run from t = %s to %s: a rate needs two".formatted(fewest, from, to));
    }
    var rate = new RunningMean();
    for (var points : lines.values()) {
      var line = new WeightedLine();
      points.forEach(point -> line.add(point[0], 1));
      rate.add(line.slope(points.stream().mapToDouble(point -> point[1]).toArray()));
    }
    return rate.mean();
  }
}
