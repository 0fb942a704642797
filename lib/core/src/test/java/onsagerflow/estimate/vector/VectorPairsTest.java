package onsagerflow.estimate.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.data.VectorObservations;
import onsagerflow.estimate.equations.UnidentifiableException;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Frame pairs of the exact equation give its functions, as well as any estimate could.
class VectorPairsTest {

  private static final VectorLearner LEARNER = VectorLearner.standard().withProgress(line -> {});

  private static SyntheticVectors spins(double temperature, double damping, double field) {
    return new SyntheticVectors(
        new Grid(12, 12, 8),
        SyntheticVectors.bump(2),
        temperature,
        damping,
        1,
        List.of(0.0, 0.0, field));
  }

  /// Damping, temperatures on both sides of T_c, fields, lags up to γHΔt ≈ 1 and radii, with frames
  /// so few and small that a fit from elsewhere ends at another maximum.
  @ParameterizedTest
  @CsvSource({
    "12, 3, 0.66, 0.2, 0.02, 0.1, 12",
    "12, 3, 0.60, 0.05, 0.5, 1.5, 12",
    "12, 2, 0.66, 0.2, 0.02, 0.1, 30",
    "12, 2, 0.90, 0.05, 0.02, 0.4, 20",
    "12, 3, 0.90, 1, 0, 0.4, 20",
    "16, 4, 0.90, 0.2, 0.5, 0.1, 20",
    "12, 2, 1.50, 0.05, 0.5, 0.4, 20",
    "12, 2, 1.50, 1, 0.02, 0.1, 30",
    "12, 2, 1.50, 0.2, 0, 1.5, 20"
  })
  void errorsAreThoseOfTheBound(
      int length,
      double range,
      double ofCritical,
      double damping,
      double h,
      double lag,
      int pairs) {
    var spins =
        new SyntheticVectors(
            new Grid(length, length, 8),
            SyntheticVectors.bump(range),
            ofCritical / 3,
            damping,
            1,
            List.of(0.0, 0.0, h));
    var coverage = new VectorCoverage();
    for (int seed = 1; seed <= 2; seed++) {
      coverage.add(spins, pairs, lag, lag + 0.3, 0.2, seed);
    }
    // χ² of n unknowns is n ± √(2n).
    int n = coverage.unknowns;
    assertEquals(n, coverage.deviance, 4 * Math.sqrt(2 * n), coverage.all.toString());
  }

  /// Above T_c without a field, J of a few pairs might as well be 0, and then γ is anything.
  @Test
  void saysWhereTheDataHardlyTellThePrecession() {
    var spins =
        new SyntheticVectors(
            new Grid(12, 12, 8), SyntheticVectors.bump(3), 1, 0.2, 1, List.of(0.0, 0.0, 0.0));
    var learned = LEARNER.withRadius(2).fit(VectorObservations.of(spins.pairs(8, 0.1, 0.4, 0, 1)));
    assertTrue(
        learned.cautions().stream().anyMatch(caution -> caution.startsWith("values of gamma")),
        learned.toString());
  }

  @Test
  void temperaturesShareJ() {
    var cold = spins(0.25, 0.3, 0);
    var warm = spins(0.4, 0.3, 0);
    var learned =
        LEARNER
            .withRadius(1)
            .fitTemperatures(
                VectorObservations.of(
                    List.of(cold.pairs(30, 0.1, 0.4, 0.3, 1), warm.pairs(30, 0.1, 0.4, 0.3, 2)),
                    Observations.UseGenerator.AUTO));
    assertEquals(2, learned.size());
    assertEquals(learned.get(0).kernel().get(0, 1), learned.get(1).kernel().get(0, 1));
    assertEquals(
        cold.kernel().get(0, 1),
        learned.getFirst().kernel().get(0, 1),
        4 * learned.getFirst().kernelError().get(0, 1));
    for (var one : learned) {
      assertEquals(1, one.precession(), 4 * one.precessionError());
    }
  }

  @Test
  void theRadiusIsChosenOnHeldOutFrames() {
    var spins =
        new SyntheticVectors(
            new Grid(12, 12, 8), SyntheticVectors.bump(2), 0.3, 0.5, 1, List.of(0.0, 0.0, 0.0));
    var learned = LEARNER.fit(VectorObservations.of(spins.generator(16, 1.0, 0.3, 1)));
    assertEquals(1, learned.radius());
    assertTrue(learned.diagnostics().radius().isPresent());
  }

  @Test
  void refusesARadiusWiderThanTheGrid() {
    var data = VectorObservations.of(spins(0.3, 0.2, 0).pairs(3, 0.1, 0.2, 0.2, 1));
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> LEARNER.withRadius(6).fit(data));
    assertEquals(
        "kernel radius 6 is wider than the grid 12 x 12 allows (5)",
        String.valueOf(refusal.getMessage()));
  }

  @Test
  void saysOfWhatTheDataSayNothing() {
    var free =
        new SyntheticVectors(
            new Grid(12, 12, 8),
            new Kernel(0, new double[] {0}),
            0.3,
            0.5,
            1,
            List.of(0.0, 0.0, 0.0));
    var data = VectorObservations.of(free.pairs(10, 0.1, 0.2, 0.2, 1));
    var refusal =
        assertThrows(UnidentifiableException.class, () -> LEARNER.withRadius(0).fit(data));
    assertTrue(
        String.valueOf(refusal.getMessage()).contains("gamma"),
        String.valueOf(refusal.getMessage()));
  }

  @Test
  void refusesTooFewData() {
    var data = VectorObservations.of(spins(0.3, 0.2, 0).pairs(1, 0.1, 0.2, 0.2, 1));
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> LEARNER.withRadius(3).fit(data));
    assertTrue(
        String.valueOf(refusal.getMessage()).startsWith("too few data: "),
        String.valueOf(refusal.getMessage()));
  }
}
