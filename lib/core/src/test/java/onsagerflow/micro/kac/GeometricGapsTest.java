package onsagerflow.micro.kac;

import static org.junit.jupiter.api.Assertions.assertEquals;

import onsagerflow.field.CounterRandom;
import org.junit.jupiter.api.Test;

class GeometricGapsTest {

  @Test
  void gapsAreGeometric() {
    for (double q : new double[] {1, 0.6, 0.05, 3e-4}) {
      var gaps = new GeometricGaps(q);
      var random = new CounterRandom(15, 0);
      int draws = 200_000;
      var counts = new long[GeometricGaps.LONGEST + 1];
      for (int i = 0; i < draws; i++) {
        counts[gaps.of((int) random.nextLong())]++;
      }
      for (int g = 0; g <= GeometricGaps.LONGEST; g++) {
        double p = Math.pow(1 - q, g) * (g < GeometricGaps.LONGEST ? q : 1);
        double width = Math.sqrt(draws * p * (1 - p));
        assertEquals(draws * p, (double) counts[g], 5 * width + 2, "q = " + q + ", gap " + g);
      }
    }
  }
}
