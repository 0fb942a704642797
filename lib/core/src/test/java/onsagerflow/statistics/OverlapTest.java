package onsagerflow.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Trajectory;
import org.junit.jupiter.api.Test;

class OverlapTest {

  private static final Grid GRID = new Grid(16, 16, 4);

  /// One start in every run, then noise of its own that takes over.
  private static Trajectory from(int runs, long seed) {
    var random = new SplittableRandom(seed);
    var frames = new ArrayList<Frame>();
    for (int run = 0; run < runs; run++) {
      var shared = new SplittableRandom(run);
      var start = Samples.field(GRID, cell -> shared.nextGaussian());
      for (int t = 0; t < 3; t++) {
        double share = t / 2.0;
        frames.add(
            Samples.frame(
                t,
                run,
                Samples.field(
                    GRID,
                    cell ->
                        Math.sqrt(1 - share) * start.get(cell)
                            + Math.sqrt(share) * random.nextGaussian())));
      }
    }
    return Samples.trajectory(frames);
  }

  @Test
  void fallsFromOneToNothing() {
    var q = Overlap.of(from(20, 1), from(25, 2));
    assertEquals(List.of(0.0, 1.0, 2.0), q.times());
    assertEquals(1, q.at(0).value(), 1e-12);
    assertEquals(0.5, q.at(1).value(), 5 * q.at(1).standardError());
    assertEquals(0, q.at(2).value(), 5 * q.at(2).standardError());
    assertEquals(1 / 16.0 / Math.sqrt(20), q.at(2).standardError(), 0.01);
    assertEquals(20, q.at(1).runs());
  }

  /// Numbers of runs are names: what belongs together has one start.
  @Test
  void runsOfOneStartBelongTogether() {
    var spins = from(6, 1);
    var renamed = new ArrayList<Frame>();
    for (int i = from(6, 2).size() - 1; i >= 0; i -= 3) { // last run first
      for (int t = 2; t >= 0; t--) {
        var frame = from(6, 2).frame(i - t);
        renamed.add(Samples.frame(frame.time(), 40 - frame.run(), frame.m()));
      }
    }
    var q = Overlap.of(spins, Samples.trajectory(renamed));
    var same = Overlap.of(spins, from(6, 2));
    assertEquals(same.times(), q.times());
    assertEquals(same.means(), q.means());
  }

  @Test
  void needsRunsInCommon() {
    var other = from(2, 1).ofRun(1);
    assertThrows(IllegalArgumentException.class, () -> Overlap.of(from(1, 1), other));
  }
}
