package onsagerflow.field;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which runs of a trajectory begin from one and the same field, in single precision as in files:
/// what comes of them has the chance of the start in common.
///
/// @param runs numbers of the runs from each start, by its digest, in the order of the trajectory
public record Starts(Map<String, List<Integer>> runs) {

  /// Those of all runs; of each the first frame is read.
  public static Starts of(Trajectory trajectory) {
    var runs = new LinkedHashMap<String, List<Integer>>();
    var begun = new TreeSet<Integer>();
    for (int frame = 0; frame < trajectory.size(); frame++) {
      int run = trajectory.run(frame);
      if (begun.add(run)) {
        // + 0f: 0 and −0 are one number
        String start = Digest.of(trajectory.m(frame).map(m -> (float) m + 0f).values());
        runs.computeIfAbsent(start, s -> new ArrayList<>()).add(run);
      }
    }
    return new Starts(runs);
  }

  /// The numbers of the runs from a start.
  public List<Integer> from(String start) {
    return runs.getOrDefault(start, List.of());
  }

  /// Of some runs only.
  public Starts of(Set<Integer> some) {
    var kept = new LinkedHashMap<String, List<Integer>>();
    runs.forEach(
        (start, all) -> {
          var left = all.stream().filter(some::contains).toList();
          if (!left.isEmpty()) {
            kept.put(start, left);
          }
        });
    return new Starts(kept);
  }
}
