package onsagerflow.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import onsagerflow.estimate.data.Observations;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.Symmetry;
import onsagerflow.meso.Closure;
import onsagerflow.meso.Gauge;
import onsagerflow.micro.KacKernel;
import org.junit.jupiter.api.Test;

/// What is inferred about J beyond its values: symmetry, smoothness, directions, one J for all T.
class KernelInferenceTest {

  private static final Grid GRID = new Grid(32, 32, 8);

  /// About one block wide, turned by 30°.
  private static final Kernel ELLIPSE = KacKernel.blockKernel(KacKernel.ellipse(12, 7, 30), 8);

  private static Synthetic system(Kernel kernel, double temperature) {
    return new Synthetic(
        GRID, 8, kernel.withCentre(0), Closure.COSH, new Frame.Conditions(temperature, 0));
  }

  private static Learned learn(Learner learner, Synthetic system, int pairs, long seed) {
    return learner
        .with(new Gauge.Centre(0))
        .withRadius(3)
        .fit(Observations.of(system.pairs(pairs, 0.1, 4, seed)));
  }

  private static double error(Learned learned, Kernel truth) {
    return learned.kernel().relativeErrorAgainst(truth.withCentre(0));
  }

  @Test
  void theEvidencePriorSharpensASmoothKernel() {
    double plain = 0;
    double smooth = 0;
    int inside = 0;
    int all = 0;
    for (int seed = 0; seed < 4; seed++) {
      plain +=
          Math.pow(error(learn(Learner.standard(), system(ELLIPSE, 0.9), 60, seed), ELLIPSE), 2);
      var learned =
          learn(Learner.standard().with(Smoothness.EVIDENCE), system(ELLIPSE, 0.9), 60, seed);
      smooth += Math.pow(error(learned, ELLIPSE), 2);
      for (int dy = 0; dy <= 3; dy++) {
        for (int dx = dy == 0 ? 1 : -3; dx <= 3; dx++) {
          double off = learned.kernel().get(dy, dx) - ELLIPSE.get(dy, dx);
          inside += Math.abs(off) < 2 * learned.kernelError().get(dy, dx) ? 1 : 0;
          all++;
        }
      }
    }
    assertTrue(smooth < 0.5 * plain, "with prior " + smooth + ", without " + plain);
    // Nominal 95 %; some five independent directions in each of four sets.
    assertEquals(0.954, (double) inside / all, 4 * 0.21 / Math.sqrt(20));
  }

  @Test
  void theAngleOfAnEllipseIsFound() {
    assertEquals(30, ELLIPSE.orientation(0.5), 0.5);
    var learned = learn(Learner.standard().with(Smoothness.EVIDENCE), system(ELLIPSE, 0.9), 100, 1);
    assertEquals(30, learned.kernel().orientation(0.5), 6);
  }

  @Test
  void errorsOfMomentsAreThoseOfTheirParts() {
    var learned =
        Learner.standard()
            .withRadius(3)
            .fit(Observations.of(system(ELLIPSE, 0.9).pairs(60, 0.1, 4, 5)));
    var error = learned.kernelError();
    assertTrue(error.get(0, 0) > 0);
    double centre = learned.momentError((dy, dx) -> dy == 0 && dx == 0 ? 1 : 0);
    assertEquals(error.get(0, 0), centre, 1e-9 * centre);
    double pair = learned.momentError((dy, dx) -> Math.abs(dy) == 2 && dx == dy / 2 ? 1 : 0);
    assertEquals(2 * error.get(2, 1), pair, 1e-9 * pair); // J(r) = J(−r)
    assertEquals(learned.totalError(), learned.momentError((dy, dx) -> 1));
    assertEquals(error.get(0, 1), learned.section().standardError().get(4));
    assertEquals(learned.totalError(), learned.transfer(0, 0.3).standardError().getFirst());
    assertEquals(learned.kernel().transfer(0, 0.3), learned.transfer(0, 0.3).y().getLast(), 1e-15);
  }

