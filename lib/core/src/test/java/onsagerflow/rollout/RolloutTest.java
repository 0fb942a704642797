package onsagerflow.rollout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.RecordedVectors;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.meso.AllenCahn;
import onsagerflow.meso.Closure;
import onsagerflow.meso.EntropySlope;
import onsagerflow.meso.MeanFieldKac;
import onsagerflow.meso.Mobility;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.meso.RotationalDiffusion;
import onsagerflow.statistics.Moments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutTest {

  private static final Grid GRID = new Grid(5, 4, 8);
  private static final Kernel NEIGHBOURS = new Kernel(1, new double[] {0, 1, 0, 1, 1, 1, 0, 1, 0});

  private static MeanFieldKac meanField(double beta) {
    return new MeanFieldKac(GRID, new Frame.Conditions(1 / beta, 0), NEIGHBOURS.scaled(0.2));
  }

  /// Noise off: eq. (3) ends at the Curie–Weiss magnetisation, through the same stepper.
  @ParameterizedTest
  @CsvSource({"1.2, 0.65857", "1.5, 0.85856", "2, 0.95750"})
  void deterministicRolloutEndsAtTheSteadyState(double beta, double m) {
    var frames = new ArrayList<Frame>();
    new Rollout(SaveAt.times(60))
        .run(
            meanField(beta),
            ScalarField.uniform(GRID, 0.1),
            3,
            RandomGenerator.getDefault(),
            frames::add);
    var end = frames.getFirst();
    assertEquals(m, end.m().get(7), 5e-6);
    assertEquals(3, end.run());
    assertEquals(1 / beta, end.conditions().temperature(), 0);
  }

  @Test
  void framesComeAtTheirTimesByStepsNoLongerThanAsked() {
    var frames = new ArrayList<Frame>();
    var initial = ScalarField.uniform(GRID, 0.1);
    var rollout = new Rollout(EulerMaruyama::new, 0.3, SaveAt.times(0, 1, 1.6, 4));
    var report = rollout.run(meanField(1.2), initial, 0, RandomGenerator.getDefault(), frames::add);
    assertArrayEquals(
        new double[] {0, 1, 1.6, 4}, frames.stream().mapToDouble(Frame::time).toArray());
    assertEquals(4 + 2 + 8, report.steps());
    assertEquals(0, report.clips());
    assertEquals(20, report.cells());
    assertEquals(0.1, frames.getFirst().m().get(0), 0);
    assertEquals(0.1, initial.get(0), 0); // untouched
    // by hand: four Euler steps of 1/4
    double m = 0.1;
    for (int step = 0; step < 4; step++) {
      m += 0.25 * (Math.tanh(1.2 * m) - m);
    }
    assertEquals(m, frames.get(1).m().get(3), 1e-15);
  }

  @Test
  void saveTimes() {
    assertArrayEquals(new double[] {0, 0.5, 1, 1.5}, SaveAt.every(0.5, 1.5).toArray(), 0);
    assertArrayEquals(new double[] {0, 0.4}, SaveAt.every(0.4, 0.7).toArray(), 0);
    assertEquals(11, SaveAt.every(0.1, 1).size());
    var falling = assertThrows(IllegalArgumentException.class, () -> SaveAt.times(1, 1));
    assertEquals(
        "save times must be finite, not negative and increase, got 1.0 after 1.0",
        falling.getMessage());
    assertThrows(IllegalArgumentException.class, () -> SaveAt.times());
    assertThrows(IllegalArgumentException.class, () -> SaveAt.times(-1));
    assertThrows(IllegalArgumentException.class, () -> SaveAt.every(0, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new Rollout(EulerMaruyama::new, 0, SaveAt.times(1)));
  }

  @Test
  void anExplosionIsReportedNotSaved() {
    var stiff = new AllenCahn(GRID, new Frame.Conditions(1, 0), 5, -1, 1);
    var initial = new ScalarField(GRID);
    Arrays.setAll(initial.values(), cell -> 0.5 * (cell % 2));
    var frames = new ArrayList<Frame>();
    var rollout = new Rollout(EulerMaruyama::new, 0.5, SaveAt.every(50, 50));
    var explosion =
        assertThrows(
            ArithmeticException.class,
            () -> rollout.run(stiff, initial, 0, RandomGenerator.getDefault(), frames::add));
    assertTrue(
        explosion.toString().endsWith("at t = 50.0: dt = 0.5 is too long for this equation"),
        explosion.toString());
    assertEquals(1, frames.size());
  }

  /// Noise that knows no bound, hitting the walls: a run fails unless told to count only.
  @Test
  void tooManyReflectionsFailTheRun() {
    var flow =
        new OnsagerFlow(
            GRID,
            4,
            new Frame.Conditions(0.5, 0.2),
            Closure.ONSAGER,
            Mobility.constant(2),
            EntropySlope.meanField(0.5, 4),
            new Kernel(0, new double[] {1}));
    var rollout = new Rollout(StochasticHeun::new, 0.1, SaveAt.times(10));
    var initial = ScalarField.uniform(GRID, 0.9);
    var failed =
        assertThrows(
            ArithmeticException.class,
            () -> rollout.run(flow, initial, 0, new CounterRandom(1, 0), frame -> {}));
    String message = String.valueOf(failed.getMessage());
    assertTrue(message.startsWith("cells were reflected at |m| = 1 in "), message);
    var report =
        rollout.allowingReflections().run(flow, initial, 0, new CounterRandom(1, 0), frame -> {});
    assertTrue(report.clipFraction() > 1e-4, report.toString());
  }

  /// Vectors precess, their scalar views go to the statistics of scalars.
  @Test
  void vectorsAreRolledOutAsNumbersAre() {
    var equation = new RotationalDiffusion(GRID, 0.5, 0);
    var start = new VectorField(GRID, 3);
    for (int cell = 0; cell < GRID.size(); cell++) {
      start.set(0, cell, 0.6);
      start.set(2, cell, 0.8);
    }
    var snapshots = new ArrayList<VectorFrame>();
    var report =
        new Rollout(StochasticHeun::new, 0.01, SaveAt.times(0, 1, 2))
            .run(equation, start, 4, new CounterRandom(1, 0), snapshots::add);
    assertEquals(new Rollout.Report(200, 0, GRID.size()), report);
    var record = new RecordedVectors(new Trajectory.Origin(GRID, 8), snapshots);
    var x = Moments.of(record.component(0));
    var length = Moments.of(record.norm());
    for (int i = 0; i < 3; i++) {
      assertEquals(0.6 * Math.cos(0.5 * i), x.get(i).m().value(), 1e-4);
      assertEquals(1, length.get(i).m2().value(), 1e-14);
    }
    assertEquals(4, record.run(2));
  }

  @Test
  void aFieldOfNumbersIsNoStateOfVectors() {
    var rollout = new Rollout(SaveAt.times(1));
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                rollout.run(
                    new RotationalDiffusion(GRID, 1, 1),
                    new ScalarField(GRID),
                    0,
                    new CounterRandom(1, 0),
                    frame -> {}));
    assertEquals("an initial field of 1 components for an equation of 3", refused.getMessage());
  }

  @Test
  void vectorsFarFromTheirSphereFailTheRun() {
    var rollout = new Rollout(EulerMaruyama::new, 1, SaveAt.times(4));
    var start = new VectorField(GRID, 3);
    java.util.Arrays.fill(start.values(), 0, GRID.size(), 1);
    var failed =
        assertThrows(
            ArithmeticException.class,
            () ->
                rollout.run(
                    new RotationalDiffusion(GRID, 1, 0),
                    start,
                    0,
                    new CounterRandom(1, 0),
                    snapshot -> {}));
    assertEquals(
        "vectors were brought back to |m| = 1 in 100.0 % of their updates up to t = 4.0 (allowed"
            + " 0.01 %): take a time step below 1.0, or larger blocks",
        failed.getMessage());
  }

  @Test
  void aFieldOnAnotherGridIsRefused() {
    var rollout = new Rollout(SaveAt.times(1));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            rollout.run(
                meanField(1.2),
                new ScalarField(new Grid(4, 5, 8)),
                0,
                RandomGenerator.getDefault(),
                frame -> {}));
  }

  @Test
  void interruptionCancels() {
    var rollout = new Rollout(SaveAt.times(1e9));
    Thread.currentThread().interrupt();
    assertThrows(
        CancellationException.class,
        () ->
            rollout.run(
                meanField(1.2),
                new ScalarField(GRID),
                0,
                RandomGenerator.getDefault(),
                frame -> {}));
    assertFalse(Thread.currentThread().isInterrupted());
  }
}
