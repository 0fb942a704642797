package onsagerflow.field;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// When the frames of one or several runs were taken and under what conditions, whatever they hold:
/// what trajectories of scalars and of vectors share.
public interface Timeline {

  /// What does not change from frame to frame.
  Trajectory.Origin origin();

  /// The number of frames.
  int size();

  /// Whether every frame carries generator channels.
  boolean hasGenerator();

  /// Time of a frame, without reading its field; frames of one run are in time order.
  double time(int frame);

  /// Run of a frame, without reading its field.
  int run(int frame);

  /// Temperature and field of a frame, without reading its field.
  Frame.Conditions conditions(int frame);

  /// The file of which another process can read the same frames, where there is one.
  default Optional<Path> file() {
    return Optional.empty();
  }

  /// The numbers of all runs.
  default SortedSet<Integer> runs() {
    return IntStream.range(0, size())
        .mapToObj(this::run)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Whether two times are the same but for rounding: within 10⁻⁹ of the larger, in sweeps as in
  /// seconds, of which a step may be 10⁻¹⁵.
  static boolean isSameTime(double one, double other) {
    return Math.abs(one - other) <= 1e-9 * Math.max(Math.abs(one), Math.abs(other));
  }

  /// Whether a time is another or later, but for rounding.
  static boolean isFrom(double start, double time) {
    return time >= start || isSameTime(start, time);
  }

  /// Runs, times and conditions in words, without reading a field: `2 runs, t = 0.0 to 12.0, T =
  /// 0.8, h = 0.0`.
  default String span() {
    double from = Double.POSITIVE_INFINITY;
    double to = Double.NEGATIVE_INFINITY;
    var conditions = new LinkedHashSet<Frame.Conditions>();
    for (int i = 0; i < size(); i++) {
      from = Math.min(from, time(i));
      to = Math.max(to, time(i));
      conditions.add(conditions(i));
    }
    int runs = runs().size();
    String count = runs + (runs == 1 ? " run" : " runs");
    if (size() == 0) {
      return count;
    }
    var first = conditions.getFirst();
    return String.format(
        Locale.ROOT,
        "%s, t = %s to %s, %s",
        count,
        (float) from,
        (float) to,
        conditions.size() == 1
            ? "T = " + (float) first.temperature() + ", h = " + first.field()
            : conditions.size() + " temperatures and fields");
  }
}
