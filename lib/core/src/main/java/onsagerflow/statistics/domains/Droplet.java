package onsagerflow.statistics.domains;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import onsagerflow.field.Frame;
import onsagerflow.field.Timeline;
import onsagerflow.field.Trajectory;
import onsagerflow.statistics.Frames;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.RunTable;
import onsagerflow.statistics.Series;

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

  private final ToDoubleFunction<Frame> outside;
  private final ToDoubleFunction<Frame> inside;
  private final RunTable table = new RunTable();

  /// @param outside m₊, magnetisation of the phase around
  /// @param inside m₋, magnetisation of the droplet
  public Droplet(double outside, double inside) {
    if (!(Math.abs(outside - inside) > 0)) {
      throw new IllegalArgumentException(
          "the phases must differ, got m = %s outside and %s inside".formatted(outside, inside));
    }
    this.outside = frame -> outside;
    this.inside = frame -> inside;
  }

  private Droplet(ToDoubleFunction<Frame> outside, ToDoubleFunction<Frame> inside) {
    this.outside = outside;
    this.inside = inside;
  }

  /// A droplet in the middle of the box, in fields without noise and with m₋ = −m₊: m₊ is the
  /// magnetisation in the corner of each frame.
  public static Droplet withoutNoise() {
    return new Droplet(frame -> frame.m().get(0), frame -> -frame.m().get(0));
  }

  /// Takes the frames of a trajectory.
  public Droplet read(Trajectory trajectory) {
    return Frames.read(trajectory, this);
  }

  /// The area of the droplet in all frames of a trajectory.
  public static List<Point> of(Trajectory trajectory, double outside, double inside) {
    return Frames.read(trajectory, new Droplet(outside, inside)).points();
  }

  @Override
  public void accept(Frame frame) {
    var grid = frame.m().grid();
    double around = outside.applyAsDouble(frame);
    double share = (around - frame.m().mean()) / (around - inside.applyAsDouble(frame));
    table.put(frame, share * grid.size() * grid.spacing() * grid.spacing());
  }

  /// The areas so far, in order of time.
  public List<Point> points() {
    return table.rows().stream().map(rows -> new Point(rows.time(), rows.mean(0))).toList();
  }

  /// The areas so far against time.
  public Series area() {
    return table.series("A", 0);
  }

  /// dA/dt between two times, in squared lattice spacings per sweep: the slope of each run's own
  /// straight line, then the mean over runs, since the times of one run are correlated. Negative
  /// for a droplet that shrinks.
  ///
  /// @param from,to times, sweeps, both included
  /// @throws IllegalArgumentException if a run has fewer than two frames between them
  public Mean rate(double from, double to) {
    return table.slope(0, from, to);
  }

  /// The rates between times that follow each other, against the size that the droplet has there.
  ///
  /// @param variance s² of the interaction per axis, squared lattice spacings
  /// @param edges the times, sweeps, two or more
  /// @throws IllegalArgumentException if a run has fewer than two frames between two of them, or
  ///   nothing is left of the droplet there
  public DropletLaw law(double variance, double... edges) {
    var sizes = new ArrayList<Double>();
    var rates = new ArrayList<Mean>();
    for (int i = 1; i < edges.length; i++) {
      double from = edges[i - 1];
      double to = edges[i];
      var rate = rate(from, to);
      double area =
          points().stream()
              .filter(point -> Timeline.isFrom(from, point.time()))
              .filter(point -> Timeline.isFrom(point.time(), to))
              .mapToDouble(point -> point.area().value())
              .average()
              .orElseThrow();
      if (!(area > 0)) {
        throw new IllegalArgumentException(
            "no droplet is left from t = %s to %s: its area is %s".formatted(from, to, area));
      }
      sizes.add(Math.PI * variance / area);
      rates.add(rate.times(-1 / (Math.PI * variance)));
    }
    return new DropletLaw(sizes, rates);
  }
}
