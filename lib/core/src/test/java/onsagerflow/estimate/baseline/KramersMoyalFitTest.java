package onsagerflow.estimate.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import onsagerflow.coarsen.BlockAverage;
import onsagerflow.coarsen.Recorder;
import onsagerflow.coarsen.Schedule;
import onsagerflow.estimate.data.Observations;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.field.fourier.Convolution;
import onsagerflow.meso.KramersMoyal;
import onsagerflow.meso.NeighbourDrift;
import onsagerflow.meso.Table;
import onsagerflow.micro.KacIsing;
import onsagerflow.micro.KacKernel;
import onsagerflow.rollout.Rollout;
import onsagerflow.rollout.SaveAt;
import onsagerflow.rollout.StochasticHeun;
import org.junit.jupiter.api.Test;

class KramersMoyalFitTest {

  private static final Grid GRID = new Grid(32, 32, 8);
  private static final Frame.Conditions CONDITIONS = new Frame.Conditions(0.8, 0);

  /// a = −1.2 m + s − 0.3 m³ + 0.2 m s² with the mean of 24 neighbours, D = 0.03 (1 − ½|m|).
  private static final NeighbourDrift DRIFT =
      new NeighbourDrift(
          2,
          3,
          new double[] {0, -1.2, 1, 0, 0, 0, -0.3, 0, 0.2, 0},
          new NeighbourDrift.Range(-1, 1),
          new NeighbourDrift.Range(-1, 1));

  private static final Table NOISE =
      new Table(new double[] {-1, 0, 1}, new double[] {0.015, 0.03, 0.015}, new double[3]);

  private static ScalarField rough(SplittableRandom random, double mean) {
    var m = new ScalarField(GRID);
    for (int x = 0; x < m.size(); x++) {
      double wave = 0.3 * Math.sin(2 * Math.PI * x / GRID.size() + mean);
      m.set(x, Math.clamp(mean + wave + 0.15 * random.nextGaussian(), -0.95, 0.95));
    }
    return m;
  }

  private static RecordedTrajectory recorded(List<Frame> frames) {
    return new RecordedTrajectory(new Trajectory.Origin("known", GRID, 8, 1), frames);
  }

  private static Observations pairs(int pairs, double lag) {
    var random = new SplittableRandom(3);
    var equation = new KramersMoyal(GRID, CONDITIONS, DRIFT, NOISE);
    var frames = new ArrayList<Frame>();
    for (int pair = 0; pair < pairs; pair++) {
      new Rollout(StochasticHeun::new, 0.01, SaveAt.times(0, lag))
          .allowingReflections()
          .run(equation, rough(random, pair % 4 * 0.2 - 0.3), pair, random, frames::add);
    }
    return Observations.of(recorded(frames));
  }

  @Test
  void generatorChannelsGiveDriftAndNoiseThemselves() {
    var random = new SplittableRandom(3);
    var neighbours = new Convolution(GRID, KramersMoyal.neighbourMean(2));
    var frames = new ArrayList<Frame>();
    for (int f = 0; f < 10; f++) {
      var m = rough(random, f % 4 * 0.2 - 0.3);
      var s = neighbours.apply(m);
      var a = new ScalarField(GRID);
      for (int x = 0; x < m.size(); x++) {
        a.set(x, DRIFT.at(m.get(x), s.get(x)));
      }
      var g = m.map(x -> 32 * NOISE.at(x)); // D = 2G/v
      frames.add(new Frame(f, 0, CONDITIONS, m, Optional.of(new Frame.Generator(a, g))));
    }
    var fit = KramersMoyalFit.of(Observations.of(recorded(frames)));
    assertEquals(2, fit.drift().radius());
    assertTrue(fit.drift().degree() >= 3);
    for (double m : new double[] {-0.4, 0.1, 0.5}) {
      assertEquals(DRIFT.at(m, 0.2), fit.drift().at(m, 0.2), 1e-7);
    }
    for (int i = 0; i < fit.noise().size(); i++) {
      double m = fit.noise().m(i);
      if (Math.abs(m) > 0.1) { // elsewhere the tip at m = 0 is rounded by the width of a bin
        assertEquals(NOISE.at(m), fit.noise().value(i), 1e-12);
      }
    }
  }

