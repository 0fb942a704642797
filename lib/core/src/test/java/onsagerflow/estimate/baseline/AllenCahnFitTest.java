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
import onsagerflow.estimate.equations.UnidentifiableException;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.meso.AllenCahn;
import onsagerflow.micro.KacIsing;
import onsagerflow.micro.KacKernel;
import onsagerflow.rollout.ExponentialRungeKutta;
import onsagerflow.rollout.Rollout;
import onsagerflow.rollout.SaveAt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The fit to data that obey the Allen–Cahn equation with known constants.
class AllenCahnFitTest {

  private static final Grid GRID = new Grid(32, 32, 8);
  private static final AllenCahn.Coefficients TRUTH =
      new AllenCahn.Coefficients(1.5, -0.25, 0.65, 1.25, 0.015);

  /// Frame pairs of runs that start at random and coarsen.
  static RecordedTrajectory pairs(
      AllenCahn.Coefficients truth, double h, double lag, int runs, long seed) {
    var conditions = new Frame.Conditions(0.8, h);
    var equation = new AllenCahn(GRID, conditions, truth);
    var random = new SplittableRandom(seed);
    var frames = new ArrayList<Frame>();
    for (int run = 0; run < runs; run++) {
      var m = new ScalarField(GRID);
      double mean = 0.2 * (run % 4) - 0.3;
      for (int x = 0; x < m.size(); x++) {
        m.set(x, mean + 0.125 * random.nextGaussian());
      }
      var times = new double[10];
      for (int pair = 0; pair < 5; pair++) {
        times[2 * pair] = 1.5 * pair;
        times[2 * pair + 1] = 1.5 * pair + lag;
      }
      var saved = new ArrayList<Frame>();
      new Rollout(ExponentialRungeKutta::new, 0.05, SaveAt.times(times))
          .run(equation, m, 0, random, saved::add);
      for (int i = 0; i < saved.size(); i++) {
        var f = saved.get(i);
        frames.add(new Frame(f.time(), 5 * run + i / 2, conditions, f.m(), Optional.empty()));
      }
    }
    var origin = new Trajectory.Origin("Allen-Cahn", GRID, 8, seed);
    return new RecordedTrajectory(origin, frames);
  }

