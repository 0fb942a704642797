package onsagerflow.estimate.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import onsagerflow.estimate.Learner;
import onsagerflow.estimate.data.Observations;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import org.junit.jupiter.api.Test;

/// Heat-bath spins, alike within a block, that feel the blocks about one beside their own.
class ReciprocityTest {

  private static final Grid GRID = new Grid(24, 24, 8);
  private static final int SPINS = 64;
  private static final double BETA = 1 / 0.7;

  /// @param shift of J along x, blocks
  private static Reciprocity found(int shift) {
    var random = new SplittableRandom(3);
    var frames = new ArrayList<Frame>();
    var at = new Frame.Conditions(1 / BETA, 0);
    for (int run = 0; run < 8; run++) {
      double mean = 0.15 * run;
      var up = new int[GRID.size()];
      for (int x = 0; x < up.length; x++) {
        up[x] = binomial(SPINS, (1 + mean) / 2, random);
      }
      for (int frame = 0; frame < 40; frame++) {
        var m = new ScalarField(GRID);
        for (int x = 0; x < up.length; x++) {
          m.set(x, 2.0 * up[x] / SPINS - 1);
        }
        frames.add(new Frame(0.1 * frame, run, at, m, Optional.empty()));
        for (int step = 0; step < 4; step++) {
          up = next(up, shift, random);
        }
      }
    }
    var data = new RecordedTrajectory(new Trajectory.Origin(GRID, 8), frames);
    var learned = Learner.standard().withRadius(2).fit(Observations.of(data));
    return learned.diagnostics().scoreTests().reciprocity();
  }

  /// A leap of 0.025 sweeps, J = 1/9 in a square of 3 × 3 blocks.
  private static int[] next(int[] up, int shift, SplittableRandom random) {
    double renewed = -Math.expm1(-0.025);
    var next = up.clone();
    for (int y = 0; y < GRID.ny(); y++) {
      for (int x = 0; x < GRID.nx(); x++) {
        double phi = 0;
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            phi += (2.0 * up[GRID.index(y + dy, x - shift + dx)] / SPINS - 1) / 9;
          }
        }
        int i = GRID.index(y, x);
        double p = renewed / (1 + Math.exp(-2 * BETA * phi));
        double q = renewed / (1 + Math.exp(2 * BETA * phi));
        next[i] += binomial(SPINS - up[i], p, random) - binomial(up[i], q, random);
      }
    }
    return next;
  }

  private static int binomial(int n, double p, SplittableRandom random) {
    int k = 0;
    for (int i = 0; i < n; i++) {
      k += random.nextDouble() < p ? 1 : 0;
    }
    return k;
  }

  @Test
  void aOneSidedInteractionIsNamed() {
    var found = found(1);
    assertEquals(1, found.alongX(), 0.25 + 4 * found.errorX());
    assertEquals(0, found.alongY(), 4 * found.errorY());
    assertTrue(found.cautions().getFirst().contains("non-reciprocal"), found.toString());
  }

  @Test
  void anEvenOneIsNot() {
    var found = found(0);
    assertEquals(0, found.alongX(), 4 * found.errorX());
    assertEquals(0, found.alongY(), 4 * found.errorY());
    assertEquals(List.of(), found.cautions());
  }
}
