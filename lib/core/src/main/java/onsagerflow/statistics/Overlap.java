package onsagerflow.statistics;

import java.util.HashMap;
import java.util.Map;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Starts;
import onsagerflow.field.Trajectory;

/// How alike two trajectories from the same starts stay: Q(t) = ⟨m m′⟩/√(⟨m²⟩⟨m′²⟩) of a run of one
/// and a run of the other, a mean over runs. 1 for equal fields, 0 for independent ones of mean 0.
///
/// Runs belong together that begin from one field: the first of each start, the second, and so on.
/// Where no two do, as in parts that have lost their starts, runs of one number belong together.
public final class Overlap {

  /// No run and no frame.
  private static final int NONE = -1;

  private Overlap() {}

  /// Over the runs and times that both have.
  ///
  /// @throws IllegalArgumentException if they have none in common, or their grids differ
  public static Series of(Trajectory one, Trajectory other) {
    var partner = partners(one, other);
    Map<Integer, TimeGroups<int[]>> frames = new HashMap<>();
    for (int i = 0; i < other.size(); i++) {
      frames.computeIfAbsent(other.run(i), run -> new TimeGroups<>(() -> new int[] {NONE}))
              .at(other.time(i))[0] =
          i;
    }
    var table = new RunTable();
    for (int i = 0; i < one.size(); i++) {
      var times = frames.get(partner.getOrDefault(one.run(i), NONE));
      int same = times == null ? NONE : times.at(one.time(i))[0];
      if (same != NONE) {
        var frame = one.frame(i);
        table.put(frame, overlap(frame.m(), other.m(same)));
      }
    }
    var series = table.series("Q", 0);
    if (series.size() == 0) {
      throw new IllegalArgumentException(
          "no run and time in common: " + one.describe() + " and " + other.describe());
    }
    return series;
  }

  private static Map<Integer, Integer> partners(Trajectory one, Trajectory other) {
    var partner = new HashMap<Integer, Integer>();
    var ofOther = Starts.of(other);
    Starts.of(one)
        .runs()
        .forEach(
            (start, runs) -> {
              var others = ofOther.from(start);
              for (int k = 0; k < Math.min(runs.size(), others.size()); k++) {
                partner.put(runs.get(k), others.get(k));
              }
            });
    if (partner.isEmpty()) {
      one.runs().forEach(run -> partner.put(run, run));
    }
    return partner;
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
