package onsagerflow.estimate.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import onsagerflow.estimate.data.VectorObservations;
import onsagerflow.estimate.exact.ExactHeisenberg;
import onsagerflow.estimate.exact.VectorDistances;
import onsagerflow.field.Grid;
import onsagerflow.meso.vector.VectorEntropySlope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Generator channels of blocks of Kac–Heisenberg spins give the functions of PHYSICS §6.
class VectorGeneratorTest {

  private static final VectorLearner LEARNER =
      VectorLearner.standard().withRadius(2).withProgress(line -> {});

  private static SyntheticVectors spins(double temperature, double damping, double field) {
    return new SyntheticVectors(
        new Grid(16, 16, 8),
        SyntheticVectors.bump(3),
        temperature,
        damping,
        1,
        List.of(0.0, 0.0, field));
  }

  @ParameterizedTest
  @CsvSource({"0.22, 0.2, 0.02", "0.22, 1, 0", "0.4, 0.05, 0", "0.4, 0.5, 0.05"})
  void findsTheExactFunctions(double temperature, double damping, double field) {
    var spins = spins(temperature, damping, field);
    var learned = LEARNER.fit(VectorObservations.of(spins.generator(24, 1.0, 0.3, 1)));
    assertEquals(1, learned.precession(), 0.005);
    var parallel = learned.parallel();
    var perpendicular = learned.perpendicular();
    for (int k = 0; k < parallel.size(); k++) {
      double m = parallel.m(k);
      double error = 5 * parallel.standardError(k);
      assertEquals(spins.along(m), parallel.value(k), error, "K∥ at " + m);
      assertTrue(error < 0.1 * spins.along(m), "error of K∥ at " + m);
      error = 5 * perpendicular.standardError(k);
      assertEquals(spins.across(m), perpendicular.value(k), error, "K⊥ at " + m);
    }
    // s′ of conditional drifts has the number of states of a block in it.
    var exact = VectorEntropySlope.langevin(temperature).withFiniteBlock(temperature, 64);
    var slope = learned.slopePoints();
    double centre = spins.kernel().get(0, 0);
    for (int i = 0; i + 1 < slope.size(); i++) {
      double m = slope.m(i);
      double expected = exact.at(m) - centre * m;
      assertEquals(expected, slope.value(i), 0.003 * expected + 5 * slope.standardError(i));
    }
    assertEquals(1, learned.kernel().total(), 0.005 + 5 * learned.totalError());
    for (int dx = 0; dx <= 2; dx++) {
      double expected = spins.kernel().get(0, dx);
      assertEquals(expected, learned.kernel().get(0, dx), 0.02 * expected);
    }
    assertEquals(List.of(), learned.cautions());
  }

  /// The distances are those of the fit, and grow with what the truth is changed by.
  @Test
  void distancesFromTheExactFunctionsAreSmall() {
    var spins = spins(0.22, 0.2, 0.02);
    var data = spins.generator(24, 1.0, 0.3, 1);
    var learned = LEARNER.fit(VectorObservations.of(data));
    var exact = new ExactHeisenberg(spins.kernel(), 0.22, 0.2, 1);
    var off = VectorDistances.of(exact, learned, data);
    assertTrue(off.parallel() < 2 && off.perpendicular() < 2, off::toString);
    assertTrue(off.entropySlope() < 1 && off.kernel() < 3, off::toString);
    assertEquals(0, off.precession(), 0.5);
    var other = new ExactHeisenberg(spins.kernel().scaled(1.1), 0.22, 0.22, 1.02);
    var further = VectorDistances.of(other, learned, data);
    double mobility = 100 * (1 - 1 / (1.1 * 1.02));
    assertEquals(mobility, further.parallel(), 2);
    assertEquals(mobility, further.perpendicular(), 2);
    assertEquals(100 * (1 / 1.02 - 1), further.precession(), 0.5);
    assertEquals(9, further.kernel(), 3);
  }

  @Test
  void aModelHasTheFunctions() {
    var spins = spins(0.22, 0.2, 0.02);
    var learned = LEARNER.fit(VectorObservations.of(spins.generator(12, 1.0, 0.3, 2)));
    var model = learned.model();
    double m = learned.parallel().m(2);
    assertEquals(spins.along(m), model.functions().mobility().parallel(m), 0.02 * spins.along(m));
    double expected = spins.slope(m) + spins.kernel().get(0, 0) * m;
    assertEquals(expected, model.entropySlope().at(m), 0.03 * expected);
    assertEquals(8, model.block());
  }
}
