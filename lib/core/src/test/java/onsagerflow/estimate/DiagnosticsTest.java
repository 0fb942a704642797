package onsagerflow.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import onsagerflow.estimate.data.Observations;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.meso.Closure;
import onsagerflow.meso.Gauge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Diagnostics on data whose equation is known.
class DiagnosticsTest {

  private static Learner learner(Closure closure) {
    return Learner.standard().with(closure).withRadius(2).with(new Gauge.Centre(0));
  }

  private static Diagnostics learned(Closure closure, Trajectory data) {
    return learner(closure).fit(Observations.of(data)).diagnostics();
  }

  private static Synthetic inField(Closure closure, double h) {
    var base = Synthetic.standard(closure);
    return new Synthetic(
        base.grid(), base.block(), base.kernel(), closure, new Frame.Conditions(0.9, h));
  }

  @ParameterizedTest
  @EnumSource(Closure.class)
  void soundDataRaiseNoCaution(Closure closure) {
    var d = learned(closure, Synthetic.standard(closure).series(40, 5, 0.1, 5, 1));
    assertEquals(List.of(), d.cautions());
    var white = d.residuals().whiteness().orElseThrow();
    assertEquals(0, white.inSpace(), 4 * white.inSpaceError());
    assertTrue(white.hasTime());
    assertEquals(0, white.inTime(), 4 * white.inTimeError());
    assertEquals(1, d.residuals().varianceRatio(), 4 * Math.sqrt(2.0 / d.cells().fitted()));
    for (var point : d.fluctuationDissipation()) {
      double expected = closure.response(point.force()) / point.force();
      assertEquals(expected, point.ratio(), 4 * point.standardError() + 0.01);
    }
  }

  @Test
  void markovRatiosAreOneAtEveryLag() {
    var points =
        learned(Closure.COSH, Synthetic.standard(Closure.COSH).series(40, 5, 0.1, 5, 2))
            .lags()
            .markov();
    assertEquals(4, points.size());
    for (int k = 0; k < 4; k++) {
      var point = points.get(k);
      assertEquals(0.1 * (k + 1), point.lag(), 1e-12);
      assertEquals(1, point.drift(), 4 * point.driftError());
      assertEquals(1, point.noise(), 4 * point.noiseError());
      double moved = point.noise() - points.getFirst().noise();
      assertEquals(0, moved, 4 * point.noiseChangeError());
    }
    assertEquals(0, points.getFirst().noiseChangeError());
  }

  @Test
  void pairsHaveNoMarkovTestAndNoCorrelationInTime() {
    var d = learned(Closure.COSH, Synthetic.standard(Closure.COSH).pairs(40, 0.1, 2, 3));
    assertTrue(d.lags().markov().isEmpty());
    assertFalse(d.residuals().whiteness().orElseThrow().hasTime());
  }

  /// Noise of variance σ² in each frame adds 2σ² to the variance of increments at any lag, and
  /// makes consecutive ones share −σ².
  @Test
  void measurementNoiseShowsInTime() {
    var system = Synthetic.standard(Closure.COSH);
    double sigma = 0.02;
    var d = learned(Closure.COSH, noisy(system.series(32, 5, 0.1, 2, 4), sigma));
    double perLag = 2 * 0.1 * 0.93 / system.cellVolume(); // mean N is about 0.93
    double whole = perLag + 2 * sigma * sigma;
    var white = d.residuals().whiteness().orElseThrow();
    assertEquals(-sigma * sigma / whole, white.inTime(), 0.02);
    var last = d.lags().markov().getLast();
    assertEquals((4 * perLag + 2 * sigma * sigma) / (4 * whole), last.noise(), 0.05);
    assertTrue(1 - last.noise() > 10 * last.noiseChangeError());
    for (String expected : List.of("the noise seen at a lag of 0.40", "measurement noise")) {
      assertTrue(
          d.cautions().stream().anyMatch(s -> s.contains(expected)), d.cautions().toString());
    }
  }

  private static RecordedTrajectory noisy(RecordedTrajectory data, double sigma) {
    var random = new SplittableRandom(99);
    var frames = new ArrayList<Frame>();
    for (var frame : data.frames()) {
      var m = new ScalarField(frame.m().grid());
      for (int x = 0; x < m.size(); x++) {
        m.set(x, Math.clamp(frame.m().get(x) + sigma * random.nextGaussian(), -1, 1));
      }
      frames.add(new Frame(frame.time(), frame.run(), frame.conditions(), m, Optional.empty()));
    }
    return new RecordedTrajectory(data.origin(), frames);
  }

