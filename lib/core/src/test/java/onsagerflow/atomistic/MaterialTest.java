package onsagerflow.atomistic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import onsagerflow.field.FieldComponents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaterialTest {

  /// Iron, roughly.
  private final Material iron = new Material(7.05e-21, 2.22, 0.1);

  @Test
  void unitsAreThoseOfTheExchange() {
    assertEquals(510.63, iron.kelvin(), 0.01);
    assertEquals(1, iron.temperature(iron.kelvin()), 1e-15);
    assertEquals(342.43, iron.tesla(), 0.01);
    var h = (FieldComponents) iron.field(0, 0, 3.4243);
    assertEquals(0.01, h.component(2, 3).constant(), 1e-6);
    assertEquals(0.5, iron.energy(3.525e-21), 1e-12);
  }

  /// In one tesla a spin of damping λ precesses at γ_e/(1 + λ²).
  @Test
  void precessionHasTheFrequencyOfGilbertsEquation() {
    double reducedRate = 1 / iron.tesla(); // γ h, γ = 1
    double perSecond = reducedRate / iron.seconds();
    assertEquals(1.76085963023e11 / 1.01, perSecond, 1e-3);
    assertEquals(1e-12 / iron.seconds(), iron.time(1e-12), 1e-12);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, 0.1, joule",
    "44, 2, 0.1, meV",
    "7e-21, 2e-23, 0.1, magnetons",
    "7e-21, 2, -0.1, damping",
    "0, 2, 0.1, weak"
  })
  void whatLooksLikeOtherUnitsIsRefused(double j, double moment, double damping, String word) {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> new Material(j, moment, damping));
    assertTrue(
        String.valueOf(refused.getMessage()).contains(word), String.valueOf(refused.getMessage()));
  }

  @Test
  void timesAndFieldsOfOtherUnitsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> iron.time(10));
    assertThrows(IllegalArgumentException.class, () -> iron.energy(0.1));
    assertThrows(IllegalArgumentException.class, () -> iron.temperature(-1));
    assertThrows(IllegalArgumentException.class, () -> iron.field(0, 0, 1e7));
    assertThrows(IllegalArgumentException.class, () -> new Material(7e-21, 2, 0.1, 1));
  }
}
