package onsagerflow.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import onsagerflow.field.Frame;
import onsagerflow.field.Timeline;

/// A few numbers per run at each time: what a statistic keeps of a frame.
public final class RunTable {

  /// The numbers of all runs at one time, by number of the run.
  public record Rows(double time, SortedMap<Integer, double[]> byRun) {

    Collection<double[]> all() {
      return byRun.values();
    }

    /// The mean of one number over the runs that have it: NaN says that a run has not.
    public Mean mean(int column) {
      var mean = new RunningMean();
      all().stream()
          .mapToDouble(row -> row[column])
          .filter(x -> !Double.isNaN(x))
          .forEach(mean::add);
      return mean.mean();
    }

    /// The means of all numbers over runs.
    public double[] mean() {
      return Jackknife.mean(all());
    }

    /// A function of the means over runs, its error by the jackknife.
    public Mean jackknife(ToDoubleFunction<double[]> function) {
      return Jackknife.of(all(), function);
    }

    /// The same of a function that has several numbers.
    public List<Mean> jackknifes(UnaryOperator<double[]> function) {
      return Jackknife.ofAll(all(), function);
    }
  }

  private final TimeGroups<SortedMap<Integer, double[]>> groups = new TimeGroups<>(TreeMap::new);

  public void put(Frame frame, double... numbers) {
    put(frame.time(), frame.run(), numbers);
  }

  /// Keeps the numbers of a run at a time.
  public void put(double time, int run, double... numbers) {
    if (groups.at(time).putIfAbsent(run, numbers) != null) {
      throw new IllegalArgumentException(
          "run %s has a second frame at t = %s".formatted(run, time));
    }
  }

  /// The means of one number over runs, against time.
  public Series series(String quantity, int column) {
    return new Series(
        quantity,
        rows().stream().map(Rows::time).toList(),
        rows().stream().map(rows -> rows.mean(column)).toList());
  }

  /// The slope of one number against time between two times, both included: that of each run's own
  /// straight line, then the mean over runs, since the times of one run are correlated.
  ///
  /// @throws IllegalArgumentException if a run has fewer than two frames between them, or lacks the
  ///   number in one
  public Mean slope(int column, double from, double to) {
    var lines = new TreeMap<Integer, List<double[]>>();
    for (var rows : rows()) {
      if (Timeline.isFrom(from, rows.time()) && Timeline.isFrom(rows.time(), to)) {
        rows.byRun()
            .forEach(
                (run, row) ->
                    lines
                        .computeIfAbsent(run, r -> new ArrayList<>())
                        .add(new double[] {rows.time(), row[column]}));
      }
    }
    int fewest = lines.values().stream().map(List::size).min(Comparator.naturalOrder()).orElse(0);
    if (fewest < 2) {
      throw new IllegalArgumentException(
          "%s frames of a run from t = %s to %s: a rate needs two".formatted(fewest, from, to));
    }
    var rate = new RunningMean();
    for (var run : lines.entrySet()) {
      var points = run.getValue();
      var line = new WeightedLine();
      for (double[] point : points) {
        if (Double.isNaN(point[1])) {
          throw new IllegalArgumentException(
              "what a rate is of does not exist in run %s at t = %s"
                  .formatted(run.getKey(), point[0]));
        }
      }
      points.forEach(point -> line.add(point[0], 1));
      rate.add(line.slope(points.stream().mapToDouble(point -> point[1]).toArray()));
    }
    return rate.mean();
  }

  /// All numbers so far, in order of time.
  public List<Rows> rows() {
    var rows = new ArrayList<Rows>();
    groups.inOrder().forEach((time, byRun) -> rows.add(new Rows(time, byRun)));
    return rows;
  }

  /// The means of each run over its frames from a time on, of each number over the frames that have
  /// it; they stand at that time.
  ///
  /// @throws IllegalArgumentException if there is no such frame
  public Rows stationary(double from) {
    var ofRuns = new TreeMap<Integer, List<double[]>>();
    for (var rows : rows()) {
      if (Timeline.isFrom(from, rows.time())) {
        rows.byRun()
            .forEach((run, row) -> ofRuns.computeIfAbsent(run, r -> new ArrayList<>()).add(row));
      }
    }
    if (ofRuns.isEmpty()) {
      throw new IllegalArgumentException("no frame from t = " + from + " on");
    }
    var means = new TreeMap<Integer, double[]>();
    ofRuns.forEach((run, all) -> means.put(run, known(all)));
    return new Rows(from, means);
  }

  /// The mean of every column over the rows that have it.
  private static double[] known(List<double[]> rows) {
    var mean = Jackknife.mean(rows);
    for (int column = 0; column < mean.length; column++) {
      int c = column;
      if (Double.isNaN(mean[c])) {
        mean[c] =
            rows.stream()
                .mapToDouble(row -> row[c])
                .filter(x -> !Double.isNaN(x))
                .average()
                .orElse(Double.NaN);
      }
    }
    return mean;
  }
}