  /// Over a lag of 0.02 the relaxation at rate 1.2 takes 2.4 % from D and 1.2 % from a.
  @Test
  void shortLagsGiveDriftAndNoiseWithinTheirErrors() {
    var fit = KramersMoyalFit.of(pairs(120, 0.02));
    for (double m : new double[] {-0.4, -0.1, 0.3, 0.5}) {
      double s = 0.6 * m;
      double error = fit.driftStandardError(m, s);
      assertEquals(DRIFT.at(m, s), fit.drift().at(m, s), 3.5 * error + 0.005);
      assertTrue(error < 0.06, "standard error of a: " + error);
    }
    var noise = fit.noise();
    double chiSquare = 0;
    for (int i = 0; i < noise.size(); i++) {
      double expected = (1 - 0.024) * NOISE.at(noise.m(i));
      double z = (noise.value(i) - expected) / noise.standardError(i);
      chiSquare += z * z;
    }
    double freedom = noise.size();
    assertTrue(freedom > 15);
    assertEquals(freedom, chiSquare, 4 * Math.sqrt(2 * freedom));
  }

  /// What the learner corrects for and conditional moments do not: noise relaxes within the lag, by
  /// φ₁(−2·1.2·0.4) = 0.64 near m = 0.
  @Test
  void longLagsAreNotCorrectedFor() {
    var fit = KramersMoyalFit.of(pairs(60, 0.4));
    double expected = (1 - Math.exp(-2 * 1.2 * 0.4)) / (2 * 1.2 * 0.4);
    assertEquals(expected, fit.noise().at(0.2) / NOISE.at(0.2), 0.05);
  }

  @Test
  void theEquationOfSpinsRollsOut() {
    var grid = Grid.square(256);
    var frames = new ArrayList<Frame>();
    double[] means = {0, 0.3, -0.5};
    new Recorder(new BlockAverage(8), false)
        .record(
            new KacIsing(grid, KacKernel.bump(16), CONDITIONS),
            Schedule.pairs(0.1, Schedule.even(0.3, 20, 20)),
            means,
            new SplittableRandom(1),
            frames::add);
    var fit = KramersMoyalFit.of(Observations.of(recorded(frames)));
    // free spins: D = 2/v, less 10 % by the lag and more by nothing
    assertEquals(2.0 / 64, fit.noise().at(0), 0.15 * 2.0 / 64);
    var end = new ArrayList<Frame>();
    var report =
        new Rollout(StochasticHeun::new, 0.1, SaveAt.times(60))
            .allowingReflections()
            .run(
                fit.equation(GRID, CONDITIONS),
                new ScalarField(GRID),
                0,
                new SplittableRandom(2),
                end::add);
    double square = end.getFirst().m().meanSquare();
    // domains at ±0.71 (Curie–Weiss at β = 1.25) and walls between
    assertEquals(0.4, square, 0.15);
    assertTrue(report.clipFraction() < 1e-3, "reflections: " + report.clipFraction());
  }

  @Test
  void whatTheMomentsDoNotKnowIsRefused() {
    var fit = KramersMoyalFit.of(pairs(5, 0.1));
    var colder = new Frame.Conditions(0.7, 0);
    assertThrows(IllegalArgumentException.class, () -> fit.equation(GRID, colder));
    assertThrows(
        IllegalArgumentException.class, () -> fit.equation(new Grid(32, 32, 4), CONDITIONS));

    var few = pairs(4, 0.1);
    var refusal = assertThrows(IllegalArgumentException.class, () -> KramersMoyalFit.of(few));
    assertEquals(
        "conditional moments need 5 observations, one of them held out, got 4",
        refusal.getMessage());

    var frames = new ArrayList<Frame>();
    for (int f = 0; f < 6; f++) {
      var m = rough(new SplittableRandom(f), 0);
      var channels = new Frame.Generator(m, m.map(x -> 1));
      frames.add(new Frame(f, f, new Frame.Conditions(0.8, 0.1 * f), m, Optional.of(channels)));
    }
    var fields = Observations.of(recorded(frames));
    assertThrows(IllegalArgumentException.class, () -> KramersMoyalFit.of(fields));
  }
}
