package onsagerflow.field.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogarithmTest {

  @Test
  void agreesWithStrictMath() {
    var wide = new SplittableRandom(1).doubles(100_000, -700, 700).map(StrictMath::exp);
    var nearOne = new SplittableRandom(2).doubles(100_000, 0.4, 2.5);
    for (var values : new double[][] {wide.toArray(), nearOne.toArray()}) {
      var result = values.clone();
      Logarithm.apply(result, 0, values.length);
      for (int i = 0; i < values.length; i++) {
        double exact = StrictMath.log(values[i]);
        assertEquals(exact, result[i], 1e-15 * Math.abs(exact) + 1e-18, "x = " + values[i]);
      }
    }
  }

  @Test
  void ofOneIsZero() {
    var x = new double[5];
    Arrays.fill(x, 1);
    Logarithm.apply(x, 0, x.length);
    assertEquals(0, Arrays.stream(x).map(Math::abs).max().orElseThrow(), 0);
  }
}
