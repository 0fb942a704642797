package onsagerflow.meso;

import static org.junit.jupiter.api.Assertions.assertEquals;

import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Mean time that a Curie–Weiss block takes from one most probable magnetisation to the other: the
/// exact chain of spin flips against each equation, over the chain's time.
class FlipTimeTest {

  /// Gaussian noise needs onsager with finite-block terms for rare flips; the exact drift and noise
  /// of the block (cosh with finite-block terms) are right only where the force is weak; bare
  /// functions are wrong in either closure. Flips with finite-block terms are the chain itself.
  @ParameterizedTest
  @CsvSource({
    "64, 1.2, 10, 148.52, 1.012, 1.285, 1.000, 1.223, 1.224",
    "256, 1.2, 43, 1.2822e4, 1.001, 1.313, 0.996, 1.294, 1.300",
    "512, 1.2, 86, 5.8637e6, 1.000, 1.322, 0.992, 1.305, 1.316",
    "128, 1.5, 8, 2.9755e7, 1.009, 2.057, 0.885, 1.676, 1.926",
  })
  void flipTimesOverThoseOfTheChain(
      int spins,
      double beta,
      int upAtMinimum,
      double time,
      double onsager,
      double bareOnsager,
      double coshGaussian,
      double bareCoshGaussian,
      double bareCoshFlips) {
    assertEquals(1, chainTime(spins, upAtMinimum, beta) / time, 1e-3);
    double end = 1 - 2.0 * upAtMinimum / spins;
    var degenerate = Mobility.degenerate(beta);
    var heatBath = Mobility.heatBath(beta);
    var full = flow(8000, spins, beta, Closure.ONSAGER, degenerate);
    assertEquals(onsager, diffusionTime(full, end) / time, 0.003);
    assertEquals(bareOnsager, diffusionTime(full.withFiniteBlock(false), end) / time, 0.003);
    var cosh = flow(8000, spins, beta, Closure.COSH, heatBath);
    assertEquals(coshGaussian, diffusionTime(cosh, end) / time, 0.003);
    assertEquals(bareCoshGaussian, diffusionTime(cosh.withFiniteBlock(false), end) / time, 0.003);
    var flips = flow(spins + 1, spins, beta, Closure.COSH, heatBath);
    assertEquals(1, flipTime(flips, upAtMinimum) / time, 1e-3);
    assertEquals(bareCoshFlips, flipTime(flips.withFiniteBlock(false), upAtMinimum) / time, 0.003);
  }

  private static OnsagerFlow flow(
      int cells, int spins, double beta, Closure closure, Mobility mobility) {
    var grid = new Grid(1, cells, 1); // one cell for each state of the integral or sum below
    var conditions = new Frame.Conditions(1 / beta, 0);
    var slope = EntropySlope.meanField(1 / beta, spins);
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

  private static double flipTime(OnsagerFlow flow, int from) {
    int n = flow.grid().size() - 1;
    var m = new double[n + 1];
    for (int k = 0; k <= n; k++) {
      m[k] = 2.0 * k / n - 1;
    }
    var up = new double[n + 1];
    var down = new double[n + 1];
    flow.flipRates().orElseThrow().at(m, up, down);
    for (int k = 0; k <= n; k++) {
      up[k] *= n - k;
      down[k] *= k;
    }
    return passage(up, down, from);
  }

  /// The chain whose spins do not feel themselves.
  private static double chainTime(int n, int from, double beta) {
    var up = new double[n + 1];
    var down = new double[n + 1];
    for (int k = 0; k <= n; k++) {
      up[k] = (n - k) / (1 + Math.exp(-2 * beta * (2 * k - n + 1) / n));
      down[k] = k / (1 + Math.exp(2 * beta * (2 * k - n - 1) / n));
    }
    return passage(up, down, from);
  }

  /// From `from` spins up to as many down.
  private static double passage(double[] up, double[] down, int from) {
    int n = up.length - 1;
    double time = 0;
    double below = 0; // Σ_{j ≤ k} π_j / (π_k up_k)
    for (int k = 0; k < n - from; k++) {
      below = (1 + down[k] * below) / up[k];
      if (k >= from) {
        time += below;
      }
    }
    return time;
  }
}
