package onsagerflow.estimate;

import java.util.ArrayList;
import java.util.Optional;
import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.meso.AllenCahn;
import onsagerflow.rollout.ExponentialRungeKutta;
import onsagerflow.rollout.Rollout;
import onsagerflow.rollout.SaveAt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The fit to data that obey the Allen–Cahn equation with known constants.
class AllenCahnFitTest {

  private static final Grid GRID = new Grid(32, 32, 8);
  private static final AllenCahn.Coefficients TRUTH =
      new AllenCahn.Coefficients(1.5, -0.25, 0.65, 1.25, 0.015);

  /// Frame pairs of runs that start at random and coarsen.
  static RecordedTrajectory pairs(
      AllenCahn.Coefficients truth, double h, double lag, int runs, long seed) {
    var conditions = new Frame.Conditions(0.8, h);
    var equation = new AllenCahn(GRID, conditions, truth);
    var random = new SplittableRandom(seed);
    var frames = new ArrayList<Frame>();
    for (int run = 0; run < runs; run++) {
      var m = new ScalarField(GRID);
      double mean = 0.2 * (run % 4) - 0.3;
      for (int x = 0; x < m.size(); x++) {
        m.set(x, mean + 0.125 * random.nextGaussian());
      }
      var times = new double[10];
      for (int pair = 0; pair < 5; pair++) {
        times[2 * pair] = 1.5 * pair;
        times[2 * pair + 1] = 1.5 * pair + lag;
      }
      var saved = new ArrayList<Frame>();
      new Rollout(ExponentialRungeKutta::new, 0.025, SaveAt.times(times))
          .run(equation, m, 0, random, saved::add);
      for (int i = 0; i < saved.size(); i++) {
        var f = saved.get(i);
        frames.add(new Frame(f.time(), 5 * run + i / 2, conditions, f.m(), Optional.empty()));
      }
    }
    var origin = new Trajectory.Origin("Allen-Cahn", GRID, 8, seed);
    return new RecordedTrajectory(origin, frames);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.4})
  void scratch(double lag) {
    for (int set = 0; set < 8; set++) {
      var fit = AllenCahnFit.of(Observations.of(pairs(TRUTH, 0, lag, 8, set)));
      System.out.println(lag + " " + fit);
    }
  }
}
