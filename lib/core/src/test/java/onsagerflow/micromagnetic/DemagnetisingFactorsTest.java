package onsagerflow.micromagnetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemagnetisingFactorsTest {

  @ParameterizedTest
  @CsvSource({ // of Aharoni's formula, by other programs
    "1, 1, 1, 0.333333333, 0.333333333, 0.333333333",
    "3, 8, 0.5, 0.157753814, 0.056778035, 0.785468151",
    "3, 8, 6, 0.527420161, 0.201324979, 0.271254860",
  })
  void aBoxHasItsPublishedFactors(double a, double b, double c, double x, double y, double z) {
    var exact = DemagnetisingFactors.ofBox(a, b, c);
    assertEquals(0, exact.apartFrom(new DemagnetisingFactors(x, y, z)), 6e-10);
    assertEquals(1, exact.x() + exact.y() + exact.z(), 1e-12);
  }

  @Test
  void theFieldOfCellsHasThem() {
    var mesh = new Mesh(6, 5, 2, 1e-9, 2e-9, 3e-9);
    var exact = DemagnetisingFactors.ofBox(mesh);
    assertEquals(0, exact.apartFrom(DemagnetisingFactors.ofBox(6, 10, 6)), 1e-14);
    assertEquals(0, DemagnetisingFactors.of(mesh).apartFrom(exact), 1e-10);
    assertEquals(
        0.3,
        new DemagnetisingFactors(0.2, 0.7, 0.1).apartFrom(new DemagnetisingFactors(0.1, 0.4, 0.3)),
        1e-15);
  }

  @Test
  void refusesWhatIsNoBox() {
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> DemagnetisingFactors.ofBox(1, 0, Double.NaN));
    assertTrue(String.valueOf(e.getMessage()).contains("got 1.0, 0.0, NaN"));
  }
}
