package onsagerflow.meso;

import static org.junit.jupiter.api.Assertions.assertEquals;

import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Mean time that a Curie–Weiss block takes from one most probable magnetisation to the other: the
/// exact chain of spin flips against the same integral over the drift and noise of each equation.
class FlipTimeTest {

  /// Chain times in sweeps: 148.52 and 1.2822e4. Eq. (5) has them to 1.3 % with both finite-block
  /// terms; the bare s′ and cosh with Gaussian noise have not.
  @ParameterizedTest
  @CsvSource({
    "64, 10, 148.52, 1.012, 0.839, 1.223",
    "256, 43, 12822, 1.001, 0.772, 1.294",
  })
  void eqFiveFlipsAsOftenAsTheSpins(
      int spins, int upAtMinimum, double time, double stirling, double bare, double cosh) {
    double beta = 1.2;
    assertEquals(1, birthDeathTime(spins, upAtMinimum, beta) / time, 1e-3);
    double t = 1 / beta;
    var slope = EntropySlope.meanField(t, spins);
    double end = 1 - 2.0 * upAtMinimum / spins;
    var degenerate = Mobility.degenerate(beta);
    var full = flow(spins, Closure.ONSAGER, degenerate, slope.withStirling(t, spins));
    assertEquals(stirling, diffusionTime(full, end) / time, 0.005);
    var onsager = flow(spins, Closure.ONSAGER, degenerate, slope);
    assertEquals(bare, diffusionTime(onsager, end) / time, 0.005);
    var exactRates = flow(spins, Closure.COSH, Mobility.heatBath(beta), slope);
    assertEquals(cosh, diffusionTime(exactRates, end) / time, 0.005);
  }

  private static OnsagerFlow flow(
      int spins, Closure closure, Mobility mobility, EntropySlope slope) {
    var grid = new Grid(1, 8000, 1); // one cell for each state of the integral below
    var conditions = new Frame.Conditions(1 / 1.2, 0);
    var own = new Kernel(0, new double[] {1});
    return new OnsagerFlow(grid, spins, conditions, closure, mobility, slope, own);
  }

  /// ∫ dx (2/(D p)) ∫ p, p = e^{∫2a/D}/D, from −end to end with a reflecting wall at −1.
  private static double diffusionTime(OnsagerFlow flow, double end) {
    int n = flow.grid().size();
    double step = (1 + end) / n;
    var m = new double[n];
    for (int i = 0; i < n; i++) {
      m[i] = -1 + (i + 0.5) * step;
    }
    var drift = new double[n];
    var noise = new double[n];
    flow.evaluate(m, drift, noise);
    double exponent = 0;
    double below = 0;
    double time = 0;
    for (int i = 0; i < n; i++) {
      double half = drift[i] / noise[i] * step;
      exponent += half;
      double mass = Math.exp(exponent) / noise[i] * step;
      if (m[i] > -end) {
        time += 2 * (below + mass / 2) * Math.exp(-exponent) * step;
      }
      below += mass;
      exponent += half;
    }
    return time;
  }

  /// The chain whose spins do not feel themselves, from `from` spins up to as many down.
  private static double birthDeathTime(int n, int from, double beta) {
    double time = 0;
    double below = 0; // Σ_{j ≤ k} π_j / (π_k up_k)
    for (int k = 0; k < n - from; k++) {
      double up = (n - k) / (1 + Math.exp(-2 * beta * (2 * k - n + 1) / n));
      double down = k / (1 + Math.exp(2 * beta * (2 * k - n - 1) / n));
      below = (1 + down * below) / up;
      if (k >= from) {
        time += below;
      }
    }
    return time;
  }
}
