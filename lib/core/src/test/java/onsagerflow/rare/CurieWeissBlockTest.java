package onsagerflow.rare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import onsagerflow.field.Frame;
import onsagerflow.meso.Closure;
import onsagerflow.statistics.RunningMean;
import org.junit.jupiter.api.Test;

class CurieWeissBlockTest {

  /// Against numbers derived independently, see [BirthDeathChainTest] and [FlipTimeTest].
  @Test
  void blockFlipsAsCalculated() {
    var block = CurieWeissBlock.atBeta(1.2, 256);
    assertEquals(1 - 2 * 43 / 256.0, block.magnetisation(), 1e-12);
    assertEquals(12822, block.flipTime(), 1);
    var cosh = block.equation(Closure.COSH);
    assertEquals(1, cosh.byFlips(), 1e-9, "flips are the chain itself");
    assertEquals(0.996, cosh.byGaussianNoise(), 0.001);
    assertEquals(1.300, cosh.withFiniteBlock(false).byFlips(), 0.001);
    assertEquals(1.001, block.equation(Closure.ONSAGER).byGaussianNoise(), 0.001);
    assertEquals("256 spins, β = 1.2", block.toString());
  }

  @Test
  void blocksThatCannotFlipAreRefused() {
    Refusal.of("got 1", () -> new CurieWeissBlock(1, 0.8));
    Refusal.of("got T = 1.0", () -> new CurieWeissBlock(64, 1));
    Refusal.of("one of 32 spins", () -> UncoupledBlocks.of(new CurieWeissBlock(32, 0.8)));
    Refusal.of(
        "got 0.0 sweeps", () -> UncoupledBlocks.of(new CurieWeissBlock(16, 0.8)).pairs(0, 1, 1));
  }

  /// Increments of the pairs have the mean and the variance that the generator channels say, here
  /// where the linear force is known: K/β·v·Var/2τ and drift by the chain.
  @Test
  void pairsMoveAsTheirGeneratorSays() {
    var block = CurieWeissBlock.atBeta(1.2, 64);
    double lag = 1e-3;
    var pairs = UncoupledBlocks.of(block).pairs(lag, 40, 3).frames();
    var chain = block.chain();
    for (int k : new int[] {10, 24, 50}) {
      var moved = new RunningMean();
      var squared = new RunningMean();
      for (int pair = 0; pair < pairs.size(); pair += 2) {
        var before = pairs.get(pair).m();
        for (int cell = 0; cell < before.size(); cell++) {
          if (chain.state(before.get(cell)) == k) {
            double step = pairs.get(pair + 1).m().get(cell) - before.get(cell);
            moved.add(step);
            squared.add(step * step);
          }
        }
      }
      double drift = 2 * (chain.up(k) - chain.down(k)) / 64;
      double noise = 4 * (chain.up(k) + chain.down(k)) / (64 * 64);
      var mean = moved.mean();
      var square = squared.mean();
      assertTrue(mean.runs() > 5000, mean.toString());
      assertEquals(drift * lag, mean.value(), 4 * mean.standardError());
      // a second flip within the lag adds O(lag)
      assertEquals(noise * lag, square.value(), 4 * square.standardError() + 0.05 * noise * lag);
    }
    assertEquals(List.of(0.0, lag), pairs.subList(0, 2).stream().map(Frame::time).toList());
  }

  @Test
  void generatorIsThatOfTheChain() {
    var block = CurieWeissBlock.atBeta(1.5, 16);
    var frames = UncoupledBlocks.of(block).withGenerator(2, 5).frames();
    var chain = block.chain();
    var seen = new ArrayList<Integer>();
    for (int cell = 0; cell < 50; cell++) {
      int k = chain.state(frames.get(1).m().get(cell));
      var generator = frames.get(1).generator().orElseThrow();
      assertEquals((chain.up(k) - chain.down(k)) / 8, generator.drift().get(cell), 1e-12);
      assertEquals((chain.up(k) + chain.down(k)) / 8, generator.noise().get(cell), 1e-12);
      seen.add(k);
    }
    assertTrue(seen.stream().distinct().count() > 8, seen.toString());
  }
}
