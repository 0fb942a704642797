package onsagerflow.estimate.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import onsagerflow.coarsen.BlockAverage;
import onsagerflow.coarsen.Recorder;
import onsagerflow.coarsen.Schedule;
import onsagerflow.estimate.Learner;
import onsagerflow.estimate.data.Observations;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.Symmetry;
import onsagerflow.field.Trajectory;
import onsagerflow.micro.KacIsing;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Symmetries imposed on interactions that have them or have not.
class AsymmetryTest {

  private static final int REACH = 24;

  /// A Gaussian of standard deviations along y and x, of sum 1.
  private static Kernel gaussian(double alongY, double alongX) {
    int width = 2 * REACH + 1;
    var values = new double[width * width];
    double sum = 0;
    for (int y = -REACH; y <= REACH; y++) {
      for (int x = -REACH; x <= REACH; x++) {
        double r = y * y / (alongY * alongY) + x * x / (alongX * alongX);
        double value = y == 0 && x == 0 ? 0 : Math.exp(-r / 2);
        values[(y + REACH) * width + x + REACH] = value;
        sum += value;
      }
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= sum;
    }
    return new Kernel(REACH, values);
  }

  private static Asymmetry found(Kernel kernel, Symmetry symmetry) {
    var spins = new KacIsing(Grid.square(256), kernel, new Frame.Conditions(0.9, 0));
    var frames = new ArrayList<Frame>();
    var recorder = new Recorder(new BlockAverage(8), false);
    int run = 0;
    for (double mean : new double[] {0, 0.4, -0.4, 0.7}) {
      spins.magnetise(mean, new SplittableRandom(run));
      var schedule = Schedule.pairs(0.1, Schedule.even(0.1, 12, 25));
      run = recorder.record(spins, schedule, run, new SplittableRandom(5 + run), frames::add);
    }
    var data =
        new RecordedTrajectory(
            new Trajectory.Origin("Kac-Ising", new Grid(32, 32, 8), 8, 1), frames);
    var learner = Learner.standard().with(symmetry).withRadius(3);
    return learner.fit(Observations.of(data)).diagnostics().scoreTests().asymmetry();
  }

  @ParameterizedTest
  @EnumSource(names = {"C4", "RADIAL"})
  void anInteractionLongerAlongXIsNamed(Symmetry symmetry) {
    var found = found(gaussian(4, 14), symmetry);
    assertTrue(found.cautions().getFirst().startsWith("J lacks the "), found.toString());
  }

  @ParameterizedTest
  @EnumSource
  void oneThatIsRoundIsNot(Symmetry symmetry) {
    var found = found(gaussian(8, 8), symmetry);
    assertEquals(List.of(), found.cautions());
    assertTrue(found.check().probability() > 1e-3, found.toString());
  }
}
