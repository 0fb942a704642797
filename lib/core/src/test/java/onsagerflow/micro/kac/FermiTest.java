package onsagerflow.micro.kac;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FermiTest {

  @Test
  void agreesWithTanhEverywhere() {
    for (double x = -60; x < 60; x += 1e-3) {
      assertEquals((1 - Math.tanh((float) x / 2)) / 2, Fermi.of((float) x), 1e-6);
    }
  }

  @Test
  void rareFlipsKeepTheirRelativeRate() {
    for (double x = 0; x < 22; x += 1e-3) {
      double exact = 1 / (1 + Math.exp((float) x));
      assertEquals(1, Fermi.of((float) x) / exact, 5e-6);
    }
  }

  @Test
  void staysFiniteAtAnyField() {
    assertEquals(1, Fermi.of(Float.NEGATIVE_INFINITY), 1e-9);
    assertEquals(0, Fermi.of(Float.POSITIVE_INFINITY), 3e-10);
  }
}