  /// At lag 0.4 a wave of the Nyquist wave number decays by e^(−5) and the coefficients of an Euler
  /// step would be off by tens of standard errors.
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.4})
  void standardErrorsCoverTheTruth(double lag) {
    int sets = 4;
    double[] sum = new double[4];
    double chiSquare = 0;
    for (int set = 0; set < sets; set++) {
      var fit = AllenCahnFit.of(Observations.of(pairs(TRUTH, 0, lag, 4, set)));
      assertEquals(1.25, fit.coefficients().fieldResponse(), 0); // β, for want of a field
      double[] z = deviations(fit, TRUTH);
      for (int j = 0; j < 4; j++) {
        sum[j] += z[j];
        chiSquare += z[j] * z[j];
      }
    }
    // 99.9 % of χ² with 16 degrees of freedom (r and u are correlated)
    assertTrue(chiSquare < 39.3, "chi square: " + chiSquare);
    for (double s : sum) {
      assertEquals(0, s / Math.sqrt(sets), 3.5);
    }
  }

  /// A variance that is a third of what m² is at its wells, and growth by a factor 1.2: noise that
  /// is not taken into account in the mean path would shift r by 0.02.
  @Test
  void strongNoiseOverALongLag() {
    var truth = new AllenCahn.Coefficients(0.3, -0.5, 1, 1.25, 0.03);
    var fit = AllenCahnFit.of(Observations.of(pairs(truth, 0, 0.4, 30, 5)));
    for (double z : deviations(fit, truth)) {
      assertEquals(0, z, 3.5);
    }
    assertEquals(0, fit.standardError().r(), 0.006);
  }

  /// Of κ, r, u and D in units of their standard errors.
  private static double[] deviations(AllenCahnFit fit, AllenCahn.Coefficients truth) {
    var c = fit.coefficients();
    var e = fit.standardError();
    return new double[] {
      (c.kappa() - truth.kappa()) / e.kappa(),
      (c.r() - truth.r()) / e.r(),
      (c.u() - truth.u()) / e.u(),
      (c.noise() - truth.noise()) / e.noise()
    };
  }

  @Test
  void responseToAFieldIsFittedWhereThereIsOne() {
    var truth = new AllenCahn.Coefficients(1.5, -0.25, 0.65, 0.9, 0.015);
    var both = List.of(pairs(truth, 0.1, 0.3, 3, 1), pairs(truth, -0.06, 0.3, 3, 2));
    var fit = AllenCahnFit.of(Observations.of(both, Observations.UseGenerator.NEVER));
    double error = fit.standardError().fieldResponse();
    assertEquals(0.9, fit.coefficients().fieldResponse(), 3.5 * error);
    assertTrue(error < 0.05, "standard error of b: " + error);
    for (double z : deviations(fit, truth)) {
      assertEquals(0, z, 3.5);
    }
  }

  /// Short waves left out cost precision, no more.
  @Test
  void longWavesGiveTheSameConstants() {
    var data = Observations.of(pairs(TRUTH, 0, 0.2, 12, 3));
    var all = AllenCahnFit.of(data);
    var some = AllenCahnFit.of(data, 1.2);
    for (double z : deviations(some, TRUTH)) {
      assertEquals(0, z, 3.5);
    }
    assertTrue(some.standardError().kappa() > 2 * all.standardError().kappa());
  }

  /// Frames of independent cells whose generator channels obey given constants.
  private static RecordedTrajectory generator(
      double kappa, double r, double u, double b, double h) {
    var random = new SplittableRandom(2);
    var frames = new ArrayList<Frame>();
    for (int f = 0; f < 4; f++) {
      double[] m = random.doubles(GRID.size(), -0.7, 0.9).toArray();
      var a = new ScalarField(GRID);
      GRID.laplacian(m, a.values());
      var g = new ScalarField(GRID);
      for (int x = 0; x < m.length; x++) {
        a.set(x, kappa * a.get(x) - r * m[x] - u * m[x] * m[x] * m[x] + b * h);
        g.set(x, 0.5 + x % 2);
      }
      var channels = Optional.of(new Frame.Generator(a, g));
      var conditions = new Frame.Conditions(0.8, h);
      frames.add(new Frame(f, 0, conditions, new ScalarField(GRID, m), channels));
    }
    return new RecordedTrajectory(new Trajectory.Origin("generator", GRID, 8, 2), frames);
  }

  @Test
  void generatorChannelsGiveTheConstantsThemselves() {
    var data = Observations.of(generator(1.2, -0.2, 0.5, 0.7, 0.3));
    for (var fit : List.of(AllenCahnFit.of(data), AllenCahnFit.of(data, 1))) {
      assertEquals(1.2, fit.coefficients().kappa(), 1e-9);
      assertEquals(-0.2, fit.coefficients().r(), 1e-9);
      assertEquals(0.5, fit.coefficients().u(), 1e-9);
      assertEquals(0.7, fit.coefficients().fieldResponse(), 1e-9);
      assertEquals(1.0 / 64, fit.coefficients().noise(), 1e-12); // G/v
    }
  }

  @Test
  void aNegativeStiffnessIsRefusedAndANegativeCubicTermIsNone() {
    var negative = Observations.of(generator(-0.1, 0.2, 0.5, 0, 0));
    var refusal = assertThrows(IllegalArgumentException.class, () -> AllenCahnFit.of(negative));
    assertTrue(
        String.valueOf(refusal.getMessage()).startsWith("the fitted stiffness kappa = -0.100 "),
        refusal.getMessage());

    var soft = AllenCahnFit.of(Observations.of(generator(0.3, 0.8, -0.2, 0, 0)));
    assertEquals(0, soft.coefficients().u(), 0);
    assertEquals(0, soft.standardError().u(), 0);
    // −r m + 0.2 m³ on average: r is less than 0.8, by at most 0.2 m²
    assertEquals(0.7, soft.coefficients().r(), 0.08);
  }

  @Test
  void uniformFieldsSayNothingOfTheStiffness() {
    var conditions = new Frame.Conditions(0.8, 0);
    var frames = new ArrayList<Frame>();
    for (int f = 0; f < 3; f++) {
      var m = ScalarField.uniform(GRID, 0.2 * f);
      var channels = new Frame.Generator(m.map(x -> -x), m.map(x -> 1));
      frames.add(new Frame(f, 0, conditions, m, Optional.of(channels)));
    }
    var data = new RecordedTrajectory(new Trajectory.Origin("uniform", GRID, 8, 1), frames);
    var refusal =
        assertThrows(UnidentifiableException.class, () -> AllenCahnFit.of(Observations.of(data)));
    assertTrue(String.valueOf(refusal.getMessage()).startsWith("the data say nothing of kappa"));
    assertThrows(IllegalArgumentException.class, () -> AllenCahnFit.of(Observations.of(data), 0));
  }

  @Test
  void theEquationBelongsToItsBlocksAndTemperature() {
    var fit = AllenCahnFit.of(Observations.of(generator(1.2, -0.2, 0.5, 0.7, 0.3)));
    var equation = fit.equation(new Grid(5, 7, 8), new Frame.Conditions(0.8, -0.1));
    assertEquals(fit.coefficients(), equation.coefficients());
    assertThrows(
        IllegalArgumentException.class, () -> fit.equation(GRID, new Frame.Conditions(0.9, 0)));
    assertThrows(
        IllegalArgumentException.class,
        () -> fit.equation(new Grid(5, 7, 4), new Frame.Conditions(0.8, 0)));
  }

  /// Growing fluctuations of spins: the long waves grow at the rate β − 1 of the expansion of eq.
  /// (3), D is the noise 1/v of free spins less what m² takes, and a Laplacian overestimates how
  /// fast short waves decay, so that the fitted κ is less than that of the expansion.
  @Test
  void spinsHaveTheGrowthRateOfTheExpansion() {
    double beta = 1.25;
    var kernel = KacKernel.bump(16);
    var grid = Grid.square(256);
    var conditions = new Frame.Conditions(1 / beta, 0);
    var frames = new ArrayList<Frame>();
    double[] means = {0, 0.2, 0.4, -0.3};
    new Recorder(new BlockAverage(8), false)
        .record(
            new KacIsing(grid, kernel, conditions),
            Schedule.pairs(0.1, Schedule.even(0.3, 8, 12)),
            means,
            new SplittableRandom(1),
            frames::add);
    var origin = new Trajectory.Origin("Kac-Ising", grid.coarsen(8), 8, 1);
    var fit = AllenCahnFit.of(Observations.of(new RecordedTrajectory(origin, frames)), 1);
    var derived = AllenCahn.of(KacKernel.blockKernel(kernel, 8), conditions, grid.coarsen(8));
    assertEquals(1 - beta, fit.coefficients().r(), 0.05);
    assertTrue(fit.coefficients().kappa() < derived.coefficients().kappa());
    assertTrue(fit.coefficients().noise() < 1.0 / 64 && fit.coefficients().noise() > 0.5 / 64);
  }
}