  @ParameterizedTest
  @EnumSource(Closure.class)
  void likelihoodPrefersTheTrueClosureFarFromEquilibrium(Closure truth) {
    var data = inField(truth, 0.4).pairs(100, 0.1, 5, 5);
    var other = truth == Closure.COSH ? Closure.ONSAGER : Closure.COSH;
    var right = learned(truth, data).likelihood().orElseThrow();
    var wrong = learned(other, data).likelihood().orElseThrow();
    assertEquals(right.cells(), wrong.cells());
    assertEquals(right.unknowns(), wrong.unknowns());
    assertTrue(right.logLikelihood() > wrong.logLikelihood() + 10, right + " " + wrong);
    assertTrue(right.heldOut() > wrong.heldOut() + 10, right + " " + wrong);
    assertTrue(right.akaike() < wrong.akaike() - 20, right + " " + wrong);
  }

  /// A fit of p unknowns is p/2 better on its own data than the truth, and p/2 worse on others.
  @Test
  void heldOutLikelihoodFallsShortByTheNumberOfUnknowns() {
    var system = Synthetic.standard(Closure.COSH);
    double lost = 0;
    double unknowns = 0;
    for (int seed = 0; seed < 3; seed++) {
      var fit = learner(Closure.COSH).with(MobilityForm.M);
      var l = fit.fit(Observations.of(system.pairs(64, 0.1, 2, 10 + seed))).diagnostics();
      var likelihood = l.likelihood().orElseThrow();
      assertTrue(likelihood.heldOut() < likelihood.logLikelihood());
      lost += likelihood.logLikelihood() - likelihood.heldOut();
      unknowns += likelihood.unknowns();
    }
    // χ² of p degrees of freedom: standard deviation √(2p).
    assertEquals(unknowns, lost, 4 * Math.sqrt(2 * unknowns));
  }

  @Test
  void bootstrapAgreesWithTheSandwichOnIndependentPairs() {
    var system = Synthetic.standard(Closure.COSH);
    double squares = 0;
    double bootstrapSquares = 0;
    double total = 0;
    double bootstrapTotal = 0;
    int seeds = 3;
    int pairs = 64;
    for (int seed = 0; seed < seeds; seed++) {
      var fit = learner(Closure.COSH).fit(Observations.of(system.pairs(pairs, 0.1, 2, 20 + seed)));
      var bootstrap = fit.bootstrapped().orElseThrow();
      for (int at = 0; at < 25; at++) {
        squares += Math.pow(fit.kernelError().values()[at], 2);
        bootstrapSquares += Math.pow(bootstrap.kernelError().values()[at], 2);
      }
      total += Math.pow(fit.totalError(), 2);
      bootstrapTotal += Math.pow(bootstrap.totalError(), 2);
      assertEquals(fit.kernel().get(0, 1), bootstrap.kernel().get(0, 1));
    }
    // A variance of 32 blocks is good to √(2/31) = 25 %; 12 orbits and the seeds are averaged.
    assertEquals(1, bootstrapSquares / squares, 4 * 0.25 / Math.sqrt(12 * seeds));
    assertEquals(1, bootstrapTotal / total, 4 * 0.25 / Math.sqrt(seeds));
  }

  @Test
  void fewBlocksHaveNoBootstrap() {
    var fit = learner(Closure.COSH).fit(Observations.of(pairsOfFewRuns()));
    assertTrue(fit.bootstrapped().isEmpty());
  }

  private static RecordedTrajectory pairsOfFewRuns() {
    return new Synthetic(
            new Grid(64, 64, 8),
            8,
            Synthetic.ANISOTROPIC,
            Closure.COSH,
            new Frame.Conditions(0.9, 0))
        .pairs(7, 0.1, 2, 6);
  }

  /// Two pairs whose second frame is five lags later than it says scatter far more than the others
  /// and are named.
  @Test
  void pairsThatDoNotBelongTogetherAreNamed() {
    var data = Synthetic.standard(Closure.COSH).series(80, 6, 0.1, 2, 7);
    var frames = new ArrayList<Frame>();
    for (int run = 0; run < 80; run++) {
      var end = data.frames().get(6 * run + (run == 20 || run == 25 ? 5 : 1));
      frames.add(data.frames().get(6 * run));
      frames.add(new Frame(0.1, run, end.conditions(), end.m(), Optional.empty()));
    }
    var d = learned(Closure.COSH, new RecordedTrajectory(data.origin(), frames));
    assertEquals(2, d.residuals().strays().size(), d.residuals().strays().toString());
    assertTrue(d.residuals().strays().get(0).contains("run 20"), d.residuals().strays().get(0));
    assertTrue(d.residuals().strays().get(1).contains("run 25"), d.residuals().strays().get(1));
    assertTrue(
        d.cautions().stream().anyMatch(s -> s.contains("2 of 80 frame pairs scatter")),
        d.cautions().toString());
  }
}
