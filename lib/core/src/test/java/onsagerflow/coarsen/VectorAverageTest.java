package onsagerflow.coarsen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import onsagerflow.field.CounterRandom;
import onsagerflow.field.Grid;
import org.junit.jupiter.api.Test;

class VectorAverageTest {

  /// Each component of the mean of v independent unit vectors has variance 1/3v.
  @Test
  void randomBlocksScatterAsTheirVectorsDo() {
    var cells = new Grid(60, 80, 4);
    var m = new VectorAverage(4).ofRandomVectors(cells, new CounterRandom(1, 0));
    double variance = 1 / 48.0;
    for (int c = 0; c < 3; c++) {
      var component = m.component(c);
      assertEquals(0, component.mean(), 4 * Math.sqrt(variance / cells.size()));
      assertEquals(variance, component.meanSquare(), 4 * variance * Math.sqrt(2.0 / cells.size()));
    }
    double product = 0;
    for (int x = 0; x < cells.size(); x++) {
      product += m.get(0, x) * m.get(2, x) / cells.size();
    }
    assertEquals(0, product, 4 * variance / Math.sqrt(cells.size()));
  }

  @Test
  void refusesBlocksOfAnotherSize() {
    var random = new CounterRandom(1, 0);
    assertThrows(
        IllegalArgumentException.class,
        () -> new VectorAverage(4).ofRandomVectors(new Grid(8, 8, 8), random));
  }
}
