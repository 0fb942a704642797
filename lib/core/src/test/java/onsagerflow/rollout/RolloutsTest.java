package onsagerflow.rollout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Optional;
import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.meso.Closure;
import onsagerflow.meso.EntropySlope;
import onsagerflow.meso.MeanFieldKac;
import onsagerflow.meso.Mobility;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.meso.StochasticEquation;
import org.junit.jupiter.api.Test;

class RolloutsTest {

  private static final Grid GRID = new Grid(8, 8, 8);
  private static final Frame.Conditions AT = new Frame.Conditions(0.8, 0.01);
  private static final Kernel KERNEL = new Kernel(0, new double[] {0.9});

  private static StochasticEquation spde(Grid grid) {
    return new OnsagerFlow(
        grid,
        64,
        AT,
        Closure.COSH,
        Mobility.heatBath(1 / 0.8),
        EntropySlope.meanField(0.8, 64),
        KERNEL);
  }

  /// Runs of three times each, the first of which is not 0; two runs share their start.
  private static Trajectory recorded() {
    var frames = new ArrayList<Frame>();
    for (int run = 0; run < 3; run++) {
      var random = new SplittableRandom(run == 2 ? 0 : run);
      for (double time : new double[] {1, 1.5, 3}) {
        var m = new ScalarField(GRID).map(x -> random.nextDouble(-0.5, 0.5));
        frames.add(new Frame(time, 7 + run, AT, m, Optional.empty()));
      }
    }
    return new RecordedTrajectory(new Trajectory.Origin("", GRID, 8, 1), frames);
  }

  /// The learned equation counts spins, so that its first frame is rounded to them.
  @Test
  void eachRunStartsWhereOneOfTheOtherTrajectoryStarts() {
    var other = recorded();
    var rolled = Rollouts.of(RolloutsTest::spde).startingFrom(other).seed(3).runs(4).trajectory();
    assertEquals(12, rolled.size());
    for (int run = 0; run < 4; run++) {
      for (int i = 0; i < 3; i++) {
        assertEquals(other.time(i), rolled.time(3 * run + i), 0);
      }
    }
    var ensemble =
        new Ensemble(4, 3 ^ 0x5DEECE66DL)
            .record(
                "",
                new Rollout(SaveAt.times(0, 0.5, 2)).startingAt(1),
                () -> spde(GRID),
                run -> other.frame(3 * (run % 3)).m());
    for (int frame = 0; frame < 12; frame++) {
      assertArrayEquals(ensemble.frame(frame).m().values(), rolled.frame(frame).m().values(), 0);
    }
  }

  @Test
  void withoutNoiseOneStartIsRolledOutOnce() {
    var several = Rollouts.of(grid -> new MeanFieldKac(grid, AT, KERNEL)).startingFrom(recorded());
    assertEquals(9, several.trajectory().size());
    var m = ScalarField.uniform(GRID, 0.3);
    var one =
        Rollouts.of(grid -> new MeanFieldKac(grid, AT, KERNEL))
            .runs(7)
            .startingAt(m, m)
            .times(0, 2);
    assertEquals(2, one.trajectory().size());
  }

  /// K = β(1 − m²) vanishes where all spins are up, and the equation has noise all the same.
  @Test
  void noiseThatVanishesAtTheStartIsNoise() {
    var up = ScalarField.uniform(GRID, 1);
    var rolled =
        Rollouts.of(
                grid ->
                    new OnsagerFlow(
                        grid,
                        64,
                        AT,
                        Closure.ONSAGER,
                        Mobility.degenerate(1 / 0.8),
                        EntropySlope.meanField(0.8, 64),
                        KERNEL))
            .runs(3)
            .startingAt(up);
    assertEquals(3, rolled.trajectory().size());
  }

  @Test
  void fewerRunsThanStartsAreSpreadOverThem() {
    var fields = new ScalarField[6];
    for (int i = 0; i < 6; i++) {
      fields[i] = ScalarField.uniform(GRID, i / 8.0);
    }
    var rolled = Rollouts.of(RolloutsTest::spde).runs(3).startingAt(fields).trajectory();
    for (int run = 0; run < 3; run++) {
      assertEquals(2 * run / 8.0, rolled.frame(run).m().get(0), 0);
    }
  }

  @Test
  void runsThatStartAtOtherTimesAreRefused() {
    var late = new Frame(2, 9, AT, ScalarField.uniform(GRID, 0), Optional.empty());
    var frames = new ArrayList<>(((RecordedTrajectory) recorded()).frames().subList(0, 3));
    frames.add(late);
    var other = new RecordedTrajectory(new Trajectory.Origin("", GRID, 8, 1), frames);
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Rollouts.of(RolloutsTest::spde).startingFrom(other));
    assertEquals(
        "rollouts start at one time: run 7 begins at t = 1.0, run 9 at t = 2.0",
        refused.getMessage());
  }

  @Test
  void aFieldIsAStartToo() {
    var m = ScalarField.uniform(GRID, 0.25);
    var rolled = Rollouts.of(RolloutsTest::spde).startingAt(m).runs(3).times(0, 1).trajectory();
    assertEquals(6, rolled.size());
    assertArrayEquals(m.values(), rolled.frame(4).m().values());
  }

  /// What is said later of rollouts leaves those before as they were.
  @Test
  void eachWordGivesOtherRollouts() {
    var base = Rollouts.of(RolloutsTest::spde).startingFrom(recorded());
    var before = base.trajectory();
    base.seed(9).runs(2).times(1, 2).by(TrapezoidalLeap::new, 0.1).allowingReflections();
    base.startingAt(ScalarField.uniform(GRID, 0.5));
    var after = base.trajectory();
    assertEquals(before.size(), after.size());
    for (int frame = 0; frame < before.size(); frame++) {
      assertArrayEquals(before.frame(frame).m().values(), after.frame(frame).m().values(), 0);
    }
  }

  @Test
  void needsSomewhereToStart() {
    assertThrows(IllegalStateException.class, () -> Rollouts.of(RolloutsTest::spde).trajectory());
    var empty =
        new RecordedTrajectory(new Trajectory.Origin("", GRID, 8, 1), new ArrayList<Frame>());
    assertThrows(
        IllegalArgumentException.class, () -> Rollouts.of(RolloutsTest::spde).startingFrom(empty));
  }
}
