package onsagerflow.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import onsagerflow.field.Frame;

/// A few numbers per run at each time: what a statistic keeps of a frame.
final class RunTable {

  /// The numbers of all runs at one time, by number of the run.
  record Rows(double time, SortedMap<Integer, double[]> byRun) {

    Collection<double[]> all() {
      return byRun.values();
    }

    /// The mean of one number over the runs that have it: NaN says that a run has not.
    Mean mean(int column) {
      var mean = new RunningMean();
      all().stream()
          .mapToDouble(row -> row[column])
          .filter(x -> !Double.isNaN(x))
          .forEach(mean::add);
      return mean.mean();
    }

    /// A function of the means over runs, its error by the jackknife.
    Mean jackknife(ToDoubleFunction<double[]> function) {
      return Jackknife.of(all(), function);
    }
  }

  private final TimeGroups<SortedMap<Integer, double[]>> groups = new TimeGroups<>(TreeMap::new);

  void put(Frame frame, double... numbers) {
    if (groups.at(frame.time()).putIfAbsent(frame.run(), numbers) != null) {
      throw new IllegalArgumentException(
          "run %s has a second frame at t = %s".formatted(frame.run(), frame.time()));
    }
  }

  /// All numbers so far, in order of time.
  List<Rows> rows() {
    var rows = new ArrayList<Rows>();
    groups.inOrder().forEach((time, byRun) -> rows.add(new Rows(time, byRun)));
    return rows;
  }

  /// The means of each run over its frames from a time on; they stand at that time.
  ///
  /// @throws IllegalArgumentException if there is no such frame
  Rows stationary(double from) {
    var ofRuns = new TreeMap<Integer, List<double[]>>();
    for (var rows : rows()) {
      if (rows.time() >= from) {
        rows.byRun()
            .forEach((run, row) -> ofRuns.computeIfAbsent(run, r -> new ArrayList<>()).add(row));
      }
    }
    if (ofRuns.isEmpty()) {
      throw new IllegalArgumentException("no frame from t = " + from + " on");
    }
    var means = new TreeMap<Integer, double[]>();
    ofRuns.forEach((run, all) -> means.put(run, Jackknife.mean(all)));
    return new Rows(from, means);
  }
}
