package onsagerflow.micro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every simulator of heat-bath spins must do.
abstract class SpinSystemContract {

  abstract SpinSystem system(Grid grid, Frame.Conditions conditions);

  /// The interaction of the systems, of radius 1.
  abstract Kernel kernel();

  /// A lattice of which all states can be enumerated.
  abstract Grid smallGrid();

  @Test
  void freeSpinsRelaxAtRateOneToTheHeatBath() {
    double t = 0.7;
    double h = 0.6e6;
    double temperature = 1.5e6; // so that the interaction does not count
    var spins = system(new Grid(90, 110, 1), new Frame.Conditions(temperature, h));
    spins.setSpins(filled(spins.grid(), 1));
    spins.advance(t, new SplittableRandom(1));
    double expected = Math.exp(-t) + (1 - Math.exp(-t)) * Math.tanh(h / temperature);
    double standardError = Math.sqrt((1 - expected * expected) / spins.grid().size());
    assertEquals(expected, mean(spins), 4 * standardError);
  }

  @Test
  void spinsMoveFromAStateAsTheMasterEquationSays() {
    var conditions = new Frame.Conditions(0.7, 0.1);
    int start = 0b110_100_101;
    double t = 0.05;
    int replicas = 20_000;
    var lattice = new SmallLattice(smallGrid(), kernel(), conditions);
    var exact = lattice.evolve(lattice.certain(start), t);
    var spins = system(smallGrid(), conditions);
    var random = new SplittableRandom(2);
    var flips = new int[lattice.sites()];
    for (int replica = 0; replica < replicas; replica++) {
      spins.setSpins(lattice.spins(start));
      spins.advance(t, random);
      for (int site = 0; site < flips.length; site++) {
        flips[site] += spins.spins()[site] == SmallLattice.spin(start, site) ? 0 : 1;
      }
    }
    for (int site = 0; site < flips.length; site++) {
      double p = 0;
      for (int state = 0; state < exact.length; state++) {
        p += (state >> site & 1) == (start >> site & 1) ? 0 : exact[state];
      }
      double standardError = Math.sqrt(p * (1 - p) / replicas);
      assertEquals(p, (double) flips[site] / replicas, 4 * standardError);
    }
  }

  @Test
  void localFieldIsThatOfThePresentSpins() {
    var grid = new Grid(16, 22, 1);
    var spins = system(grid, new Frame.Conditions(0.9, -0.2));
    var random = new SplittableRandom(3);
    assertFieldIsCurrent(spins);
    spins.magnetise(0.2, random);
    assertFieldIsCurrent(spins);
    spins.advance(1.3, random);
    assertFieldIsCurrent(spins);
    spins.advance(0.02, random);
    assertFieldIsCurrent(spins);
    spins.setSpins(filled(grid, -1));
    assertFieldIsCurrent(spins);
  }

  private void assertFieldIsCurrent(SpinSystem system) {
    var grid = system.grid();
    for (int y = 0; y < grid.ny(); y++) {
      for (int x = 0; x < grid.nx(); x++) {
        double h = system.conditions().field();
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            h += kernel().get(dy, dx) * system.spins()[grid.index(y - dy, x - dx)];
          }
        }
        assertEquals(h, system.localField()[grid.index(y, x)], 2e-6);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, -0.3, 0, 0.7, 1})
  void magnetiseDrawsSpinsOfTheGivenMean(double mean) {
    var spins = system(Grid.square(100), new Frame.Conditions(1, 0));
    spins.magnetise(mean, new SplittableRandom(4));
    assertEquals(mean, mean(spins), 4 * Math.sqrt((1 - mean * mean) / spins.grid().size()));
  }

  @Test
  void sameSeedSameSpins() {
    assertArrayEquals(run(5), run(5));
    assertFalse(Arrays.equals(run(5), run(6)));
  }

  private byte[] run(long seed) {
    var spins = system(Grid.square(20), new Frame.Conditions(0.9, 0));
    var random = new SplittableRandom(seed);
    spins.magnetise(0, random);
    spins.advance(1.05, random);
    return spins.spins().clone();
  }

  @Test
  void noTimeChangesNothing() {
    var spins = system(Grid.square(20), new Frame.Conditions(0.9, 0));
    spins.magnetise(0, new SplittableRandom(7));
    var before = spins.spins().clone();
    spins.advance(0, new SplittableRandom(8));
    assertArrayEquals(before, spins.spins());
  }

  @Test
  void anInterruptedThreadStopsInAValidState() {
    var spins = system(Grid.square(20), new Frame.Conditions(3, 0));
    Thread.currentThread().interrupt();
    var stop =
        assertThrows(
            CancellationException.class, () -> spins.advance(1e9, new SplittableRandom(9)));
    String line = String.valueOf(stop.getMessage());
    assertTrue(line.matches("simulation interrupted after .* of 1.0E9 sweeps"), line);
    assertFieldIsCurrent(spins);
    spins.advance(1, new SplittableRandom(9));
    assertNotEquals(1, mean(spins));
  }

  @Test
  void badInputIsRefusedByValue() {
    var conditions = new Frame.Conditions(1, 0);
    var spins = system(Grid.square(10), conditions);
    var random = new SplittableRandom(10);
    refused(
        "mean magnetisation must lie in [-1, 1], got 1.01", () -> spins.magnetise(1.01, random));
    refused(
        "mean magnetisation must lie in [-1, 1], got NaN",
        () -> spins.magnetise(Double.NaN, random));
    refused("time to advance must be >= 0 sweeps, got -0.5", () -> spins.advance(-0.5, random));
    refused(
        "time to advance must be >= 0 sweeps, got NaN", () -> spins.advance(Double.NaN, random));
    refused("a lattice of 100 spins got 99", () -> spins.setSpins(new byte[99]));
    refused("spin 0 must be +1 or -1, got 0", () -> spins.setSpins(new byte[100]));
  }

  static void refused(String message, org.junit.jupiter.api.function.Executable attempt) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, attempt).getMessage());
  }

  static double mean(SpinSystem system) {
    double sum = 0;
    for (byte spin : system.spins()) {
      sum += spin;
    }
    return sum / system.spins().length;
  }

  private static byte[] filled(Grid grid, int spin) {
    var spins = new byte[grid.size()];
    Arrays.fill(spins, (byte) spin);
    return spins;
  }
}
