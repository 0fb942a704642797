package onsagerflow.micromagnetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import onsagerflow.field.Curve;
import onsagerflow.io.ovf.ColumnTable;

/// ⟨m⟩ of a sample against time: of a motion of ours, or by the table of another program.
///
/// @param times nanoseconds, increasing
/// @param m ⟨m_x⟩, ⟨m_y⟩ and ⟨m_z⟩, each at all times
public record Averages(List<Double> times, List<List<Double>> m) {

  private static final double NANOSECOND = 1e-9;
  private static final double SAME_TIME = 1e-9;
  private static final int HALVINGS = 50;

  public Averages {
    times = List.copyOf(times);
    m = m.stream().map(List::copyOf).toList();
    int size = times.size();
    if (m.size() != 3 || m.stream().anyMatch(of -> of.size() != size)) {
      throw new IllegalArgumentException(
          "averages at %s times need three components of as many, got %s"
              .formatted(size, m.stream().map(List::size).toList()));
    }
  }

  /// Follows a motion.
  ///
  /// @param times nanoseconds, increasing, none before the motion's own
  public static Averages of(Motion motion, List<Double> times) {
    var m = List.of(new ArrayList<Double>(), new ArrayList<Double>(), new ArrayList<Double>());
    for (double time : times) {
      motion.advance(Math.max(0, time * NANOSECOND - motion.time()));
      double[] mean = motion.mean();
      for (int c = 0; c < 3; c++) {
        m.get(c).add(mean[c]);
      }
    }
    return new Averages(times, List.copyOf(m));
  }

  /// Those that a program has kept, in columns `t` or `Simulation time` (s), `mx`, `my` and `mz`,
  /// as Mumax3 and OOMMF name them.
  ///
  /// @throws IllegalArgumentException if the table has none of these
  public static Averages of(ColumnTable table) {
    double[] seconds =
        table.values(table.find("Simulation time").isPresent() ? "Simulation time" : "t");
    return new Averages(
        Arrays.stream(seconds).map(t -> t / NANOSECOND).boxed().toList(),
        List.of("mx", "my", "mz").stream()
            .map(name -> Arrays.stream(table.values(name)).boxed().toList())
            .toList());
  }

  /// One component against time in nanoseconds.
  ///
  /// @param component 0, 1 or 2 for x, y or z
  public Curve component(int component) {
    return new Curve(times, m.get(component), Collections.nCopies(times.size(), 0.0));
  }

  /// How far this is above other averages of the same times.
  ///
  /// @throws IllegalArgumentException if the times differ
  public Averages minus(Averages other) {
    boolean same = times.size() == other.times.size();
    for (int i = 0; same && i < times.size(); i++) {
      same = Math.abs(times.get(i) - other.times.get(i)) <= SAME_TIME * times.getLast();
    }
    if (!same) {
      throw new IllegalArgumentException(
          "averages at %s ns and at %s ns cannot be compared".formatted(times, other.times));
    }
    return new Averages(
        times, IntStream.range(0, 3).mapToObj(c -> differences(m.get(c), other.m.get(c))).toList());
  }

  private static List<Double> differences(List<Double> a, List<Double> b) {
    return IntStream.range(0, a.size()).mapToObj(i -> a.get(i) - b.get(i)).toList();
  }

  /// The largest of all numbers, whatever its sign.
  public double largest() {
    return m.stream().flatMap(List::stream).mapToDouble(Math::abs).max().orElseThrow();
  }

  /// The length of the vector against time in nanoseconds: of a difference, how far both are apart.
  public Curve length() {
    var lengths =
        IntStream.range(0, times.size())
            .mapToObj(
                i -> Math.hypot(Math.hypot(m.get(0).get(i), m.get(1).get(i)), m.get(2).get(i)))
            .toList();
    return new Curve(times, lengths, Collections.nCopies(times.size(), 0.0));
  }

  /// When a component first changes its sign, nanoseconds: by the cubic through the four times
  /// about it; NaN where it keeps its sign.
  ///
  /// @param component 0, 1 or 2
  public double firstZero(int component) {
    var y = m.get(component);
    for (int i = 1; i < y.size(); i++) {
      if (Math.signum(y.get(i)) != Math.signum(y.getFirst())) {
        return zero(y, i);
      }
    }
    return Double.NaN;
  }

  /// The zero between a time and the one before, by halving.
  private double zero(List<Double> y, int i) {
    int from = Math.clamp(i - 2, 0, Math.max(0, y.size() - 4));
    int to = Math.min(from + 4, y.size());
    double before = times.get(i - 1);
    double after = times.get(i);
    for (int halving = 0; halving < HALVINGS; halving++) {
      double middle = (before + after) / 2;
      if (Math.signum(interpolated(y, from, to, middle)) == Math.signum(y.get(i))) {
        after = middle;
      } else {
        before = middle;
      }
    }
    return (before + after) / 2;
  }

  /// Lagrange's polynomial through some of the points.
  private double interpolated(List<Double> y, int from, int to, double t) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      double weight = 1;
      for (int k = from; k < to; k++) {
        weight *= k == i ? 1 : (t - times.get(k)) / (times.get(i) - times.get(k));
      }
      sum += weight * y.get(i);
    }
    return sum;
  }
}
