package onsagerflow.rollout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;
import onsagerflow.field.TimeProgram;
import onsagerflow.meso.AllenCahn;
import onsagerflow.meso.Closure;
import onsagerflow.meso.EntropySlope;
import onsagerflow.meso.MeanFieldKac;
import onsagerflow.meso.Mobility;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.meso.StochasticEquation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The orders of the steppers in a field that changes in time.
class DrivenStepperTest {

  private static final Grid GRID = new Grid(12, 12, 8);
  private static final Kernel NEIGHBOURS =
      new Kernel(1, new double[] {0, .2, 0, .2, .2, .2, 0, .2, 0});

  private static Frame.Conditions driven(double temperature) {
    var wave = new ScalarField(GRID);
    for (int cell = 0; cell < wave.size(); cell++) {
      wave.set(cell, Math.cos(2 * Math.PI * (cell % 12) / 12));
    }
    var field = ExternalField.pattern(wave).times(TimeProgram.harmonic(0.6, 2.5, 0.7));
    return new Frame.Conditions(temperature, field);
  }

  static Stream<Arguments> deterministic() {
    var meanField = new MeanFieldKac(GRID, driven(0.7), NEIGHBOURS);
    var allenCahn = new AllenCahn(GRID, driven(0.7), 0.2, -0.3, 0.8);
    return Stream.of(
        Arguments.of("Euler", new EulerMaruyama(meanField).withoutNoise(), 1),
        Arguments.of("Heun", new StochasticHeun(meanField).withoutNoise(), 2),
        Arguments.of("exponential", new ExponentialRungeKutta(allenCahn), 2));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deterministic")
  void orderWithoutNoise(String name, Stepper stepper, int order) {
    double ratio =
        distance(path(stepper, 0.1), path(stepper, 0.05))
            / distance(path(stepper, 0.05), path(stepper, 0.025));
    assertEquals(order, Math.log(ratio) / Math.log(2), 0.1, name);
  }

  private static double[] path(Stepper stepper, double dt) {
    var m = new double[GRID.size()];
    Arrays.setAll(m, cell -> 0.5 * Math.sin(cell * Math.PI / 6));
    for (int step = 0; step < Math.round(4 / dt); step++) {
      stepper.step(1 + step * dt, m, dt, new CounterRandom(1, 0));
    }
    return m;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  static Stream<Arguments> leaps() {
    Function<StochasticEquation, Stepper> first = BinomialLeap::new;
    Function<StochasticEquation, Stepper> halves = TrapezoidalLeap::new;
    Function<StochasticEquation, Stepper> adams = AdamsBashforthLeap::new;
    return Stream.of(Arguments.of(first, 1), Arguments.of(halves, 2), Arguments.of(adams, 2));
  }

  /// Of free spins, whose mean is m(t) = e^{−t} m(0) + ∫ e^{−(t−s)} tanh βh(s) ds; of 10¹⁰ of them,
  /// so that their noise of 10⁻⁵ does not count.
  @ParameterizedTest
  @MethodSource("leaps")
  void orderOfTheMeanOfFlips(Function<StochasticEquation, Stepper> method, int order) {
    var sine = TimeProgram.harmonic(0.9, 3, 0.7);
    double coarse = errorOfFlips(method, sine, 0.2);
    double fine = errorOfFlips(method, sine, 0.1);
    assertTrue(fine > 1e-4, "an error that can be told from noise: " + fine);
    assertEquals(order, Math.log(coarse / fine) / Math.log(2), 0.2);
  }

  /// m(t) from m(0) = 0, by the midpoint rule.
  private static double exactMean(TimeProgram h, double t) {
    double sum = 0;
    int points = 10_000;
    for (int i = 0; i < points; i++) {
      double s = (i + 0.5) * t / points;
      sum += t / points * Math.exp(s - t) * Math.tanh(h.at(s));
    }
    return sum;
  }

  /// Root mean square over t = 0.4, 0.8, …, 6.
  private static double errorOfFlips(
      Function<StochasticEquation, Stepper> method, TimeProgram h, double dt) {
    int v = 1_000_000;
    var grid = new Grid(100, 100, 1000);
    var stepper =
        method.apply(
            new OnsagerFlow(
                    grid,
                    v,
                    new Frame.Conditions(1, ExternalField.program(h)),
                    Closure.COSH,
                    Mobility.heatBath(1),
                    EntropySlope.meanField(1, v),
                    new Kernel(0, new double[1]))
                .withFiniteBlock(false));
    var m = new ScalarField(grid);
    var random = new CounterRandom(3, 0);
    stepper.start(m.values(), random);
    int looks = 15;
    int every = (int) Math.round(0.4 / dt);
    double squares = 0;
    for (int step = 1; step <= looks * every; step++) {
      stepper.step((step - 1) * dt, m.values(), dt, random);
      if (step % every == 0) {
        squares += Math.pow(m.mean() - exactMean(h, step * dt), 2);
      }
    }
    return Math.sqrt(squares / looks);
  }

  @Test
  void aRolloutFollowsTheFieldFromItsStart() {
    double start = 3.7;
    var later = frames(rollout().startingAt(start), TimeProgram.harmonic(0.4, 5, 0));
    var shifted = frames(rollout(), TimeProgram.harmonic(0.4, 5, 2 * Math.PI * start / 5));
    for (int i = 0; i < later.size(); i++) {
      assertEquals(start + shifted.get(i).time(), later.get(i).time());
      assertArrayEquals(shifted.get(i).m().values(), later.get(i).m().values(), 1e-12);
    }
    assertTrue(Math.abs(later.getLast().m().mean()) > 0.05, "the field drives m");
  }

  private static Rollout rollout() {
    return new Rollout(StochasticHeun::new, 0.1, SaveAt.times(0, 1, 3));
  }

  private static List<Frame> frames(Rollout rollout, TimeProgram h) {
    var frames = new ArrayList<Frame>();
    var conditions = new Frame.Conditions(0.9, ExternalField.program(h));
    rollout.run(
        new MeanFieldKac(GRID, conditions, NEIGHBOURS),
        new ScalarField(GRID),
        0,
        new CounterRandom(1, 0),
        frames::add);
    return frames;
  }

  @Test
  void aRolloutBeyondTheProgramIsRefused() {
    var ramp = TimeProgram.linear(new double[] {0, 2.5}, new double[] {0, 1});
    var refused = assertThrows(IllegalArgumentException.class, () -> frames(rollout(), ramp));
    assertEquals(
        "the field program ends at t = 2.5 sweeps, the run at t = 3.0: give values up to there",
        refused.getMessage());
  }

  @Test
  void theCheckOfATimeStepStaysWithinTheProgram() {
    var ramp = TimeProgram.linear(new double[] {0, 0.35}, new double[] {0, 1});
    var equation =
        new MeanFieldKac(GRID, new Frame.Conditions(0.9, ExternalField.program(ramp)), NEIGHBOURS);
    var m = ScalarField.uniform(GRID, 0.2);
    var random = new CounterRandom(1, 0);
    assertTrue(TimeStepCheck.of(StochasticHeun::new, equation, m, 0, 0.1, random).isShortEnough());
    assertTrue(TimeStepCheck.of(StochasticHeun::new, equation, m, 0, 0.5, random).isShortEnough());
  }

  @Test
  void aStepWithoutATimeNeedsAConstantField() {
    var equation =
        new MeanFieldKac(
            GRID, new Frame.Conditions(0.9, ExternalField.harmonic(0.1, 5)), NEIGHBOURS);
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new StochasticHeun(equation)
                    .step(new double[GRID.size()], 0.1, new CounterRandom(1, 0)));
    assertTrue(
        String.valueOf(refused.getMessage()).startsWith("a field that is constant in time"),
        refused.getMessage());
  }
}
