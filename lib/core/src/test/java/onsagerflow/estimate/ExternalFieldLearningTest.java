package onsagerflow.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import onsagerflow.coarsen.BlockAverage;
import onsagerflow.coarsen.Recorder;
import onsagerflow.coarsen.Schedule;
import onsagerflow.estimate.data.Observation;
import onsagerflow.estimate.data.Observations;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.TimeProgram;
import onsagerflow.field.Trajectory;
import onsagerflow.meso.Gauge;
import onsagerflow.micro.KacIsing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Data in a field h(x, t): independent spins have J = 0, whatever the field does to m.
class ExternalFieldLearningTest {

  private static final Grid BLOCKS = new Grid(32, 32, 4);
  private static final Kernel NO_INTERACTION = new Kernel(1, new double[9]);

  /// h = 0.5 sin(2πx/32), x in blocks.
  private static ExternalField wave() {
    var h = new ScalarField(BLOCKS);
    for (int cell = 0; cell < h.size(); cell++) {
      h.set(cell, 0.5 * Math.sin(2 * Math.PI * (cell % 32) / 32));
    }
    return ExternalField.pattern(h);
  }

  private static RecordedTrajectory record(
      ExternalField field, Schedule schedule, boolean generator) {
    var spins = new KacIsing(Grid.square(128), NO_INTERACTION, new Frame.Conditions(1, field));
    var frames = new ArrayList<Frame>();
    new Recorder(new BlockAverage(4), generator)
        .record(spins, schedule, new double[] {0, 0.5, -0.5}, new SplittableRandom(5), frames::add);
    return new RecordedTrajectory(new Trajectory.Origin("free spins", BLOCKS, 4, 5), frames);
  }

  private static RecordedTrajectory withoutField(RecordedTrajectory data) {
    return new RecordedTrajectory(
        data.origin(),
        data.frames().stream()
            .map(
                f -> new Frame(f.time(), f.run(), new Frame.Conditions(1, 0), f.m(), f.generator()))
            .toList());
  }

  private static Learned learn(Trajectory data) {
    return Learner.standard().withRadius(2).with(new Gauge.Centre(0)).fit(Observations.of(data));
  }

  /// Mean square of J over its standard errors: of 12 independent unknowns 1 ± √(2/12).
  private static double chiSquare(Learned learned) {
    var j = learned.model().kernel();
    var error = learned.model().kernelError();
    double sum = 0;
    int count = 0;
    for (int dy = -2; dy <= 2; dy++) {
      for (int dx = -2; dx <= 2; dx++) {
        if (dy != 0 || dx != 0) {
          sum += Math.pow(j.get(dy, dx) / error.get(dy, dx), 2);
          count++;
        }
      }
    }
    return sum / count;
  }

  private static void assertFree(Trajectory data, double largest) {
    var learned = learn(data);
    assertEquals(1, chiSquare(learned), 4 * Math.sqrt(2.0 / 12), "J over its errors");
    assertEquals(0, learned.model().kernel().total(), largest);
    var slope = learned.model().entropySlope(); // s′ = T artanh m
    assertEquals(Math.log(3) / 2, slope.at(0.5), 4 * slope.standardErrorAt(0.5));
  }

  @Test
  void pairsOfFreeSpinsInAWaveHaveNoInteraction() {
    var data = record(wave(), Schedule.pairs(0.1, Schedule.even(0.3, 4, 25)), false);
    assertFree(data, 0.1);
    double unaware = learn(withoutField(data)).model().kernel().total();
    assertTrue(unaware > 0.3, "not told of the field, the fit takes it for J: " + unaware);
  }

  @Test
  void generatorChannelsOfFreeSpinsInAWaveHaveNoInteraction() {
    var data = record(wave(), Schedule.series(Schedule.even(0.3, 4, 8)), true);
    var learned = learn(data);
    assertEquals(0, learned.model().kernel().total(), 0.02);
    var unaware = learn(withoutField(data));
    assertTrue(unaware.model().kernel().total() > 0.3, "not told of the field");
  }

