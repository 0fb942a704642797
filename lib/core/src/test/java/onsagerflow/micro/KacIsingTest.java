package onsagerflow.micro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import org.junit.jupiter.api.Test;

class KacIsingTest extends KacIsingContract {

  @Override
  SpinSystem system(Grid grid, Kernel kernel, Frame.Conditions conditions) {
    return new KacIsing(grid, kernel, conditions);
  }

  @Test
  void growthFromDisorderAgreesWithTheExactDynamics() {
    var grid = Grid.square(32);
    var kernel = KacKernel.bump(6);
    var conditions = new Frame.Conditions(0.8, 0);
    double[] leapt = growth(new KacIsing(grid, kernel, conditions), 12);
    double[] exact = growth(new SequentialKacIsing(grid, kernel, conditions), 13);
    assertEquals(exact[0], leapt[0], 4 * Math.hypot(exact[1], leapt[1]));
  }

  /// The mean square field at t = 4 and its standard error, over 400 runs.
  private static double[] growth(SpinSystem spins, long seed) {
    int runs = 400;
    var random = new SplittableRandom(seed);
    var squares = new double[runs];
    for (int run = 0; run < runs; run++) {
      spins.magnetise(0, random);
      spins.advance(4, random);
      for (float h : spins.localField()) {
        squares[run] += h * h / spins.grid().size();
      }
    }
    double mean = Arrays.stream(squares).average().orElseThrow();
    double variance = Arrays.stream(squares).map(s -> (s - mean) * (s - mean)).sum() / (runs - 1);
    return new double[] {mean, Math.sqrt(variance / runs)};
  }

  @Test
  void bitsDoNotDependOnTheNumberOfThreads() {
    try (var one = new ForkJoinPool(1);
        var three = new ForkJoinPool(3)) {
      assertArrayEquals(
          one.submit(KacIsingTest::manyChunks).join(),
          three.submit(KacIsingTest::manyChunks).join());
    }
  }

  private static byte[] manyChunks() {
    var spins =
        new KacIsing(new Grid(301, 333, 1), KacKernel.box(4), new Frame.Conditions(0.8, 0.1));
    var random = new SplittableRandom(14);
    spins.magnetise(0, random);
    spins.advance(1.25, random);
    return spins.spins();
  }

  @Test
  void savedSpinsOfAnotherLeapAreRefused() throws IOException {
    var grid = new Grid(10, 12, 1);
    var conditions = new Frame.Conditions(T, 0.1);
    SavedSpinsContract.assertOther(
        SavedSpinsContract.state(system(grid, conditions)),
        new KacIsing(grid, ANISOTROPIC, conditions, 0.1),
        "'10 x 12 spins, T = 0.9, h = 0.1, Kac–Ising by leaps of 0.1 sweeps, J ");
  }

  @Test
  void leapsOutsideTheirRangeAreRefused() {
    for (double leap : new double[] {0, -0.1, 1.5, Double.NaN}) {
      refused(
          "leap must lie in (0, 1] sweeps, got " + leap,
          () -> new KacIsing(Grid.square(9), ANISOTROPIC, new Frame.Conditions(1, 0), leap));
    }
  }
}
