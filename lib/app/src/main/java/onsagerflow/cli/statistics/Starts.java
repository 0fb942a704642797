package onsagerflow.cli.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import onsagerflow.cli.command.Quantity;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;

/// The states from which the runs of two trajectories start: whether a comparison of the runs
/// compares like with like.
///
/// ⟨m⟩ of one frame has an error of its own, taken from its parts, so that frames drawn from the
/// same state are told from those of other states even where each file holds a single run.
record Starts(String one, List<Start> ofOne, String other, List<Start> ofOther, double time) {

  /// Parts of a frame along each axis.
  private static final int PARTS = 4;

  /// Standard errors between states that count as different.
  private static final double APART = 4;

  /// ⟨m⟩ below which differences are those of single precision.
  private static final double ROUNDING = 1e-6;

  /// Difference in the share of runs that start from one state.
  private static final double SHARE = 0.1;

  /// ⟨m⟩ and ⟨m²⟩ of a frame, with the standard errors that the scatter of its parts makes.
  record Start(double mean, double meanError, double square, double squareError) {

    static Start of(ScalarField m) {
      int ny = Math.min(PARTS, m.grid().ny());
      int nx = Math.min(PARTS, m.grid().nx());
      var sums = new double[2][ny * nx];
      var cells = new int[ny * nx];
      for (int y = 0; y < m.grid().ny(); y++) {
        for (int x = 0; x < m.grid().nx(); x++) {
          int part = y * ny / m.grid().ny() * nx + x * nx / m.grid().nx();
          double value = m.get(y * m.grid().nx() + x);
          sums[0][part] += value;
          sums[1][part] += value * value;
          cells[part]++;
        }
      }
      for (int part = 0; part < cells.length; part++) {
        sums[0][part] /= cells[part];
        sums[1][part] /= cells[part];
      }
      return new Start(average(sums[0]), scatter(sums[0]), average(sums[1]), scatter(sums[1]));
    }
  }

  /// @param times that both have
  static Starts of(String one, Trajectory a, String other, Trajectory b, CommonTimes times) {
    return new Starts(one, at(a, times.first()), other, at(b, times.first()), times.first());
  }

  private static List<Start> at(Trajectory trajectory, double time) {
    var starts = new ArrayList<Start>();
    for (int frame = 0; frame < trajectory.size(); frame++) {
      if (CommonTimes.isSame(trajectory.time(frame), time)) {
        starts.add(Start.of(trajectory.frame(frame).m()));
      }
    }
    return starts;
  }

  /// What differs, in a sentence; empty if nothing does beyond chance.
  Optional<String> difference() {
    for (var state : states()) {
      var a = ofOne.stream().filter(state::contains).toList();
      var b = ofOther.stream().filter(state::contains).toList();
      double share = (double) a.size() / ofOne.size() - (double) b.size() / ofOther.size();
      if (Math.abs(share) > SHARE || differ(a, b, Start::mean, Start::meanError)) {
        return Optional.of(sentence("<m>", Start::mean));
      }
      if (differ(a, b, Start::square, Start::squareError)) {
        return Optional.of(sentence("<m^2>", Start::square));
      }
    }
    return Optional.empty();
  }

  /// All starts of both, those of one ⟨m⟩ together.
  private List<List<Start>> states() {
    var sorted = new ArrayList<>(ofOne);
    sorted.addAll(ofOther);
    sorted.sort(Comparator.comparingDouble(Start::mean));
    var states = new ArrayList<List<Start>>();
    for (int i = 0; i < sorted.size(); i++) {
      if (i == 0 || areApart(sorted.get(i - 1), sorted.get(i))) {
        states.add(new ArrayList<>());
      }
      states.getLast().add(sorted.get(i));
    }
    return states;
  }

  private static boolean areApart(Start a, Start b) {
    return b.mean() - a.mean() > APART * Math.hypot(a.meanError(), b.meanError()) + ROUNDING;
  }

  private static boolean differ(
      List<Start> a,
      List<Start> b,
      ToDoubleFunction<Start> value,
      ToDoubleFunction<Start> errorOfOne) {
    if (a.isEmpty() || b.isEmpty()) {
      return false; // shares too small to speak of
    }
    double difference =
        average(a.stream().mapToDouble(value).toArray())
            - average(b.stream().mapToDouble(value).toArray());
    double error = Math.hypot(error(a, value, errorOfOne), error(b, value, errorOfOne));
    return Math.abs(difference) > APART * error + ROUNDING;
  }

  /// Of a mean over runs: from the scatter of the runs or that inside frames, whichever is larger.
  private static double error(
      List<Start> starts, ToDoubleFunction<Start> value, ToDoubleFunction<Start> errorOfOne) {
    double inside =
        Math.sqrt(starts.stream().mapToDouble(s -> Math.pow(errorOfOne.applyAsDouble(s), 2)).sum())
            / starts.size();
    return starts.size() == 1
        ? inside
        : Math.max(inside, scatter(starts.stream().mapToDouble(value).toArray()));
  }

  private String sentence(String what, ToDoubleFunction<Start> of) {
    return "the runs do not start alike, so this does not compare like with like: %s at t = %s is %s in %s, %s in %s; start rollouts from the first frame of every run (several --init)"
        .formatted(what, Quantity.time(time), range(ofOne, of), one, range(ofOther, of), other);
  }

  private static String range(List<Start> starts, ToDoubleFunction<Start> of) {
    var values = starts.stream().mapToDouble(of).summaryStatistics();
    String low = Quantity.fixed(values.getMin(), 4);
    String high = Quantity.fixed(values.getMax(), 4);
    return low.equals(high) ? low : low + " to " + high;
  }

  private static double average(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /// The standard error of the average.
  private static double scatter(double[] values) {
    double mean = average(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    int n = values.length;
    return n == 1 ? 0 : Math.sqrt(sum / (n - 1.0) / n);
  }
}