  @Test
  void pairsInAFieldThatOscillatesHaveNoInteraction() {
    var field = ExternalField.harmonic(0.6, 3).plus(wave());
    assertFree(record(field, Schedule.pairs(0.1, Schedule.even(0.3, 6, 25)), false), 0.1);
  }

  @Test
  void observationsHaveTheFieldOfEachEnd() {
    var sine = TimeProgram.harmonic(1, 8, 0);
    var field = wave().times(sine);
    var pairs = Observations.of(record(field, Schedule.pairs(0.5, 1, 3), false));
    var pair = (Observation.Increment) pairs.get(1);
    double[] wave = wave().at(0, BLOCKS).values();
    for (int x = 0; x < wave.length; x++) {
      assertEquals(wave[x] * sine.at(3), pair.fieldAtStart()[x], 1e-15);
      assertEquals(wave[x] * sine.at(3.5), pair.fieldAtEnd()[x], 1e-15);
      assertEquals(
          wave[x] * (0.75 * sine.at(3) + 0.25 * sine.at(3.5)), pair.fieldAfter(0.25)[x], 1e-15);
    }
    assertEquals(List.of(field), pairs.fields());
  }

  @Test
  void aConstantFieldIsHeldOnce() {
    var pairs = Observations.of(record(wave(), Schedule.pairs(0.5, 1, 3), false));
    var first = (Observation.Increment) pairs.get(0);
    var second = (Observation.Increment) pairs.get(1);
    assertSame(first.h(), second.h());
    assertSame(first.h(), first.hAfter());
    assertArrayEquals(wave().at(0, BLOCKS).values(), first.fieldAtStart());
  }

  /// Frames of one run whose fields are the given ones.
  private static Trajectory run(double[] times, List<ExternalField> fields) {
    var grid = new Grid(4, 4, 4);
    var random = new SplittableRandom(1);
    var frames = new ArrayList<Frame>();
    for (int i = 0; i < times.length; i++) {
      var m = new ScalarField(grid);
      for (int cell = 0; cell < m.size(); cell++) {
        m.set(cell, random.nextDouble() - 0.5);
      }
      frames.add(
          new Frame(times[i], 0, new Frame.Conditions(1, fields.get(i)), m, Optional.empty()));
    }
    return new RecordedTrajectory(new Trajectory.Origin("none", grid, 4, 1), frames);
  }

  @Test
  void aRunThatChangesItsFieldWithoutAProgramIsRefused() {
    var trajectory =
        run(
            new double[] {0, 1, 2},
            List.of(
                ExternalField.uniform(0.1),
                ExternalField.uniform(0.1),
                ExternalField.uniform(0.2)));
    var refused = assertThrows(IllegalArgumentException.class, () -> Observations.of(trajectory));
    assertEquals(
        "conditions change within run 0 between frames 1 and 2: field h is 0.1, then 0.2, and no"
            + " time program says how it went from one to the other; other conditions are another"
            + " run",
        refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStepBetweenFramesIsRefusedAndARampIsNot(boolean step) {
    double[] times = {0, 1, 2, 3, 4};
    double[] h = {0.1, 0.1, 0.2, step ? 0.2 : 0.3, 0.3};
    var program = ExternalField.program(TimeProgram.linear(times, h));
    var trajectory = run(times, List.of(program, program, program, program, program));
    if (!step) {
      assertEquals(4, Observations.of(trajectory).size());
      return;
    }
    var refused = assertThrows(IllegalArgumentException.class, () -> Observations.of(trajectory));
    assertEquals(
        "field h steps from 0.1 to 0.2 between frames 1 and 2 of run 0, t = 1.0 to 2.0, and nothing"
            + " says when: number the frames after it as another run",
        refused.getMessage());
  }
}
