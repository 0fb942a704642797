package onsagerflow.cli.statistics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import onsagerflow.statistics.Mean;
import org.junit.jupiter.api.Test;

class AgreementTest {

  private static Comparison.Row row(double time, Mean one, Mean other) {
    return new Comparison.Row(time, "<m^2>", Comparison.Kind.SPECTRUM, one, other);
  }

  /// Sixteen rollouts from the four starts of the spins hold the same frames at first.
  @Test
  void framesThatAreThereSeveralTimesAreNoAgreement() {
    var same = row(0, new Mean(0.1 + 1e-17, 0.01, 16), new Mean(0.1, 0.02, 4));
    var later = row(1, new Mean(0.2, 0.01, 16), new Mean(0.3, 0.02, 4));
    String text = new Agreement(List.of(same, later)).text();
    assertTrue(text.startsWith("0 of 1 comparisons"), text);
    assertTrue(text.endsWith("the same frames are not counted."), text);
  }
}
