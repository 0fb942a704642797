package onsagerflow.estimate.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import onsagerflow.coarsen.BlockAverage;
import onsagerflow.coarsen.Recorder;
import onsagerflow.coarsen.Schedule;
import onsagerflow.estimate.Learner;
import onsagerflow.estimate.data.Observations;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.Trajectory;
import onsagerflow.micro.KacIsing;
import onsagerflow.micro.KacKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs that are said to be alike, and are or are not.
class RunDifferencesTest {

  private static final Frame.Conditions SAID = new Frame.Conditions(1.2, 0);

  /// Six runs of 40 pairs each, every other with the field h and the temperature T, none of it
  /// said.
  private static RunDifferences found(double temperature, double h, long seed) {
    var frames = new ArrayList<Frame>();
    var recorder = new Recorder(new BlockAverage(8), false);
    int run = 0;
    double[] means = {0, 0, 0.5, 0.5, -0.5, -0.5};
    for (int k = 0; k < means.length; k++) {
      var conditions = k % 2 == 0 ? SAID : new Frame.Conditions(temperature, h);
      var spins = new KacIsing(Grid.square(128), KacKernel.bump(16), conditions);
      spins.magnetise(means[k], new SplittableRandom(seed + k));
      var schedule = Schedule.pairs(0.1, Schedule.even(0.1, 12, 40));
      run =
          recorder.record(
              spins,
              schedule,
              run,
              new SplittableRandom(seed + 10 + k),
              f -> frames.add(new Frame(f.time(), f.run(), SAID, f.m(), Optional.empty())));
    }
    var data =
        new RecordedTrajectory(
            new Trajectory.Origin("Kac-Ising", new Grid(16, 16, 8), 8, 1), frames);
    var learned = Learner.standard().withRadius(2).fit(Observations.of(data));
    return learned.diagnostics().scoreTests().runs();
  }

  /// Of four sets the mean is within three standard errors of 0.
  @Test
  void runsThatAreAlikeDifferByChance() {
    double mean = 0;
    for (int set = 0; set < 4; set++) {
      var found = found(1.2, 0, 100L * set);
      assertEquals(List.of(), found.cautions(), found.toString());
      mean += found.excess() / 4;
    }
    assertEquals(0, mean, 3 / Math.sqrt(4));
  }

  /// A difference of 0 says nothing.
  @Test
  void onlyWhatDiffersIsSaid() {
    String said = new RunDifferences(1, 4, 0, 0.012, 10).cautions().getFirst();
    assertTrue(said.contains("as if their temperatures differed by 0.012 or more (rms of"), said);
    said = new RunDifferences(1, 4, 0.02, 0.012, 10).cautions().getFirst();
    assertTrue(
        said.contains("fields differed by 0.020, or their temperatures differed by 0.012 or"),
        said);
  }

  @ParameterizedTest
  @CsvSource({"1.2, 0.1", "1.2, -0.1", "1.8, 0", "0.8, 0"})
  void runsInAnotherFieldOrAtAnotherTemperatureAreNamed(double temperature, double h) {
    var found = found(temperature, h, 7);
    assertTrue(found.cautions().getFirst().contains("differ by more than chance"));
  }
}
