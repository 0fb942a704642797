package onsagerflow.field;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WallProfileTest {

  private final WallProfile wall = WallProfile.tanh(0.7, 6);

  @Test
  void slabIsNegativeInTheMiddleHalf() {
    var m = wall.slab(new Grid(4, 64, 2)); // walls at 32 and 96
    assertEquals(0.7 * Math.tanh(-1 / 6.0), m.get(3, 16), 1e-12);
    assertEquals(0.7 * Math.tanh(1 / 6.0), m.get(0, 15), 1e-12);
    assertEquals(m.get(1, 20), m.get(1, 43), 1e-12);
    assertEquals(0, m.mean(), 1e-12);
  }

  @Test
  void dropletIsRound() {
    var m = wall.droplet(new Grid(32, 64, 2), 20); // centre (32, 64)
    assertEquals(-0.7, m.get(16, 32), 4e-3);
    assertEquals(0.7 * Math.tanh((Math.hypot(31, 1) - 20) / 6), m.get(0, 32), 1e-12);
    assertEquals(m.get(16, 44), m.get(28, 32), 1e-12);
  }

  @Test
  void blocksHoldTheMeanOfTheirSpins() {
    double expected = 0;
    for (double x : new double[] {1.5, 2.5, 3.5, 4.5}) {
      expected += 0.7 * Math.tanh(x / 6) / 4;
    }
    assertEquals(expected, wall.averagedOver(4).at(3), 1e-12);
  }
}
