package onsagerflow.statistics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;

/// How alike two trajectories from the same starts stay: Q(t) = ⟨m m′⟩/√(⟨m²⟩⟨m′²⟩) of run i of one
/// and run i of the other, a mean over runs. 1 for equal fields, 0 for independent ones of mean 0.
public final class Overlap {

  private Overlap() {}

  /// Over the runs and times that both have.
  ///
  /// @throws IllegalArgumentException if they have none in common, or their grids differ
  public static Series of(Trajectory one, Trajectory other) {
    Map<Integer, TimeGroups<List<ScalarField>>> runs = new HashMap<>();
    for (int i = 0; i < other.size(); i++) {
      var frame = other.frame(i);
      runs.computeIfAbsent(frame.run(), run -> new TimeGroups<>(ArrayList::new))
          .at(frame.time())
          .add(frame.m());
    }
    var table = new RunTable();
    for (int i = 0; i < one.size(); i++) {
      var times = runs.get(one.run(i));
      var same = times == null ? List.<ScalarField>of() : times.at(one.time(i));
      if (!same.isEmpty()) {
        var frame = one.frame(i);
        table.put(frame, overlap(frame.m(), same.getFirst()));
      }
    }
    var series = table.series("Q", 0);
    if (series.size() == 0) {
      throw new IllegalArgumentException(
          "no run and time in common: " + one.describe() + " and " + other.describe());
    }
    return series;
  }

  private static double overlap(ScalarField one, ScalarField other) {
    one.requireSameGrid(other);
    double sum = 0;
    for (int cell = 0; cell < one.size(); cell++) {
      sum += one.get(cell) * other.get(cell);
    }
    return sum / one.size() / Math.sqrt(one.meanSquare() * other.meanSquare());
  }
}
