package onsagerflow.meso;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaugeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s'(m)/m -> T as m -> 0",
        "J(0) = 0",
        "J(0) = 0.25",
        "J(0) = -1.0E-17",
        "J(0) = NaN",
        "J(0) known",
        "mean field"
      })
  void textIsKept(String text) {
    assertEquals(text, Gauge.parse(text).toString());
  }

  @Test
  void slopeAndNumbersAreReadAsWhatTheyAre() {
    assertEquals(new Gauge.Slope(), Gauge.parse("s'(m)/m -> T as m -> 0"));
    assertEquals(new Gauge.Centre(0), Gauge.parse("J(0) = 0"));
    assertEquals(new Gauge.Centre(0), Gauge.parse("J(0) = 0.0"));
    assertEquals(new Gauge.Centre(0.25), Gauge.parse("J(0) = 0.25"));
    assertEquals(new Gauge.Stated("J(0) known"), Gauge.parse("J(0) known"));
  }

  @Test
  void centreIsANumber() {
    assertEquals(
        "J(0) must be finite, got NaN",
        assertThrows(IllegalArgumentException.class, () -> new Gauge.Centre(Double.NaN))
            .getMessage());
  }
}
