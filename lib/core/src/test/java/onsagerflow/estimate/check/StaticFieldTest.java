package onsagerflow.estimate.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntToDoubleFunction;
import onsagerflow.coarsen.BlockAverage;
import onsagerflow.coarsen.Recorder;
import onsagerflow.coarsen.Schedule;
import onsagerflow.estimate.Learner;
import onsagerflow.estimate.Synthetic;
import onsagerflow.estimate.data.Observations;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.meso.Closure;
import onsagerflow.micro.KacIsing;
import onsagerflow.micro.KacKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Fields h(x) that nobody told of, and patterns that are none.
class StaticFieldTest {

  private static final double T = 0.9;
  private static final Grid GRID = new Grid(32, 32, 8);
  private static final Learner LEARNER = Learner.standard().withRadius(2);

  private static StaticField found(Trajectory data) {
    return LEARNER.fit(Observations.of(data)).diagnostics().scoreTests().field();
  }

  private static double wave(int cell) {
    return 0.5 * Math.sin(2 * Math.PI * (cell % 32) / 32.0);
  }

  /// Spins without interaction, which follow tanh βh(x), as one run of pairs a sweep apart.
  private static RecordedTrajectory freeSpins(IntToDoubleFunction h, int pairs) {
    var random = new SplittableRandom(5);
    var frames = new ArrayList<Frame>();
    var up = new int[GRID.size()]; // of 64 spins
    for (int pair = 0; pair < pairs; pair++) {
      for (double lag : new double[] {pair == 0 ? 100 : 0.9, 0.1}) {
        var m = new ScalarField(GRID);
        for (int x = 0; x < up.length; x++) {
          double p = 0.5 + 0.5 * Math.tanh(h.applyAsDouble(x) / T);
          int now = 0;
          for (int spin = 0; spin < 64; spin++) {
            boolean renewed = random.nextDouble() < -Math.expm1(-lag);
            now += (renewed ? random.nextDouble() < p : spin < up[x]) ? 1 : 0;
          }
          up[x] = now;
          m.set(x, now / 32.0 - 1);
        }
        double time = pair + (lag == 0.1 ? 0.1 : 0);
        frames.add(new Frame(time, 0, new Frame.Conditions(T, 0), m, Optional.empty()));
      }
    }
    return new RecordedTrajectory(new Trajectory.Origin("free spins", GRID, 8, 5), frames);
  }

  @Test
  void aWaveIsNamedAlthoughJTakesUpItsProfile() {
    var learned = LEARNER.fit(Observations.of(freeSpins(StaticFieldTest::wave, 100)));
    assertTrue(learned.kernel().total() > 0.5, "J " + learned.kernel().total());
    var found = learned.diagnostics().scoreTests().field();
    // One linear step from a fit far off finds most of 0.5/√2.
    assertEquals(0.5 / Math.sqrt(2), found.waves().h(), 0.12);
    assertEquals(32, found.waves().wavelength(), 1e-9);
    assertEquals(1, found.waves().alongX());
    assertEquals(0, found.waves().alongY());
    var cautions = learned.diagnostics().cautions();
    assertTrue(
        cautions.stream()
            .anyMatch(c -> c.contains("varies in space") && c.contains("field [y, x]")),
        cautions.toString());
  }

  /// The same frames, in the field that is given for them.
  private static RecordedTrajectory given(RecordedTrajectory data, IntToDoubleFunction h) {
    var pattern = new ScalarField(GRID);
    for (int x = 0; x < pattern.size(); x++) {
      pattern.set(x, h.applyAsDouble(x));
    }
    var conditions = new Frame.Conditions(T, ExternalField.pattern(pattern));
    return new RecordedTrajectory(
        data.origin(),
        data.frames().stream()
            .map(f -> new Frame(f.time(), f.run(), conditions, f.m(), f.generator()))
            .toList());
  }

  @Test
  void aFieldThatIsGivenIsNoLongerNamed() {
    var data = freeSpins(StaticFieldTest::wave, 100);
    assertEquals(1, found(data).cautions(false).size());
    var found = found(given(data, StaticFieldTest::wave));
    assertEquals(List.of(), found.cautions(false), found.toString());
    assertTrue(found.waves().excess() < 5 && found.rough().excess() < 5, found.toString());
  }

