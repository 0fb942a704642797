package onsagerflow.rare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.meso.Closure;
import onsagerflow.meso.EntropySlope;
import onsagerflow.meso.Mobility;
import onsagerflow.meso.OnsagerFlow;
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
    "128, 1.5, 8, 2.9755e7, 1.009, 2.056, 0.885, 1.676, 1.926",
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
    var chain = BirthDeathChain.curieWeiss(spins, 1.0 / spins, beta, 0);
    assertEquals(1, chain.meanPassageTime(upAtMinimum, spins - upAtMinimum) / time, 1e-4);
    double end = 1 - 2.0 * upAtMinimum / spins;
    var full = flow(spins, beta, Closure.ONSAGER, Mobility.degenerate(beta));
    assertEquals(onsager, diffusionTime(full, end) / time, 0.001);
    assertEquals(bareOnsager, diffusionTime(full.withFiniteBlock(false), end) / time, 0.001);
    var cosh = flow(spins, beta, Closure.COSH, Mobility.heatBath(beta));
    assertEquals(coshGaussian, diffusionTime(cosh, end) / time, 0.001);
    assertEquals(bareCoshGaussian, diffusionTime(cosh.withFiniteBlock(false), end) / time, 0.001);
    assertEquals(1, flipTime(cosh, upAtMinimum) / time, 1e-4);
    assertEquals(bareCoshFlips, flipTime(cosh.withFiniteBlock(false), upAtMinimum) / time, 0.001);
  }

  private static OnsagerFlow flow(int spins, double beta, Closure closure, Mobility mobility) {
    var conditions = new Frame.Conditions(1 / beta, 0);
    var slope = EntropySlope.meanField(1 / beta, spins);
    var own = new Kernel(0, new double[] {1});
    return new OnsagerFlow(Grid.square(1), spins, conditions, closure, mobility, slope, own);
  }

  private static double diffusionTime(OnsagerFlow flow, double end) {
    return DiffusionPassage.of(flow).meanTime(-end, end);
  }

  private static double flipTime(OnsagerFlow flow, int from) {
    var chain = BirthDeathChain.of(flow);
    return chain.meanPassageTime(from, chain.spins() - from);
  }
}
