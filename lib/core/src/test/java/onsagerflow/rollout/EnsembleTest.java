package onsagerflow.rollout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;
import onsagerflow.meso.Closure;
import onsagerflow.meso.EntropySlope;
import onsagerflow.meso.Mobility;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.meso.StochasticEquation;
import onsagerflow.statistics.Moments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EnsembleTest {

  private static final Grid GRID = new Grid(12, 8, 8);
  private static final double T = 0.8;

  private static StochasticEquation spde() {
    return new OnsagerFlow(
        GRID,
        64,
        new Frame.Conditions(T, 0.01),
        Closure.COSH,
        Mobility.heatBath(1 / T),
        EntropySlope.meanField(T, 64),
        new Kernel(1, new double[] {.1, .1, .1, .1, .2, .1, .1, .1, .1}));
  }

  /// More frames than a run's queue holds, more runs than are in flight, a last time that waits.
  @Test
  void theSameBitsWhateverTheNumberOfThreads() {
    var rollout = new Rollout(SaveAt.every(0.1, 10));
    var reference =
        new Ensemble(9, 42, 1)
            .record("cosh", rollout, EnsembleTest::spde, run -> new ScalarField(GRID));
    assertEquals(9 * 101, reference.size());
    assertEquals(8, reference.origin().block());
    for (int i = 0; i < reference.size(); i++) {
      assertEquals(i / 101, reference.run(i));
      assertEquals(0.1 * (i % 101), reference.time(i), 1e-12);
    }
    for (int threads : new int[] {2, 5}) {
      var other =
          new Ensemble(9, 42, threads)
              .record("cosh", rollout, EnsembleTest::spde, run -> new ScalarField(GRID));
      for (int i = 0; i < reference.size(); i++) {
        assertArrayEquals(reference.frame(i).m().values(), other.frame(i).m().values(), 0);
        assertEquals(reference.run(i), other.run(i));
      }
    }
    // and a run is what a rollout of its own gives, whatever the number of runs
    var fewer =
        new Ensemble(2, 42, 2)
            .record("cosh", rollout, EnsembleTest::spde, run -> new ScalarField(GRID));
    assertArrayEquals(reference.frame(150).m().values(), fewer.frame(150).m().values(), 0);
  }

  @Test
  void theRunsThatAreLeftComeAsTheyWouldHave() {
    var rollout = new Rollout(SaveAt.every(0.5, 2));
    var all = new ArrayList<Frame>();
    new Ensemble(5, 3).run(rollout, EnsembleTest::spde, new ScalarField(GRID), all::add);
    var left = new ArrayList<Frame>();
    new Ensemble(5, 3).from(3).run(rollout, EnsembleTest::spde, new ScalarField(GRID), left::add);
    assertEquals(2 * 5, left.size());
    for (int i = 0; i < left.size(); i++) {
      assertEquals(all.get(15 + i).run(), left.get(i).run());
      assertArrayEquals(all.get(15 + i).m().values(), left.get(i).m().values(), 0);
    }
    assertThrows(IllegalArgumentException.class, () -> new Ensemble(5, 3).from(6));
  }

  @Test
  void runsAndSeedsDiffer() {
    var rollout = new Rollout(SaveAt.times(1));
    var a = new Ensemble(2, 1).record("", rollout, EnsembleTest::spde, i -> new ScalarField(GRID));
    var b = new Ensemble(2, 2).record("", rollout, EnsembleTest::spde, i -> new ScalarField(GRID));
    assertNotEquals(a.frame(0).m().get(0), a.frame(1).m().get(0));
    assertNotEquals(a.frame(0).m().get(0), b.frame(0).m().get(0));
  }

  @Test
  void stepsAndReflectionsAreSummed() {
    var rollout = new Rollout(EulerMaruyama::new, 0.1, SaveAt.every(1, 2)).allowingReflections();
    var full = ScalarField.uniform(GRID, 1);
    var report = new Ensemble(4, 1, 2).run(rollout, EnsembleTest::spde, full, frame -> {});
    assertEquals(4 * 20, report.steps());
    assertEquals(GRID.size(), report.cells());
    assertTrue(report.clips() > 0);
    assertEquals(report.clips() / (80.0 * GRID.size()), report.clipFraction(), 1e-15);
  }

  @Test
  @Timeout(30)
  void failuresOfSinkAndRunReachTheCaller() {
    var rollout = new Rollout(SaveAt.every(0.1, 20));
    var ensemble = new Ensemble(6, 1, 2);
    var full = new IllegalStateException("disk full");
    var thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                ensemble.run(
                    rollout,
                    EnsembleTest::spde,
                    new ScalarField(GRID),
                    frame -> {
                      throw full;
                    }));
    assertSame(full, thrown);
    var wrongGrid = new ScalarField(new Grid(3, 3, 8));
    assertThrows(
        IllegalArgumentException.class,
        () -> ensemble.run(rollout, EnsembleTest::spde, wrongGrid, frame -> {}));
    assertThrows(IllegalArgumentException.class, () -> new Ensemble(0, 1));
  }

  @Test
  @Timeout(30)
  void interruptionCancelsAllRuns() throws InterruptedException {
    var started = new CountDownLatch(1);
    var outcome = new AtomicReference<Throwable>();
    var caller =
        new Thread(
            () -> {
              try {
                new Ensemble(4, 1, 2)
                    .run(
                        new Rollout(SaveAt.times(0, 1e9)),
                        EnsembleTest::spde,
                        new ScalarField(GRID),
                        frame -> started.countDown());
              } catch (CancellationException cancelled) {
                outcome.set(cancelled);
              }
            });
    caller.start();
    assertTrue(started.await(20, TimeUnit.SECONDS));
    caller.interrupt();
    caller.join(TimeUnit.SECONDS.toMillis(20));
    assertTrue(outcome.get() instanceof CancellationException);
  }

  /// Independent cells without a force: ⟨m²⟩ grows as 2t/v, and the scatter between runs predicts
  /// the error of its mean.
  @Test
  void standardErrorsCoverTheTruth() {
    var rollout = new Rollout(EulerMaruyama::new, 0.05, SaveAt.times(0.5));
    int inside = 0;
    for (int seed = 0; seed < 40; seed++) {
      var moments = new Moments();
      new Ensemble(20, seed)
          .run(rollout, () -> new Linear(GRID, 0, 0.02, 0), new ScalarField(GRID), moments);
      var m2 = moments.points().getFirst().m2();
      assertEquals(20, m2.runs());
      inside += Math.abs(m2.value() - 0.01) < 2 * m2.standardError() ? 1 : 0;
    }
    // Student's t with 19 degrees of freedom: 94 % within two standard errors; binomial, 40 times
    assertTrue(inside >= 33, "within two standard errors: " + inside + " of 40");
    var all = new ArrayList<Frame>();
    new Ensemble(3, 1)
        .run(rollout, () -> new Linear(GRID, 0, 0.02, 0), new ScalarField(GRID), all::add);
    assertEquals(3, all.size());
  }
}