  @Test
  void aFieldGivenWithTheWrongSignIsNamed() {
    var found = found(given(freeSpins(StaticFieldTest::wave, 100), x -> -wave(x)));
    assertTrue(found.cautions(false).getFirst().contains("varies in space"), found.toString());
  }

  @Test
  void disorderThatIsGivenIsNoLongerNamed() {
    double[] h = new SplittableRandom(8).doubles(GRID.size(), -0.5, 0.5).toArray();
    var found = found(given(freeSpins(x -> h[x], 100), x -> h[x]));
    assertEquals(List.of(), found.cautions(false), found.toString());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.6})
  void weakerWavesAreNamedAsWell(double share) {
    var found = found(freeSpins(x -> share * wave(x), 200));
    assertTrue(found.cautions(false).getFirst().contains("varies in space"), found.toString());
  }

  @Test
  void disorderFromBlockToBlockIsNamed() {
    var random = new SplittableRandom(8);
    double[] h = random.doubles(GRID.size(), -0.5, 0.5).toArray();
    var found = found(freeSpins(x -> h[x], 100));
    // s'(m) takes up most of it, since m of a block tells its h: what is left is a lower bound.
    assertTrue(
        found.rough().excess() > 10 && found.rough().h() < 0.5 / Math.sqrt(3), found.toString());
    assertTrue(found.cautions(false).getFirst().contains("from block to block"));
  }

  @Test
  void aFieldOfAnotherValueThanTheOneGivenIsNamed() {
    var found = found(freeSpins(x -> 0.2 + 0.001 * (x % 7), 100));
    assertEquals(0.203, found.uniform().h(), 5 * found.uniform().standardError() + 0.02);
    assertTrue(found.cautions(false).getFirst().contains("value, sign and unit of field"));
  }

  @Test
  void theSameBitsWhateverTheThreads() throws Exception {
    var data = freeSpins(StaticFieldTest::wave, 40);
    var one = new ForkJoinPool(1).submit(() -> found(data).waves()).get();
    var four = new ForkJoinPool(4).submit(() -> found(data).waves()).get();
    assertEquals(one, four);
  }

  /// Domains that stand still in a single run, slow waves at T_c, runs from one start, few frames.
  @ParameterizedTest
  @CsvSource({"0.7, 16, 10, 1, 60", "1.0, 16, 40, 1, 60", "0.8, 8, 2, 1, 12", "0.9, 12, 1, 4, 15"})
  void patternsOfHomogeneousSpinsAreNoField(
      double temperature, double range, double first, int runs, int pairs) {
    var spins =
        new KacIsing(Grid.square(256), KacKernel.bump(range), new Frame.Conditions(temperature, 0));
    var start = new KacIsing(spins.grid(), KacKernel.bump(range), spins.conditions());
    start.magnetise(0, new SplittableRandom(1));
    start.advance(5, new SplittableRandom(2));
    var frames = new ArrayList<Frame>();
    var recorder = new Recorder(new BlockAverage(8), false);
    int run = 0;
    for (int k = 0; k < runs; k++) { // all from one pattern
      spins.setSpins(start.spins());
      var schedule = Schedule.pairs(0.1, Schedule.even(first, first + 10, pairs));
      run = recorder.record(spins, schedule, run, new SplittableRandom(3 + k), frames::add);
    }
    var found =
        found(new RecordedTrajectory(new Trajectory.Origin("Kac-Ising", GRID, 8, 1), frames));
    assertEquals(List.of(), found.cautions(false), found.toString());
    assertTrue(found.waves().excess() < 5 && found.rough().excess() < 5, found.toString());
  }

  @Test
  void generatorChannelsShowItToo() {
    var frames = new ArrayList<Frame>();
    for (var f : Synthetic.standard(Closure.COSH).generator(20, 1).frames()) {
      var g = f.generator().orElseThrow();
      var a = g.drift().copy();
      for (int x = 0; x < a.size(); x++) {
        a.set(x, a.get(x) + g.noise().get(x) * wave(x) / T);
      }
      frames.add(
          new Frame(
              f.time(),
              f.run(),
              f.conditions(),
              f.m(),
              Optional.of(new Frame.Generator(a, g.noise()))));
    }
    var data = Synthetic.standard(Closure.COSH).generator(20, 1);
    assertEquals(List.of(), found(data).cautions(false));
    var found = found(new RecordedTrajectory(data.origin(), frames));
    assertTrue(found.cautions(false).getFirst().contains("varies in space"), found.toString());
  }
}