  @Test
  void aHigherSymmetryIsRejectedWhereItFailsOnly() {
    var round = KacKernel.blockKernel(KacKernel.gaussian(9), 8);
    var symmetric = learn(Learner.standard(), system(round, 0.9), 60, 3);
    assertTrue(symmetric.test(Symmetry.C4).probability() > 1e-3);
    assertEquals(12, symmetric.test(Symmetry.C4).degrees()); // 24 unknowns become 12
    var elliptic = learn(Learner.standard(), system(ELLIPSE, 0.9), 150, 3);
    assertTrue(elliptic.test(Symmetry.C4).probability() < 1e-6);
  }

  @Test
  void directionsAreIndependentAndComplete() {
    var learned = learn(Learner.standard(), system(ELLIPSE, 0.9), 30, 2);
    var directions = learned.kernelDirections();
    double squares = 0;
    var sum = new Kernel(3, new double[49]);
    for (var d : directions) {
      sum = sum.plus(d.shape().scaled(d.coefficient()));
      squares += d.standardError() * d.standardError();
    }
    assertEquals(0, sum.relativeErrorAgainst(learned.kernel()), 1e-10);
    double trace = 0;
    for (double error : learned.kernelError().values()) {
      trace += error * error;
    }
    assertEquals(trace, squares, 1e-9 * trace);
  }

  @Test
  void temperaturesShareOneKernel() {
    var cold = system(ELLIPSE, 0.9).pairs(40, 0.1, 4, 5);
    var warm = system(ELLIPSE, 1.2).pairs(40, 0.1, 4, 6);
    var learner = Learner.standard().with(new Gauge.Centre(0)).withRadius(3);
    var joint =
        learner.fitTemperatures(
            Observations.of(List.of(cold, warm), Observations.UseGenerator.AUTO));
    assertEquals(List.of(0.9, 1.2), joint.stream().map(Learned::temperature).toList());
    assertEquals(0, joint.get(0).kernel().relativeErrorAgainst(joint.get(1).kernel()), 0, "one J");
    double both = norm(joint.getFirst().kernelError());
    double one = norm(learner.fit(Observations.of(cold)).kernelError());
    double other = norm(learner.fit(Observations.of(warm)).kernelError());
    // Information adds up: 1/σ² of the joint fit is near the sum of the two.
    assertEquals(1 / (one * one) + 1 / (other * other), 1 / (both * both), 0.2 / (both * both));
    double off = joint.getFirst().kernel().relativeErrorAgainst(ELLIPSE.withCentre(0));
    assertEquals(1, off * norm(ELLIPSE.withCentre(0)) / both, 5 / Math.sqrt(48));
  }

  private static double norm(Kernel kernel) {
    double squares = 0;
    for (double value : kernel.values()) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }

  @Test
  void sampledIncrementsHaveTheLikelihoodOfTheFit() {
    var learned = learn(Learner.standard(), system(ELLIPSE, 0.9), 30, 7);
    var sample = learned.increments(10_000);
    // Every fourth of 30 × 1024 cells, all of them in range.
    assertEquals(30 * 1024 / 4, sample.size());
    var k = learned.mobilityByField().orElseThrow();
    var slope = learned.slopePoints().table();
    var x = new float[sample.orbits()];
    double squares = 0;
    var orbits = Symmetry.INVERSION.orbits(3);
    for (int i = 0; i < sample.size(); i++) {
      sample.neighbours(i, x, 0);
      double phi = sample.field(i);
      for (int o = 0; o < x.length; o++) {
        phi += x[o] * learned.kernel().get(orbits.get(o).dy(), orbits.get(o).dx());
      }
      double m = sample.m(i);
      double n = 0.9 * k.at(m, phi);
      double u = (Math.signum(m) * slope.at(Math.abs(m)) - phi) / 0.9;
      double e = sample.increment(i) + n * Math.tanh(u) * sample.driftScale(i);
      squares += e * e / sample.varianceScale() / (n * sample.noiseFactor(i));
    }
    assertEquals(1, squares / sample.size(), 5 * Math.sqrt(2.0 / sample.size()));
  }
}
