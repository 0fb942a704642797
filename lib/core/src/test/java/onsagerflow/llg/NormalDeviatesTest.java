package onsagerflow.llg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NormalDeviatesTest {

  private static final int CALLS = 4000;
  private static final int PAIRS = 512;

  @Test
  void momentsAreThoseOfANormalDistribution() {
    var z = new float[2 * PAIRS];
    var moments = new double[9];
    for (int call = 0; call < CALLS; call++) {
      NormalDeviates.fill(99, (long) call * PAIRS, PAIRS, z);
      for (float x : z) {
        double power = 1;
        for (int k = 0; k < moments.length; k++) {
          moments[k] += power;
          power *= x;
        }
      }
    }
    double[] exact = {1, 0, 1, 0, 3, 0, 15, 0, 105};
    double[] variances = {0, 1, 2, 15, 96, 945, 10170, 135135, 2016000};
    for (int k = 1; k < moments.length; k++) {
      double error = Math.sqrt(variances[k] / moments[0]);
      assertEquals(exact[k], moments[k] / moments[0], 4 * error, "moment " + k);
    }
  }

  @Test
  void deviatesOfOnePairAreIndependentAndOfOneAreaAsLikelyAsNormal() {
    int pairs = 1 << 20;
    var z = new float[2 * pairs];
    NormalDeviates.fill(7, 0, pairs, z);
    double product = 0;
    double squares = 0;
    int beyondThree = 0;
    for (int i = 0; i < pairs; i++) {
      product += z[i] * z[pairs + i];
      squares += (z[i] * z[i] - 1.0) * (z[pairs + i] * z[pairs + i] - 1.0);
      beyondThree += Math.abs(z[i]) > 3 ? 1 : 0;
    }
    assertEquals(0, product / pairs, 4 / Math.sqrt(pairs));
    assertEquals(0, squares / pairs, 4 * 2 / Math.sqrt(pairs));
    double expected = 2.699796e-3 * pairs;
    assertEquals(expected, beyondThree, 4 * Math.sqrt(expected));
  }

  @Test
  void aStretchIsTheSameAloneOrAmongOthers() {
    var all = new float[4000];
    NormalDeviates.fill(5, 100, 2000, all);
    var part = new float[2000];
    NormalDeviates.fill(5, 1100, 1000, part);
    assertArrayEquals(Arrays.copyOfRange(all, 1000, 2000), Arrays.copyOf(part, 1000));
  }
}
