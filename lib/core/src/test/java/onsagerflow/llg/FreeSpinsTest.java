package onsagerflow.llg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import onsagerflow.field.CounterRandom;
import onsagerflow.field.Grid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreeSpinsTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-9, 1e-3, 0.0166, 0.0168, 0.3, 0.8, 0.99, 0.9999})
  void fieldIsTheInverseOfTheMean(double mean) {
    assertEquals(mean, FreeSpins.mean(FreeSpins.field(mean)), 1e-12 * Math.max(mean, 1e-3));
  }

  @Test
  void meanIsLangevins() {
    assertEquals(1 / Math.tanh(2) - 0.5, FreeSpins.mean(2), 1e-15);
    assertEquals(1e-4 / 3 - 1e-12 / 45, FreeSpins.mean(1e-4), 1e-18);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.05, 0.6, 0.97, 1})
  void drawnSpinsHaveTheirMeanAndSpread(double length) {
    var grid = Grid.square(256);
    double[] mean = {0.36 * length, -0.48 * length, 0.8 * length};
    var drawn = FreeSpins.draw(grid, mean, new CounterRandom(1, 0));
    double n = grid.size();
    for (int c = 0; c < 3; c++) {
      assertEquals(mean[c], drawn.component(c).mean(), 4 / Math.sqrt(3 * n) + 1e-12);
    }
    var along =
        drawn.projection(mean[0] + 1e-300, mean[1], mean[2] + 1e-300 + (length == 0 ? 1 : 0));
    double xi = FreeSpins.field(length);
    // ⟨(s·n)²⟩ = 1 − 2L/ξ
    double exact = length == 0 ? 1.0 / 3 : 1 - 2 * length / xi;
    assertEquals(exact, along.meanSquare(), 4 * 0.3 / Math.sqrt(n));
    assertEquals(n, drawn.norm().mean() * n, 1e-7 * n);
  }

  @Test
  void aMeanLongerThanOneIsRefused() {
    var random = new CounterRandom(1, 0);
    var grid = Grid.square(4);
    assertThrows(
        IllegalArgumentException.class,
        () -> FreeSpins.draw(grid, new double[] {0.8, 0, 0.7}, random));
    assertThrows(
        IllegalArgumentException.class, () -> FreeSpins.draw(grid, new double[] {0, 0}, random));
  }
}
