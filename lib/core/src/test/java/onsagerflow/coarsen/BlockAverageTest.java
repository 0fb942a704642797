package onsagerflow.coarsen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.micro.KacIsing;
import onsagerflow.micro.KacKernel;
import onsagerflow.micro.NearestNeighbourIsing;
import onsagerflow.micro.SequentialKacIsing;
import onsagerflow.micro.SpinSystem;
import org.junit.jupiter.api.Test;

class BlockAverageTest {

  private static final Frame.Conditions CONDITIONS = new Frame.Conditions(0.8, 0.1);

  @Test
  void cellsHoldTheMeanOfTheirSpins() {
    var grid = new Grid(12, 18, 1);
    var spins = new KacIsing(grid, KacKernel.box(2), CONDITIONS);
    spins.magnetise(0.3, new SplittableRandom(1));
    var m = new BlockAverage(3).magnetisation(spins);
    byte[] sigma = spins.spins();
    assertEquals(new Grid(4, 6, 3), m.grid());
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 6; x++) {
        double sum = 0;
        for (int i = 0; i < 9; i++) {
          sum += sigma[grid.index(3 * y + i / 3, 3 * x + i % 3)];
        }
        assertEquals(sum / 9, m.get(y, x), 1e-15);
      }
    }
  }

  @Test
  void oneSpinPerBlockIsTheSpinItself() {
    var spins = new KacIsing(Grid.square(10), KacKernel.box(2), CONDITIONS);
    spins.magnetise(0, new SplittableRandom(2));
    var m = new BlockAverage(1).magnetisation(spins);
    byte[] sigma = spins.spins();
    for (int i = 0; i < m.size(); i++) {
      assertEquals(sigma[i], m.get(i), 0);
    }
  }

  @Test
  void coarseGrainingAllocatesNothingOfTheSizeOfTheLattice() {
    var grid = Grid.square(2048);
    for (var spins :
        List.of(
            new NearestNeighbourIsing(grid, CONDITIONS),
            new KacIsing(grid, KacKernel.bump(4), CONDITIONS))) {
      var average = new BlockAverage(64);
      average.generator(spins); // finds the field, loads classes
      average.magnetisation(spins);
      long before = allocated();
      average.generator(spins);
      average.magnetisation(spins);
      long bytes = allocated() - before;
      assertTrue(bytes < grid.size() / 4, bytes + " bytes");
    }
  }

  /// Bytes that all threads have allocated so far.
  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getTotalThreadAllocatedBytes();
  }

  /// Mean 0, variance 1/v and fourth moment (3 − 2/v)/v² of sums of coins, within four standard
  /// errors; blocks of 9 and of 100 spins take part of a word.
  @Test
  void blocksOfRandomSpinsHaveTheBinomialLaw() {
    for (int block : new int[] {3, 8, 10}) {
      double v = block * block;
      var m =
          new BlockAverage(block).ofRandomSpins(new Grid(300, 200, block), new SplittableRandom(1));
      double fourth = 0;
      for (int cell = 0; cell < m.size(); cell++) {
        double spins = (m.get(cell) + 1) * v / 2;
        assertEquals(Math.rint(spins), spins, 1e-9);
        fourth += Math.pow(m.get(cell), 4) / m.size();
      }
      double squares = 1 / v, fourths = (3 - 2 / v) / (v * v);
      assertEquals(0, m.mean(), 4 * Math.sqrt(squares / m.size()));
      assertEquals(
          squares, m.meanSquare(), 4 * Math.sqrt((fourths - squares * squares) / m.size()));
      assertEquals(fourths, fourth, 4 * Math.sqrt(96 / Math.pow(v, 4) / m.size()));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new BlockAverage(8).ofRandomSpins(Grid.square(4), new SplittableRandom(1)));
  }

  @Test
  void blocksThatDoNotTileTheLatticeAreRefused() {
    var spins = new KacIsing(Grid.square(10), KacKernel.box(2), CONDITIONS);
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> new BlockAverage(3).magnetisation(spins));
    assertEquals("block size 3 does not divide the lattice 10 x 10", refused.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new BlockAverage(0));
  }

  @Test
  void largerBlocksAreAveragesOfSmallerOnes() {
    var spins = new NearestNeighbourIsing(new Grid(24, 16, 1), CONDITIONS);
    spins.magnetise(0.2, new SplittableRandom(4));
    var small = new BlockAverage(4);
    var frame =
        new Frame(
            1.5, 3, CONDITIONS, small.magnetisation(spins), Optional.of(small.generator(spins)));
    var larger = new BlockAverage(2).larger(frame);
    var direct = new BlockAverage(8);
    assertEquals(frame.time(), larger.time());
    assertEquals(frame.run(), larger.run());
    var generator = larger.generator().orElseThrow();
    assertFields(direct.magnetisation(spins), larger.m());
    assertFields(direct.generator(spins).drift(), generator.drift());
    assertFields(direct.generator(spins).noise(), generator.noise());
  }

  private static void assertFields(ScalarField expected, ScalarField actual) {
    assertEquals(expected.grid(), actual.grid());
    assertArrayEquals(expected.values(), actual.values(), 1e-15);
  }

  @Test
  void aTrajectoryInLargerBlocksIsThatOfTheSpins() {
    var lattice = new Grid(24, 16, 1);
    var small =
        Recording.of(new NearestNeighbourIsing(lattice, CONDITIONS)).blocks(2).times(0, 1).seed(3);
    var large =
        Recording.of(new NearestNeighbourIsing(lattice, CONDITIONS)).blocks(8).times(0, 1).seed(3);
    var taken = new BlockAverage(4).larger(small.inMemory());
    assertEquals(large.inMemory().origin(), taken.origin());
    for (int frame = 0; frame < 2; frame++) {
      assertArrayEquals(
          large.inMemory().frame(frame).m().values(), taken.frame(frame).m().values(), 1e-15);
    }
  }

  @Test
  void generatorIsTheRateOfTheMeanAndVarianceOfSmallSteps() {
    checkGenerator(new NearestNeighbourIsing(Grid.square(16), new Frame.Conditions(2.2, 0.1)));
  }

  @Test
  void generatorOfAlignedSpinsIsKnown() {
    // All spins up: h_i = 1 + h, so A = −1 + tanh βh_i and G = 1 − tanh βh_i.
    var spins = new SequentialKacIsing(Grid.square(8), KacKernel.box(2), CONDITIONS);
    var generator = new BlockAverage(4).generator(spins);
    double tanh = Math.tanh(1.1 / 0.8);
    for (int cell = 0; cell < 4; cell++) {
      assertEquals(tanh - 1, generator.drift().get(cell), 1e-6);
      assertEquals(1 - tanh, generator.noise().get(cell), 1e-6);
    }
  }

  @Test
  void generatorIsTheRateOfTheMeanAndVarianceOfSmallStepsOfTheExactDynamics() {
    checkGenerator(new SequentialKacIsing(Grid.square(16), KacKernel.bump(4), CONDITIONS));
  }

  @Test
  void generatorIsTheRateOfTheMeanAndVarianceOfSmallLeaps() {
    checkGenerator(new KacIsing(Grid.square(16), KacKernel.bump(4), CONDITIONS));
  }

  /// Replicas of one short step from the same spins, each block judged by its own standard error.
  private static void checkGenerator(SpinSystem spins) {
    double dt = 0.01;
    int replicas = 8000;
    int v = 16;
    var average = new BlockAverage(4);
    var random = new SplittableRandom(3);
    spins.magnetise(0.4, random);
    var start = spins.spins();
    var before = average.magnetisation(spins);
    var generator = average.generator(spins);
    var sum = new double[before.size()];
    var squares = new double[before.size()];
    for (int replica = 0; replica < replicas; replica++) {
      spins.setSpins(start);
      spins.advance(dt, random);
      var after = average.magnetisation(spins);
      for (int cell = 0; cell < sum.length; cell++) {
        double change = after.get(cell) - before.get(cell);
        sum[cell] += change;
        squares[cell] += change * change;
      }
    }
    double total = 0;
    double totalExpected = 0;
    for (int cell = 0; cell < sum.length; cell++) {
      double mean = sum[cell] / replicas;
      double variance = squares[cell] / replicas - mean * mean;
      // The rate itself relaxes, A(dt) ≈ A e^−dt: half a dt of it counts.
      double expected = generator.drift().get(cell) * dt * (1 - dt / 2);
      assertEquals(expected, mean, 4.5 * Math.sqrt(variance / replicas));
      total += variance;
      totalExpected += 2 * generator.noise().get(cell) * dt / v;
    }
    // Increments are rare flips of ±2/v, so the fourth moment is (2/v)² times the second.
    double standardError = 2.0 / v * Math.sqrt(totalExpected / replicas);
    assertEquals(totalExpected, total, 4 * standardError + dt * totalExpected);
  }
}
