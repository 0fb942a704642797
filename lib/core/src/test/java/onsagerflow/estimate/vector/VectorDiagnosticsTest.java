package onsagerflow.estimate.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import onsagerflow.estimate.vector.VectorDiagnostics.ByLength;
import onsagerflow.field.ThermalUnits;
import org.junit.jupiter.api.Test;

class VectorDiagnosticsTest {

  private static final long CELLS = 40_000;

  private static List<String> cautions(ByLength... byLength) {
    return new VectorDiagnostics(
            false,
            100,
            0,
            CELLS,
            0,
            List.of(byLength),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            1)
        .cautions(0.3, ThermalUnits.REDUCED);
  }

  /// K∥ and K⊥ of the drift over those of the noise, known to a hundredth.
  private static ByLength ratios(double m, double cells, double parallel, double perpendicular) {
    return new ByLength(m, cells, 1, 1, parallel, 0.01, perpendicular, 0.01);
  }

  @Test
  void oneSentenceNamesAllLengthsAtWhichKOfTheDriftIsOff() {
    var cautions =
        cautions(
            ratios(0.2, CELLS / 100.0, 3, 3), // too few cells to be spoken of
            ratios(0.5, 10_000, 1.25, 0.97),
            ratios(0.7, 10_000, 1.1, 0.8),
            ratios(0.9, 10_000, 1.04, 1.0));
    assertEquals(2, cautions.size(), cautions.toString());
    assertTrue(
        cautions
            .getFirst()
            .startsWith(
                "K_parallel of the drift is 1.100 to 1.250 of that of the noise at |m| = 0.50 to"
                    + " 0.70, where"),
        cautions.toString());
    assertTrue(
        cautions
            .getLast()
            .startsWith(
                "K_perpendicular of the drift is 0.800 of that of the noise at |m| = 0.70, where"),
        cautions.toString());
  }

  @Test
  void incrementsThatScatterTooMuchAreNamedOnce() {
    assertEquals(
        List.of(
            "increments across m scatter by 1.080 to 1.200 of the variance expected at |m| ="
                + " 0.50 to 0.70"),
        cautions(
            new ByLength(0.5, 20_000, 1.02, 1.08, 1, 0, 1, 0),
            new ByLength(0.7, 20_000, 0.98, 1.2, 1, 0, 1, 0)));
  }

  @Test
  void nothingIsSaidOfRatiosWithinTheirErrors() {
    assertEquals(List.of(), cautions(new ByLength(0.5, 900, 1.15, 0.9, 1.3, 0.1, 0.8, 0.1)));
  }
}
