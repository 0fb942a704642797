package onsagerflow.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.equations.UnidentifiableException;
import onsagerflow.estimate.exact.Bias;
import onsagerflow.estimate.exact.Distances;
import onsagerflow.estimate.exact.ExactHeatBath;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.meso.Closure;
import onsagerflow.meso.EntropySlope;
import onsagerflow.meso.Gauge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LearnerTest {

  private static final double T = 0.9;

  private static Learner learner(Closure closure) {
    return Learner.standard().with(closure).withRadius(2).with(new Gauge.Centre(0));
  }

  private static String message(Throwable refusal) {
    return String.valueOf(refusal.getMessage());
  }

  @ParameterizedTest
  @EnumSource(Closure.class)
  void recoversAllThreeFunctionsFromGeneratorChannels(Closure closure) {
    var data = Synthetic.standard(closure).generator(20, 1);
    var learned = learner(closure).fit(Observations.of(data));
    // What is left is the degree-6 polynomial's error in N = 1 − m tanh βφ.
    assertEquals(0, learned.kernel().relativeErrorAgainst(Synthetic.ANISOTROPIC), 2e-3);
    var slope = learned.entropySlope();
    for (double m : new double[] {0.1, 0.3, 0.5, 0.7}) {
      assertEquals(T * EntropySlope.artanh(m), slope.at(m), 2e-3 * T);
      assertEquals(-slope.at(m), slope.at(-m), 1e-12);
      double k = learned.mobilityByField().orElseThrow().at(m, 0.5 * m);
      assertEquals((1 - m * Math.tanh(0.5 * m / T)) / T, k, 5e-3);
    }
  }

  @ParameterizedTest
  @EnumSource(Closure.class)
  void standardErrorsFromBarePairsCoverTheTruth(Closure closure) {
    var system = Synthetic.standard(closure);
    int inside = 0;
    int all = 0;
    double squares = 0;
    for (int seed = 0; seed < 6; seed++) {
      var learned = learner(closure).fit(Observations.of(system.pairs(100, 0.1, 10, seed)));
      for (int dy = 0; dy <= 2; dy++) {
        for (int dx = dy == 0 ? 1 : -2; dx <= 2; dx++) {
          double z =
              (learned.kernel().get(dy, dx) - Synthetic.ANISOTROPIC.get(dy, dx))
                  / learned.kernelError().get(dy, dx);
          inside += Math.abs(z) < 2 ? 1 : 0;
          squares += z * z;
          all++;
        }
      }
      var points = learned.slopePoints();
      for (int i = 0; i < points.size(); i++) {
        double z =
            (points.value(i) - T * EntropySlope.artanh(points.m(i))) / points.standardError(i);
        inside += Math.abs(z) < 2 ? 1 : 0;
        squares += z * z;
        all++;
      }
      var k = learned.mobilityByField().orElseThrow();
      double exact = (1 - 0.4 * Math.tanh(0.3 / T)) / T;
      assertEquals(exact, k.at(0.4, 0.3), 4 * k.standardErrorAt(0.4, 0.3));
      double ratio = learned.diagnostics().residuals().varianceRatio();
      assertEquals(1, ratio, 5 * Math.sqrt(2.0 / 100_000));
    }
    // 95.4 % of normal deviates lie inside 2, with mean square 1; the knots are correlated.
    assertEquals(0.954, (double) inside / all, 0.05);
    assertEquals(1, squares / all, 0.25);
  }

  @Test
  void longLagIsCorrectedFor() {
    var system = Synthetic.standard(Closure.COSH);
    var learned = learner(Closure.COSH).fit(Observations.of(system.pairs(150, 0.25, 25, 3)));
    // Uncorrected, N is off by λΔt ≈ 25 %.
    var slope = learned.entropySlope();
    for (double m : new double[] {0.2, 0.4, 0.6}) {
      assertEquals(T * EntropySlope.artanh(m), slope.at(m), 4 * slope.standardErrorAt(m) + 0.01);
      double k = learned.mobilityByField().orElseThrow().at(m, 0.5 * m);
      assertEquals((1 - m * Math.tanh(0.5 * m / T)) / T, k, 0.03);
    }
  }

  @Test
  void externalFieldIsTakenIntoAccount() {
    var base = Synthetic.standard(Closure.COSH);
    var system =
        new Synthetic(base.grid(), 8, base.kernel(), Closure.COSH, new Frame.Conditions(T, 0.3));
    var learned = learner(Closure.COSH).fit(Observations.of(system.generator(20, 1)));
    assertEquals(0, learned.kernel().relativeErrorAgainst(Synthetic.ANISOTROPIC), 5e-3);
  }

  @Test
  void gaugeInWordsIsNoneToLearnIn() {
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> Learner.standard().with(new Gauge.Stated("mean field")));
    assertEquals(
        "J(0) is fixed by the slope of s' or by a number, got mean field", message(refusal));
  }

  @Test
  void gaugesAreTheSameModel() {
    var data = Synthetic.standard(Closure.COSH).generator(20, 1);
    var zero = learner(Closure.COSH).fit(Observations.of(data));
    var shifted = learner(Closure.COSH).with(new Gauge.Centre(0.05)).fit(Observations.of(data));
    var slope = learner(Closure.COSH).with(new Gauge.Slope()).fit(Observations.of(data));
    assertEquals(0.05, shifted.kernel().get(0, 0), 0);
    assertEquals(0, slope.kernel().get(0, 0), 5e-3); // the truth here has J(0) = 0 and slope T
    for (double m : new double[] {0.2, 0.6}) {
      assertEquals(zero.entropySlope().at(m) + 0.05 * m, shifted.entropySlope().at(m), 1e-9);
    }
  }

  @Test
  void radiusIsFoundByHeldOutFrames() {
    var data = Synthetic.standard(Closure.COSH).pairs(200, 0.1, 4, 5);
    var learned = Learner.standard().fit(Observations.of(data));
    assertEquals(2, learned.kernel().radius());
  }

  /// Where no ring of neighbours fits, blocks are uncoupled, whose K = β(1 − m tanh 0) = β.
  @ParameterizedTest
  @CsvSource({"1, 200, 40", "1, 1, 4000", "200, 1, 40", "2, 2, 2000", "2, 40, 80"})
  void gridsThatAllowNoJStillTellK(int ny, int nx, int frames) {
    var uncoupled =
        new Synthetic(
            new Grid(ny, nx, 8),
            8,
            Kernel.of(new double[][] {{0}}),
            Closure.COSH,
            new Frame.Conditions(T, 0));
    var auto = Learner.standard().with(MobilityForm.M).with(new Gauge.Centre(0));
    for (var data : List.of(uncoupled.pairs(frames, 0.1, 4, 1), uncoupled.generator(frames, 1))) {
      var learned = auto.fit(Observations.of(data));
      assertEquals(0, learned.kernel().radius());
      assertTrue(learned.diagnostics().radius().isEmpty());
      double error = learned.mobility().standardErrorAt(0.1);
      assertEquals(1 / T, learned.mobility().at(0.1), 4 * error + 1e-9);
      assertTrue(error < 0.15 / T, "error of K " + error);
      assertTrue(
          learned.cautions().stream().noneMatch(c -> c.contains("neighbouring cells")),
          learned.cautions().toString());
    }
  }

  @Test
  void mobilityOfMagnetisationIsTheMeanOverVisitedStates() {
    var system = Synthetic.standard(Closure.COSH);
    var data = system.generator(20, 1);
    var learned = learner(Closure.COSH).with(MobilityForm.M).fit(Observations.of(data));
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (var frame : data.frames()) {
      for (int x = 0; x < frame.m().size(); x++) {
        if (Math.abs(frame.m().get(x) - 0.25) < 0.01) {
          double g = frame.generator().orElseThrow().noise().get(x);
          sum += g;
          squares += g * g;
          count++;
        }
      }
    }
    double mean = sum / count;
    double error = Math.sqrt((squares / count - mean * mean) / count);
    assertEquals(mean / T, learned.mobility().at(0.25), 5 * error / T);
    assertTrue(learned.mobilityByField().isEmpty());
  }

  @Test
  void theResultDoesNotDependOnTheNumberOfThreads() throws Exception {
    var data = Synthetic.standard(Closure.COSH).pairs(20, 0.1, 2, 9);
    var models = new ArrayList<Learned>();
    for (int threads : new int[] {1, 3}) {
      try (var pool = new ForkJoinPool(threads)) {
        models.add(pool.submit(() -> learner(Closure.COSH).fit(Observations.of(data))).get());
      }
    }
    for (int dy = -2; dy <= 2; dy++) {
      for (int dx = -2; dx <= 2; dx++) {
        assertEquals(models.get(0).kernel().get(dy, dx), models.get(1).kernel().get(dy, dx));
      }
    }
  }

  @Test
  void smoothFieldsCannotIdentifyAWideKernel() {
    var grid = new Grid(16, 16, 8);
    var frames = new ArrayList<Frame>();
    for (int f = 0; f < 10; f++) {
      var m = new ScalarField(grid);
      for (int x = 0; x < m.size(); x++) {
        m.set(x, 0.1 * (f + 1) * 0.8 * Math.sin(2 * Math.PI * (x % 16) / 16));
      }
      var drift = m.map(value -> -0.1 * value);
      frames.add(
          new Frame(
              f,
              0,
              new Frame.Conditions(1, 0),
              m,
              Optional.of(new Frame.Generator(drift, ScalarField.uniform(grid, 1)))));
    }
    var data = new RecordedTrajectory(new Trajectory.Origin("plane wave", grid, 8, 0), frames);
    var refusal =
        assertThrows(
            UnidentifiableException.class,
            () -> learner(Closure.COSH).withRadius(3).fit(Observations.of(data)));
    assertTrue(message(refusal).contains("J("), message(refusal));
  }

  @Test
  void badInputIsRefusedWithItsValue() {
    var data = Synthetic.standard(Closure.COSH).pairs(1, 0.1, 1, 1);
    var few =
        assertThrows(
            IllegalArgumentException.class,
            () -> Learner.standard().withRadius(15).fit(Observations.of(data)));
    assertTrue(
        message(few).contains("1024 cells of 1 frame pairs") || message(few).contains("too few"),
        message(few));
    var wide =
        assertThrows(
            IllegalArgumentException.class,
            () -> Learner.standard().withRadius(16).fit(Observations.of(data)));
    assertTrue(message(wide).contains("radius 16"), message(wide));
    assertThrows(IllegalArgumentException.class, () -> Learner.standard().withRadius(-1));
    var first = data.frames().getFirst();
    var copy = new Frame(first.time() + 0.1, 0, first.conditions(), first.m(), Optional.empty());
    var twice = new RecordedTrajectory(data.origin(), List.of(first, copy));
    var duplicate =
        assertThrows(
            IllegalArgumentException.class,
            () -> Learner.standard().withRadius(2).fit(Observations.of(twice)));
    assertTrue(message(duplicate).contains("frames 0 and 1 of run 0"), message(duplicate));
    var single = new RecordedTrajectory(data.origin(), data.frames().subList(0, 1));
    var none = assertThrows(IllegalArgumentException.class, () -> Observations.of(single));
    assertTrue(message(none).contains("too few frames"), message(none));
    var warm =
        new Synthetic(
            data.origin().grid(),
            8,
            Synthetic.ANISOTROPIC,
            Closure.COSH,
            new Frame.Conditions(1.25, 0));
    var disagreement =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Learner.standard()
                    .fit(
                        Observations.of(
                            List.of(data, warm.pairs(1, 0.1, 1, 1)),
                            Observations.UseGenerator.AUTO)));
    assertTrue(message(disagreement).contains("[0.9, 1.25]"), message(disagreement));
  }

  /// Data of the cosh closure with K(m, φ), far enough from equilibrium for the others to show.
  @Test
  void theClosureOfTheDataIsTheLikeliest() {
    var data = Observations.of(Synthetic.standard(Closure.COSH).pairs(60, 0.1, 10, 4));
    var comparison = ClosureComparison.of(learner(Closure.COSH), data);
    var gains = comparison.overEquation5();
    assertEquals(
        List.of("onsager, K(m)", "onsager, K(m, φ)", "cosh, K(m)", "cosh, K(m, φ)"),
        List.copyOf(gains.keySet()));
    var none = Objects.requireNonNull(gains.get(ClosureComparison.EQUATION_5));
    assertEquals(new Likelihood(0, 0, 0, none.cells()), none);
    double best = gains.values().stream().mapToDouble(Likelihood::logLikelihood).max().orElse(0);
    var right = Objects.requireNonNull(gains.get("cosh, K(m, φ)"));
    assertEquals(best, right.logLikelihood());
    assertTrue(best > 20 && right.akaike() < 0, gains::toString);
    var direct = learner(Closure.COSH).fit(data);
    var cosh = comparison.fit("cosh, K(m, φ)");
    assertEquals(0, cosh.kernel().relativeErrorAgainst(direct.kernel()));
    assertThrows(IllegalArgumentException.class, () -> comparison.fit("tanh"));
    assertThrows(
        IllegalArgumentException.class, () -> none.over(new Likelihood(0, 0, 1, none.cells() + 1)));
  }

  @Test
  void whatSpeaksAgainstDataIsACautionOrARefusal() {
    var few = Observations.of(Synthetic.standard(Closure.COSH).pairs(20, 0.8, 80, 1));
    var cautions = learner(Closure.COSH).cautions(few);
    assertTrue(cautions.getFirst().contains("0.80 sweeps apart"), cautions::toString);
    var wide = learner(Closure.COSH).withRadius(16).cautions(few);
    assertEquals(1, wide.size());
    assertTrue(wide.getFirst().startsWith("refused: kernel radius 16"), wide::toString);
  }

  @Test
  void distancesAreOfAllThreeFunctions() {
    var data = Synthetic.standard(Closure.COSH).generator(20, 1);
    var learned = learner(Closure.COSH).fit(Observations.of(data));
    var exact = new ExactHeatBath(Synthetic.ANISOTROPIC, T);
    var distances = Distances.of(exact, learned, data);
    assertEquals(100 * exact.kernelError(learned), distances.kernel());
    assertTrue(distances.kernel() < 0.2 && distances.entropySlope() < 0.5, distances::toString);
    assertTrue(distances.mobilityByField() < 1, distances::toString);
    var bias = Bias.of(exact, learned, data);
    assertEquals(0, bias.entropySlope(), 0.3);
    assertEquals(0, bias.strength(), 0.2);
    assertEquals(0, bias.mobility(), 1);
    var high = exact.meanMobility(data).times(1.03);
    assertEquals(3, Bias.ofMobility(exact, high, data), 1e-9);
    var axis = learned.kernelAlongAxis();
    assertEquals(1, axis.x().getFirst());
    assertEquals(learned.kernel().get(0, 2), axis.y().get(1));
    assertEquals(learned.kernelError().get(0, 1), axis.standardError().getFirst());
    assertEquals(learned.kernel().get(0, 2) - 2, axis.minus(dx -> dx).y().get(1));
  }
}
