package onsagerflow.rollout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import java.util.stream.Stream;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.RecordedVectors;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.meso.StochasticEquation;
import onsagerflow.meso.vector.Ferromagnet;
import onsagerflow.meso.vector.VectorLaw;
import onsagerflow.meso.vector.VectorOnsagerFlow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rollouts of the vector equation.
class VectorRolloutTest {

  private static final Grid GRID = new Grid(8, 8, 8);
  private static final Frame.Conditions AT =
      new Frame.Conditions(0.2, ExternalField.vector(0.01, 0, 0.02));
  private static final Kernel KERNEL = Kernel.gaussian(1, 2);

  private static VectorOnsagerFlow flow(Grid grid) {
    return new VectorOnsagerFlow(grid, 64, AT, VectorLaw.kac(0.2, 0.2, 1, KERNEL));
  }

  private static VectorField field(long seed) {
    var random = new SplittableRandom(seed);
    var m = new VectorField(GRID, 3);
    Arrays.setAll(m.values(), i -> random.nextDouble(-0.5, 0.5));
    return m;
  }

  /// Two runs of three times each, the first of which is not 0.
  private static RecordedVectors recorded() {
    var frames = new ArrayList<VectorFrame>();
    for (int run = 0; run < 2; run++) {
      for (double time : new double[] {1, 1.5, 3}) {
        frames.add(new VectorFrame(time, 7 + run, AT, field((long) (10 * run + time))));
      }
    }
    return new RecordedVectors(new Trajectory.Origin("", GRID, 8, 1), frames);
  }

  @Test
  void eachRunStartsWhereOneOfTheOtherTrajectoryStarts() {
    var other = recorded();
    var rolled = Rollouts.of(VectorRolloutTest::flow).startingFrom(other).seed(3).runs(3).vectors();
    assertEquals(9, rolled.size());
    for (int run = 0; run < 3; run++) {
      for (int i = 0; i < 3; i++) {
        assertEquals(other.time(i), rolled.time(3 * run + i), 0);
      }
      assertArrayEquals(
          other.m(3 * (run % 2)).values(), rolled.m(3 * run).values(), 0, "run " + run);
    }
    assertFalse(Arrays.equals(rolled.m(2).values(), rolled.m(8).values()));
    assertEquals(3, rolled.components());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void sameBitsWhateverTheThreadsOfAnEnsemble(int threads) {
    var rollout = new Rollout(Stepper::fast, 0.05, SaveAt.every(0.5, 2));
    var one =
        new Ensemble(5, 4, 1)
            .recordVectors("", rollout, () -> flow(GRID), VectorRolloutTest::field);
    var several =
        new Ensemble(5, 4, threads)
            .recordVectors("", rollout, () -> flow(GRID), VectorRolloutTest::field);
    for (int frame = 0; frame < one.size(); frame++) {
      assertEquals(one.run(frame), several.run(frame));
      assertArrayEquals(one.m(frame).values(), several.m(frame).values(), 0);
    }
  }

  static Stream<Function<StochasticEquation, Stepper>> methods() {
    return Stream.of(
        EulerMaruyama::new, StochasticHeun::new, AdamsBashforth::new, RotatingHeun::new);
  }

  /// On a grid whose bands are shared among threads.
  @ParameterizedTest
  @MethodSource("methods")
  void sameBitsWhateverTheThreadsOfAStep(Function<StochasticEquation, Stepper> method) {
    assertArrayEquals(afterSteps(method, 1), afterSteps(method, 3), 0);
  }

  private static double[] afterSteps(Function<StochasticEquation, Stepper> method, int threads) {
    var grid = new Grid(520, 510, 8);
    var stepper = method.apply(flow(grid));
    var m = new double[3 * grid.size()];
    Arrays.fill(m, 0.3);
    try (var pool = new ForkJoinPool(threads)) {
      pool.submit(
              () -> {
                for (int step = 0; step < 2; step++) {
                  stepper.step(0, m, 0.05, new CounterRandom(5, step));
                }
              })
          .join();
    }
    return m;
  }

  @Test
  void theDefaultStepIsMeasuredByTheFastestRate() {
    var equation = flow(GRID);
    double dt = Rollout.defaultTimeStep(equation, 0);
    assertEquals(0.1 / equation.fastestRate(0), dt, 0);
    assertTrue(dt > 0.05 && dt < 0.1, "dt " + dt);
    var strong =
        Ferromagnet.meanField(0.2, 1, 0.1, 1).llb(GRID, new Frame.Conditions(0.2, 30), KERNEL);
    assertTrue(Rollout.defaultTimeStep(strong, 0) < 0.1 / 30);
    assertEquals(0.1, Rollout.defaultTimeStep(new Linear(GRID, 3, 0, 0), 0), 0);
  }

  /// It is short enough for the method of rollouts, and one far too long is refused.
  @Test
  void theDefaultStepPassesItsCheck() {
    var equation = flow(GRID);
    double dt = Rollout.defaultTimeStep(equation, 0);
    var random = new CounterRandom(1, 0);
    assertTrue(TimeStepCheck.of(Stepper::fast, equation, field(1), dt, random).difference() < 2e-3);
    assertThrows(
        IllegalArgumentException.class,
        () -> TimeStepCheck.require(Stepper::fast, equation, field(1), 0, 60 * dt, random));
  }

  @Test
  void scalarsAndVectorsAreToldApart() {
    assertThrows(
        IllegalStateException.class,
        () -> Rollouts.of(VectorRolloutTest::flow).startingFrom(recorded()).trajectory());
    var scalar = new ScalarField(GRID);
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Rollouts.of(VectorRolloutTest::flow).startingAt(scalar).trajectory());
    assertEquals("an initial field of 1 components for an equation of 3", refused.getMessage());
  }

  @Test
  void withoutNoiseOneStartIsRolledOutOnce() {
    var rolled =
        Rollouts.of(grid -> flow(grid).deterministic())
            .startingAt(field(1), field(1))
            .times(0, 1)
            .vectors();
    assertEquals(1, rolled.runs().size());
  }

  /// Vectors of the LLG start from any length.
  @Test
  void aStartOfOtherLengthsIsNoReflection() {
    var magnet = Ferromagnet.meanField(0.2, 1, 0.1, 1);
    var rolled =
        Rollouts.of(grid -> magnet.llg(grid, AT, KERNEL))
            .startingAt(field(1))
            .times(0, 1)
            .vectors();
    assertEquals(magnet.order(), rolled.m(0).norm().mean(), 1e-12);
    assertEquals(magnet.order(), rolled.m(1).norm().mean(), 1e-12);
  }
}
