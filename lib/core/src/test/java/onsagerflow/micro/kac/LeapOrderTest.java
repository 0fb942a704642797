package onsagerflow.micro.kac;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.micro.ChiSquared;
import onsagerflow.micro.KacIsing;
import onsagerflow.micro.KacKernel;
import onsagerflow.micro.SmallLattice;
import org.junit.jupiter.api.Test;

/// The error of the τ-leap, measured without sampling.
///
/// It has two parts: a·τ², and b·τ/n for spins with n neighbours, because the extrapolated field
/// fluctuates more than the field in the middle of the leap.
class LeapOrderTest {

  private static final double T = 0.8;
  private static final double H = 0.05;

  @Test
  void errorIsOfSecondOrderForInfinitelyManyNeighbours() {
    double coarse = Math.abs(meanFieldLeap(0.1, 2, 20) - meanFieldEquation(0.1, 2));
    double fine = Math.abs(meanFieldLeap(0.1, 2, 40) - meanFieldEquation(0.1, 2));
    assertEquals(2, log2(coarse / fine), 0.15);
    assertTrue(fine < 1e-3, "error at τ = 0.05: " + fine);
  }

  @Test
  void errorIsOfFirstOrderForFewNeighbours() {
    double order = log2(error(9, 0.05) / error(9, 0.025));
    assertEquals(1, order, 0.15);
  }

  @Test
  void firstOrderPartFallsWithTheNumberOfNeighbours() {
    // 2 err(τ/2) − ½ err(τ) leaves the first-order part: b τ/n · (1 − ½).
    double few = 16 * (2 * error(17, 0.05) - error(17, 0.1) / 2);
    double many = 32 * (2 * error(33, 0.05) - error(33, 0.1) / 2);
    assertEquals(few, many, 0.2 * Math.abs(few));
  }

  @Test
  void kacIsingSamplesTheEnumeratedChain() {
    double tau = 0.2;
    int replicas = 40_000;
    var exact = new CurieWeiss(9, T, H);
    var expected = exact.leap(exact.independent(0.3), 1, 5);
    var spins = new KacIsing(Grid.square(3), KacKernel.box(1), new Frame.Conditions(T, H), tau);
    var random = new SplittableRandom(7);
    var counts = new long[10];
    for (int replica = 0; replica < replicas; replica++) {
      spins.magnetise(0.3, random);
      spins.advance(1, random);
      counts[Integer.bitCount(SmallLattice.state(spins.spins()))]++;
    }
    assertEquals(0, ChiSquared.zScore(counts, expected), 4);
    assertTrue(ChiSquared.zScore(counts, exact.evolve(exact.independent(0.3), 1)) > 4);
  }

  @Test
  void curieWeissSpinsAreTheSmallLatticeWithABoxKernel() {
    var lattice = new SmallLattice(Grid.square(3), KacKernel.box(1), new Frame.Conditions(T, H));
    var states = lattice.evolve(lattice.independent(0.3), 1.5);
    var up = new double[10];
    for (int state = 0; state < states.length; state++) {
      up[Integer.bitCount(state)] += states[state];
    }
    var curieWeiss = new CurieWeiss(9, T, H);
    assertArrayEquals(up, curieWeiss.evolve(curieWeiss.independent(0.3), 1.5), 1e-12);
  }

  /// The error of ⟨m²⟩ at t = 1 above T_c, where N spins start from ⟨σ⟩ = 0.5.
  private static double error(int spins, double tau) {
    var system = new CurieWeiss(spins, 1.25, 0);
    var initial = system.independent(0.5);
    var leapt = system.leap(initial, 1, (int) Math.round(1 / tau));
    return system.moment(leapt, 2) - system.moment(system.evolve(initial, 1), 2);
  }

  /// Leaps of infinitely many spins, whose mean is not random.
  private static double meanFieldLeap(double initial, double t, int leaps) {
    double tau = t / leaps;
    var update = HeatBathLeap.of(1 / T, tau, 0.5);
    double m = initial;
    double former = m - 2 * -Math.expm1(-tau / 2) * (Math.tanh((m + H) / T) - m);
    for (int n = 0; n < leaps; n++) {
      float[] p = {(float) (former + H), (float) (former + H)};
      float[] h = {(float) (m + H), (float) (m + H)};
      update.flipProbabilities(new float[] {1, -1}, h, p, 0, 2);
      former = m;
      m += (1 - m) * p[1] - (1 + m) * p[0];
    }
    return m;
  }

  /// dm/dt = −m + tanh β(m + h) by the classical Runge–Kutta method, to 1e−12.
  private static double meanFieldEquation(double initial, double t) {
    double dt = t / 2000;
    double m = initial;
    for (int n = 0; n < 2000; n++) {
      double k1 = rate(m);
      double k2 = rate(m + dt / 2 * k1);
      double k3 = rate(m + dt / 2 * k2);
      double k4 = rate(m + dt * k3);
      m += dt / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
    }
    return m;
  }

  private static double rate(double m) {
    return -m + Math.tanh((m + H) / T);
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
