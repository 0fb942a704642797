package onsagerflow.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import onsagerflow.field.Frame;
import onsagerflow.field.Timeline;
import onsagerflow.field.Trajectory;

/// The loop of ⟨m⟩ against a uniform field h(t) that repeats itself: means over the cells of a
/// frame, over the periods of a run, then over runs.
///
/// Its area, A = −∮⟨m⟩ dh = ∮h d⟨m⟩, is the work that the field does on a spin in a period,
/// positive where m lags behind; the mean of ⟨m⟩ over a period, Q, is 0 where both directions are
/// reached alike. Chakrabarti and Acharyya, Rev. Mod. Phys. 71, 847 (1999).
///
/// Frames have to come at the same phases of every period, the more the better: the area is that of
/// the polygon through them, of an ellipse with n corners sin(2π/n)/(2π/n) of the whole (n = 20:
/// 1.6 % too small, 40: 0.4 %). Standard errors come from the scatter between runs.
public final class HysteresisLoop implements Consumer<Frame> {

  /// One phase of the period.
  ///
  /// @param time since the period began, sweeps
  /// @param h the field
  /// @param m ⟨m⟩
  public record Point(double time, double h, Mean m) {}

  /// A loop in two numbers.
  ///
  /// @param area A, in units of the field
  /// @param periodMean Q
  public record Summary(Mean area, Mean periodMean) {}

  private static final double SAME_FIELD = 1e-9;

  private static final class Phase {
    double h = Double.NaN;
    final SortedMap<Integer, RunningMean> byRun = new TreeMap<>();
  }

  private final double period;
  private final double from;
  private final TimeGroups<Phase> phases = new TimeGroups<>(Phase::new);

  /// @param period of the field, sweeps
  /// @param from time from which on frames count, when the loop has become stationary; sweeps
  /// @throws IllegalArgumentException if the period is not positive
  public HysteresisLoop(double period, double from) {
    if (!(period > 0) || Double.isInfinite(period)) {
      throw new IllegalArgumentException("a period must be positive, got " + period + " sweeps");
    }
    this.period = period;
    this.from = from;
  }

  /// The loop of the frames of a trajectory from a time on.
  public static HysteresisLoop of(Trajectory trajectory, double period, double from) {
    return Frames.read(trajectory, new HysteresisLoop(period, from));
  }

  /// @throws IllegalArgumentException if the field varies in space, or is not what it was a period
  ///   before
  @Override
  public void accept(Frame frame) {
    if (!Timeline.isFrom(from, frame.time())) {
      return;
    }
    double h = frame.conditions().field().at(frame.time());
    double rounding = 1e-9 * Math.max(period, Math.abs(frame.time()));
    double time = frame.time() - period * Math.floor((frame.time() + rounding) / period);
    var phase = phases.at(time < rounding ? 0 : time);
    if (Math.abs(h - phase.h) > SAME_FIELD * Math.max(1, Math.abs(h))) {
      throw new IllegalArgumentException(
          "the field is %s at t = %s and was %s at that time of an earlier period of %s sweeps"
              .formatted(h, frame.time(), phase.h, period));
    }
    phase.h = h;
    phase.byRun.computeIfAbsent(frame.run(), run -> new RunningMean()).add(frame.m().mean());
  }

  /// The loop so far, from the beginning of a period to its end.
  ///
  /// @throws IllegalArgumentException if there are no three phases yet, or a run lacks one
  public List<Point> points() {
    var runs = runs();
    var points = new ArrayList<Point>();
    phases
        .inOrder()
        .forEach(
            (time, phase) -> {
              var m = new RunningMean();
              runs.forEach(run -> m.add(run[points.size()]));
              points.add(new Point(time, phase.h, m.mean()));
            });
    return List.copyOf(points);
  }

  /// ⟨m⟩ at the points.
  ///
  /// @throws IllegalArgumentException if there are no three phases yet, or a run lacks one
  public List<Mean> m() {
    return points().stream().map(Point::m).toList();
  }

  /// The field at the points, the first again at the end: a line through them is closed.
  ///
  /// @throws IllegalArgumentException if there are no three phases yet, or a run lacks one
  public double[] closedField() {
    return closed().stream().mapToDouble(Point::h).toArray();
  }

  /// ⟨m⟩ at the points, the first again at the end.
  ///
  /// @throws IllegalArgumentException if there are no three phases yet, or a run lacks one
  public List<Mean> closedM() {
    return closed().stream().map(Point::m).toList();
  }

  private List<Point> closed() {
    var points = new ArrayList<>(points());
    points.add(points.getFirst());
    return points;
  }

  /// The lowest point's ⟨m⟩.
  ///
  /// @throws IllegalArgumentException if there are no three phases yet, or a run lacks one
  public Mean lowest() {
    return m().stream().min(Comparator.comparingDouble(Mean::value)).orElseThrow();
  }

  /// The area A, in units of the field.
  ///
  /// @throws IllegalArgumentException if there are no three phases yet, or a run lacks one
  public Mean area() {
    double[] h = phases.inOrder().values().stream().mapToDouble(phase -> phase.h).toArray();
    var area = new RunningMean();
    for (double[] m : runs()) {
      double sum = 0;
      for (int i = 0; i < h.length; i++) {
        int next = (i + 1) % h.length;
        sum -= (m[i] + m[next]) / 2 * (h[next] - h[i]);
      }
      area.add(sum);
    }
    return area.mean();
  }

  /// Q, the mean of ⟨m⟩ over the phases.
  ///
  /// @throws IllegalArgumentException if there are no three phases yet, or a run lacks one
  public Mean periodMean() {
    var mean = new RunningMean();
    runs()
        .forEach(
            m ->
                mean.add(
                    IntStream.range(0, m.length).mapToDouble(i -> m[i]).average().orElseThrow()));
    return mean.mean();
  }

  /// Both.
  public Summary summary() {
    return new Summary(area(), periodMean());
  }

  /// ⟨m⟩ of each run at each phase.
  private List<double[]> runs() {
    var all = List.copyOf(phases.inOrder().values());
    if (all.size() < 3) {
      throw new IllegalArgumentException(
          "a loop needs frames at three times of a period or more, got %s from t = %s on"
              .formatted(all.size(), from));
    }
    var numbers = new TreeSet<Integer>();
    all.forEach(phase -> numbers.addAll(phase.byRun.keySet()));
    return numbers.stream()
        .map(run -> all.stream().mapToDouble(phase -> mean(phase, run)).toArray())
        .toList();
  }

  private double mean(Phase phase, int run) {
    var mean = phase.byRun.get(run);
    if (mean == null) {
      throw new IllegalArgumentException(
          "run %s has no frame where h = %s: frames at the same phases of whole periods are wanted"
              .formatted(run, phase.h));
    }
    return mean.mean().value();
  }
}
