package onsagerflow.estimate.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import onsagerflow.coarsen.BlockAverage;
import onsagerflow.coarsen.Recorder;
import onsagerflow.coarsen.Schedule;
import onsagerflow.estimate.Learner;
import onsagerflow.estimate.data.Observations;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.meso.AllenCahn;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.meso.StochasticEquation;
import onsagerflow.micro.KacIsing;
import onsagerflow.micro.KacKernel;
import onsagerflow.rollout.Rollout;
import onsagerflow.rollout.SaveAt;
import onsagerflow.rollout.StochasticHeun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// All baselines from one recording of spins, from pairs and from generator channels.
class BaselineTest {

  private static final Frame.Conditions CONDITIONS = new Frame.Conditions(0.9, 0);
  private static final Grid BLOCKS = new Grid(32, 32, 8);
  private static final Observations PAIRS = observations(false);
  private static final Observations GENERATOR = observations(true);

  private static Observations observations(boolean generator) {
    var frames = new ArrayList<Frame>();
    var schedule =
        generator
            ? Schedule.series(Schedule.even(0.3, 12, 12))
            : Schedule.pairs(0.1, Schedule.even(0.3, 12, 12));
    double[] means = {0, 0.3, -0.5};
    new Recorder(new BlockAverage(8), generator)
        .record(
            new KacIsing(Grid.square(256), KacKernel.bump(16), CONDITIONS),
            schedule,
            means,
            new SplittableRandom(1),
            frames::add);
    var origin = new Trajectory.Origin("Kac-Ising", BLOCKS, 8, 1);
    return Observations.of(new RecordedTrajectory(origin, frames));
  }

  @ParameterizedTest
  @EnumSource
  void rollsOutOnAnyGrid(Baseline baseline) {
    var kernel = KacKernel.blockKernel(KacKernel.bump(16), 8);
    var grid = new Grid(16, 24, 8);
    for (var data : new Observations[] {PAIRS, GENERATOR}) {
      var equation = baseline.fit(data, kernel, CONDITIONS).apply(grid);
      assertEquals(CONDITIONS, equation.conditions());
      var m = new double[grid.size()];
      Arrays.fill(m, 0.3);
      var drift = new double[m.length];
      var noise = new double[m.length];
      equation.evaluate(m, drift, noise);
      boolean noisy = baseline.title().endsWith("noise") || baseline == Baseline.KRAMERS_MOYAL;
      assertEquals(noisy, noise[0] > 0);
      // the uniform state at β = 1/0.9 grows or decays as −m + tanh βm
      assertEquals(Math.tanh(0.3 / 0.9) - 0.3, drift[0], 0.02);
      var end = new ArrayList<Frame>();
      new Rollout(StochasticHeun::new, 0.1, SaveAt.times(10))
          .allowingReflections()
          .run(equation, new ScalarField(grid, m), 0, new SplittableRandom(1), end::add);
      assertEquals(0.35, end.getFirst().m().mean(), 0.15);
    }
  }

  /// Both ways to read the data agree on what they say of the long waves.
  @Test
  void pairsAndGeneratorChannelsGiveOneEquation() {
    var pairs = AllenCahnFit.of(PAIRS, AllenCahnFit.LONG_WAVES);
    var generator = AllenCahnFit.of(GENERATOR, AllenCahnFit.LONG_WAVES);
    assertEquals(
        generator.coefficients().r(), pairs.coefficients().r(), 3 * pairs.standardError().r());
    assertEquals(generator.coefficients().noise(), pairs.coefficients().noise(), 0.0015);
    assertTrue(generator.standardError().kappa() < pairs.standardError().kappa());
  }

  @Test
  void aFitHoldsAtTheTemperatureOfItsData() {
    var kernel = KacKernel.blockKernel(KacKernel.bump(16), 8);
    var warm = new Frame.Conditions(1.1, 0);
    var derived = Baseline.ALLEN_CAHN.fit(PAIRS, kernel, warm).apply(BLOCKS);
    assertEquals(1 - kernel.total() / 1.1, ((AllenCahn) derived).coefficients().r(), 1e-12);
    var fitted = Baseline.ALLEN_CAHN_NOISE.fit(PAIRS, kernel, warm);
    assertThrows(IllegalArgumentException.class, () -> fitted.apply(BLOCKS));
  }

  @Test
  void allStandBesideWhatWasLearned() {
    var learned = Learner.standard().withRadius(2).fit(PAIRS).model();
    var all = Baseline.beside(learned, PAIRS);
    var titles = new ArrayList<>(List.of("learned"));
    Arrays.stream(Baseline.values()).map(Baseline::title).forEach(titles::add);
    assertEquals(titles, List.copyOf(all.keySet()));
    for (var baseline : Baseline.values()) {
      var alone = baseline.fit(PAIRS, learned.kernel(), CONDITIONS).apply(BLOCKS);
      assertEquals(alone.toString(), equation(all, baseline.title()).toString());
    }
    assertEquals(OnsagerFlow.of(learned, BLOCKS).toString(), equation(all, "learned").toString());
  }

  private static StochasticEquation equation(
      Map<String, Function<Grid, ? extends StochasticEquation>> all, String title) {
    return Objects.requireNonNull(all.get(title)).apply(BLOCKS);
  }

  @Test
  void whatIsDerivedNeedsNoData() {
    var kernel = KacKernel.blockKernel(KacKernel.bump(16), 8);
    var warm = new Frame.Conditions(1.1, 0);
    for (var baseline : Baseline.values()) {
      if (baseline.isFitted()) {
        assertThrows(UnsupportedOperationException.class, () -> baseline.derive(kernel, warm));
      } else {
        assertEquals(
            baseline.fit(PAIRS, kernel, warm).apply(BLOCKS).toString(),
            baseline.derive(kernel, warm).apply(BLOCKS).toString());
      }
    }
    assertEquals("allen-cahn-noise", Baseline.ALLEN_CAHN_NOISE.word());
  }
}
