package onsagerflow.micro.kac;

import static org.junit.jupiter.api.Assertions.assertTrue;

import onsagerflow.field.CounterRandom;
import org.junit.jupiter.api.Test;

class HeatBathDrawTest {

  @Test
  void drawsDecideByBoundsWhatTheyDecideByTheField() {
    var draw = new HeatBathDraw(1.3);
    var random = new CounterRandom(16, 0);
    for (int i = 0; i < 100_000; i++) {
      int u = (int) (random.nextLong() >>> 33);
      float h = (float) (4 * random.nextDouble() - 2);
      int interval = HeatBathDraw.interval(u);
      if (h > draw.above(interval)) {
        assertTrue(draw.isUp(u, h + 1e-6));
      } else if (h < draw.below(interval)) {
        assertTrue(!draw.isUp(u, h - 1e-6));
      }
    }
  }
}
