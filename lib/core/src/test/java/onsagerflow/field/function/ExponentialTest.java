package onsagerflow.field.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExponentialTest {

  @Test
  void agreesWithStrictMath() {
    var x = new SplittableRandom(1).doubles(100_000, -600, 600).toArray();
    var small = new SplittableRandom(2).doubles(100_000, -2, 2).toArray();
    for (var values : new double[][] {x, small}) {
      var result = values.clone();
      Exponential.apply(result, 0, values.length);
      for (int i = 0; i < values.length; i++) {
        double exact = StrictMath.exp(values[i]);
        assertEquals(1, result[i] / exact, 1e-15, "x = " + values[i]);
      }
    }
  }

  @Test
  void saturatesInsteadOfOverflowing() {
    var x = new double[] {0, 1e9, Double.POSITIVE_INFINITY, -1e9, Double.NaN};
    Exponential.apply(x, 0, x.length);
    assertEquals(1, x[0], 0);
    assertEquals(StrictMath.exp(600), x[1], 1e-14 * x[1]);
    assertEquals(x[1], x[2], 0);
    assertEquals(StrictMath.exp(-600), x[3], 1e-14 * x[3]);
    assertTrue(Double.isNaN(x[4]));
  }
}
