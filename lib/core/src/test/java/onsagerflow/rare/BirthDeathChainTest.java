package onsagerflow.rare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BirthDeathChainTest {

  private static BirthDeathChain curieWeiss(int n, double beta) {
    return BirthDeathChain.curieWeiss(n, 1.0 / n, beta, 0);
  }

  /// Mean times between the modes, derived independently in Python with numpy.
  @ParameterizedTest
  @CsvSource({
    "64, 1.2, 10, 148.52",
    "256, 1.2, 43, 12822",
    "512, 1.2, 86, 5.8637e6",
    "128, 1.5, 8, 2.9755e7"
  })
  void curieWeissBlocksFlipBetweenTheirModes(int n, double beta, int mode, double time) {
    var chain = curieWeiss(n, beta);
    assertEquals(time, chain.meanPassageTime(mode, n - mode), 1e-4 * time);
    assertEquals(time, chain.meanPassageTime(n - mode, mode), 1e-4 * time, "by symmetry");
    double[] settled = chain.quasiStationary(n / 2);
    int likeliest = 0;
    for (int k = 0; k < n / 2; k++) {
      likeliest = settled[k] > settled[likeliest] ? k : likeliest;
    }
    assertEquals(mode, likeliest);
  }

  @Test
  void freeSpinPassesAtItsRate() {
    // one spin, refreshed at rate 1, up with probability 1/2
    var spin = curieWeiss(1, 1e-12);
    assertEquals(2, spin.meanPassageTime(0, 1), 1e-9);
    assertEquals((1 + Math.exp(-0.7)) / 2, spin.evolve(new double[] {1, 0}, 0.7)[0], 1e-9);
  }

  @Test
  void settledChainSurvivesExponentially() {
    var chain = curieWeiss(32, 1.2);
    int b = 26;
    double[] settled = chain.quasiStationary(b);
    double rate = chain.escapeRate(b);
    assertEquals(1, Arrays.stream(settled).sum(), 1e-12);
    double t = 30;
    double[] later = chain.absorbedAt(b).evolve(settled, t);
    double survival = 1 - later[b];
    assertEquals(Math.exp(-rate * t), survival, 1e-10);
    later[b] = 0;
    for (int k = 0; k < b; k++) {
      assertEquals(settled[k] * survival, later[k], 1e-10);
    }
    double time = 0; // from the settled state
    for (int k = 0; k < b; k++) {
      time += settled[k] * chain.meanPassageTime(k, b);
    }
    assertEquals(1 / rate, time, 1e-8 * time);
  }

  @Test
  void committorIsHarmonic() {
    var chain = BirthDeathChain.curieWeiss(128, 1.0 / 128, 1.5, 0.02);
    int a = 10;
    int b = 100;
    double[] q = chain.committor(a, b);
    assertEquals(0, q[a]);
    assertEquals(1, q[b]);
    for (int k = a + 1; k < b; k++) {
      double mean =
          (chain.up(k) * q[k + 1] + chain.down(k) * q[k - 1]) / (chain.up(k) + chain.down(k));
      assertEquals(mean, q[k], 1e-13);
      assertTrue(q[k] > q[k - 1]);
    }
    // without a field, the middle is undecided
    assertEquals(0.5, curieWeiss(128, 1.5).committor(a, 128 - a)[64], 1e-12);
  }

  @Test
  void barrierBeyondTheRangeOfExponentialsIsNoObstacle() {
    var chain = curieWeiss(4000, 2);
    double[] q = chain.committor(100, 3900);
    assertEquals(0.5, q[2000], 1e-9);
    assertTrue(q[101] >= 0 && q[3899] <= 1);
    assertTrue(Double.isInfinite(chain.meanPassageTime(100, 3900)), "e^780 sweeps");
  }

  @Test
  void spinsThatFeelAFieldEvolveTowardsIt() {
    var chain = BirthDeathChain.curieWeiss(20, 0, 1, 0.3); // independent spins
    double[] p = new double[21];
    p[0] = 1;
    double[] later = chain.evolve(p, 1.3);
    double up = (1 - Math.exp(-1.3)) / (1 + Math.exp(-0.6));
    double[] binomial = new double[21];
    binomial[0] = Math.pow(1 - up, 20);
    for (int k = 1; k <= 20; k++) {
      binomial[k] = binomial[k - 1] * (21 - k) / k * up / (1 - up);
    }
    assertArrayEquals(binomial, later, 1e-13);
  }

  @Test
  void impossibleChainsAreRefused() {
    Refusal.of("lead out", () -> new BirthDeathChain(new double[] {1, 1}, new double[] {0, 1}));
    Refusal.of("-1.0", () -> new BirthDeathChain(new double[] {-1, 0}, new double[] {0, 1}));
    Refusal.of("two states", () -> new BirthDeathChain(new double[1], new double[1]));
    Refusal.of("got 9", () -> curieWeiss(8, 1).meanPassageTime(0, 9));
    Refusal.of("below b, got 5 and 3", () -> curieWeiss(8, 1).committor(5, 3));
    Refusal.of("below 0", () -> curieWeiss(8, 1).quasiStationary(0));
  }
}
