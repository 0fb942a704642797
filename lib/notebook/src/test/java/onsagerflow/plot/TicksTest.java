package onsagerflow.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {

  @ParameterizedTest
  @CsvSource({"0, 1024, 6", "-6.5, 6.5, 5", "-1e-3, 1e-3, 6", "-0.9999, 0.9999, 4", "3, 4, 1"})
  void ticksLieInsideAndAreNotTooMany(double low, double high, int most) {
    var ticks = Ticks.between(low, high, most, 0);
    assertTrue(ticks.values().size() <= most + 1, ticks.toString());
    for (double tick : ticks.values()) {
      assertTrue(tick >= low - 1e-9 && tick <= high + 1e-9, ticks.toString());
      assertEquals(tick, Double.parseDouble(ticks.label(tick)), 1e-12, "label loses digits");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1024, 6, 0 200 400 600 800 1000",
    "-0.011, 0.011, 5, -0.010 -0.005 0.000 0.005 0.010"
  })
  void ticksAreRound(double low, double high, int most, String labels) {
    var ticks = Ticks.between(low, high, most, 0);
    assertEquals(labels, String.join(" ", ticks.values().stream().map(ticks::label).toList()));
  }

  @Test
  void ticksAreNoCloserThanACell() {
    assertEquals(List.of(-1.0, 0.0, 1.0), Ticks.between(-1.5, 1.5, 8, 1).values());
  }
}
