package onsagerflow.micro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;
import onsagerflow.field.TimeProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every simulator of heat-bath spins must do.
public abstract class SpinSystemContract implements BlockSumsContract, SavedSpinsContract {

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

  /// T so high that the interaction does not count, the field as high.
  private static final double HOT = 1.5e6;

  /// One cosine over the lattice along x, of amplitude 0.9 T.
  private static ScalarField wave(Grid grid) {
    var h = new ScalarField(grid);
    for (int cell = 0; cell < h.size(); cell++) {
      h.set(cell, 0.9 * HOT * Math.cos(2 * Math.PI * (cell % grid.nx()) / grid.nx()));
    }
    return h;
  }

  @Test
  void freeSpinsRelaxToTheTanhOfTheirOwnField() {
    double t = 1.3;
    var grid = new Grid(400, 12, 1);
    var spins =
        system(grid, new Frame.Conditions(HOT, ExternalField.pattern(wave(new Grid(200, 6, 2)))));
    spins.setSpins(filled(grid, 1));
    spins.advance(t, new SplittableRandom(31));
    for (int x = 0; x < grid.nx(); x++) {
      // a field of blocks of 2 x 2 spins
      double expected =
          Math.exp(-t)
              + (1 - Math.exp(-t))
                  * Math.tanh(0.9 * Math.cos(2 * Math.PI * Math.floorDiv(x, 2) / 6));
      double standardError = Math.sqrt((1 - expected * expected) / grid.ny());
      assertEquals(expected, columnMean(spins, x), 4 * standardError, "column " + x);
    }
  }

  private static double columnMean(SpinSystem system, int x) {
    byte[] spins = system.spins();
    double sum = 0;
    for (int y = 0; y < system.grid().ny(); y++) {
      sum += spins[system.grid().index(y, x)];
    }
    return sum / system.grid().ny();
  }

  /// dm/dt = −m + tanh βh(t) is solved by m(t) = e^{−t} m(0) + ∫ e^{−(t−s)} tanh βh(s) ds.
  @Test
  void freeSpinsFollowAFieldInTimeAsTheExactResponse() {
    var grid = new Grid(200, 300, 1);
    var sine = TimeProgram.harmonic(1.2 * HOT, 3, 0.4);
    var spins = system(grid, new Frame.Conditions(HOT, ExternalField.program(sine)));
    spins.setSpins(filled(grid, -1));
    var random = new SplittableRandom(32);
    for (double t : new double[] {0.3, 1.1, 2.2, 4.7}) {
      spins.advance(t - spins.time(), random);
      double expected = -Math.exp(-t);
      int points = 2000;
      for (int i = 0; i < points; i++) {
        double s = (i + 0.5) * t / points;
        expected += t / points * Math.exp(s - t) * Math.tanh(sine.at(s) / HOT);
      }
      double standardError = Math.sqrt((1 - expected * expected) / grid.size());
      assertEquals(expected, mean(spins), 4 * standardError, "t = " + t);
    }
  }

  @Test
  void freeSpinsFollowAPatternThatIsDriven() {
    var grid = new Grid(1000, 4, 1);
    var ramp = TimeProgram.linear(new double[] {0, 1, 2}, new double[] {0, 1, -0.5});
    var field = ExternalField.pattern(wave(grid)).times(ramp);
    var spins = system(grid, new Frame.Conditions(HOT, field));
    spins.magnetise(0, new SplittableRandom(33));
    spins.advance(2, new SplittableRandom(34));
    for (int x = 0; x < grid.nx(); x++) {
      double expected = 0;
      int points = 2000;
      for (int i = 0; i < points; i++) {
        double s = (i + 0.5) * 2 / points;
        double h = 0.9 * Math.cos(2 * Math.PI * x / 4) * ramp.at(s);
        expected += 2.0 / points * Math.exp(s - 2) * Math.tanh(h);
      }
      double standardError = Math.sqrt((1 - expected * expected) / grid.ny());
      assertEquals(expected, columnMean(spins, x), 4 * standardError, "column " + x);
    }
  }

  /// The same numbers by the way of a map, of a program and of a number: the same spins.
  @Test
  void aMapOfEqualNumbersIsThatNumberBitForBit() {
    var grid = Grid.square(20);
    var number = ExternalField.uniform(0.1);
    var map = ExternalField.pattern(ScalarField.uniform(grid, 0.1));
    assertArrayEquals(run(number, 35), run(map, 35));
  }

  private byte[] run(ExternalField field, long seed) {
    var spins = system(Grid.square(20), new Frame.Conditions(0.9, field));
    var random = new SplittableRandom(seed);
    spins.magnetise(0, random);
    spins.advance(1.05, random);
    return spins.spins();
  }

  @Test
  void localFieldHasTheExternalFieldOfTheSiteAndTime() {
    var grid = new Grid(8, 10, 1);
    var random = new SplittableRandom(36);
    var h = new ScalarField(grid);
    for (int cell = 0; cell < h.size(); cell++) {
      h.set(cell, random.nextDouble() - 0.5);
    }
    var field = ExternalField.pattern(h);
    for (var f : List.of(field, field.times(TimeProgram.harmonic(1, 2.5, 0.3)))) {
      var spins = system(grid, new Frame.Conditions(0.9, f));
      spins.magnetise(0.2, random);
      assertFieldIsCurrent(spins);
      spins.advance(1.3, random);
      assertEquals(1.3, spins.time(), 1e-15);
      assertFieldIsCurrent(spins);
      spins.setTime(0.7);
      assertFieldIsCurrent(spins);
    }
  }

  @Test
  void aRunBeyondTheProgramIsRefusedBeforeItMoves() {
    var ramp = TimeProgram.linear(new double[] {0, 2}, new double[] {0, 1});
    var spins = system(Grid.square(10), new Frame.Conditions(1, ExternalField.program(ramp)));
    var random = new SplittableRandom(37);
    spins.magnetise(0, random);
    var before = spins.spins();
    refused(
        "the field program ends at t = 2.0 sweeps, the run at t = 2.5: give values up to there",
        () -> spins.advance(2.5, random));
    assertArrayEquals(before, spins.spins());
    spins.advance(2, random);
    refused("time must be finite, got NaN sweeps", () -> spins.setTime(Double.NaN));
    refused(
        "a field of 3 x 3 values does not fit 10 x 10 cells: give one for each site or block",
        () ->
            system(
                Grid.square(10),
                new Frame.Conditions(1, ExternalField.pattern(new ScalarField(Grid.square(3))))));
  }

  @Test
  void spinsMoveFromAStateAsTheMasterEquationSays() {
    assertMovesAsTheMasterEquationSays(ExternalField.uniform(0.1));
  }

  @Test
  void inAFieldThatVariesTooTheyMoveAsTheMasterEquationSays() {
    var h = new ScalarField(smallGrid());
    for (int site = 0; site < h.size(); site++) {
      h.set(site, 0.4 * Math.sin(1.7 * site));
    }
    assertMovesAsTheMasterEquationSays(ExternalField.pattern(h));
  }

  private void assertMovesAsTheMasterEquationSays(ExternalField field) {
    var conditions = new Frame.Conditions(0.7, field);
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
      byte[] later = spins.spins();
      for (int site = 0; site < flips.length; site++) {
        flips[site] += later[site] == SmallLattice.spin(start, site) ? 0 : 1;
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
    var external = system.conditions().field().at(system.time(), grid);
    byte[] spins = system.spins();
    float[] field = system.localField();
    for (int y = 0; y < grid.ny(); y++) {
      for (int x = 0; x < grid.nx(); x++) {
        double h = external.get(y, x);
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            h += kernel().get(dy, dx) * spins[grid.index(y - dy, x - dx)];
          }
        }
        assertEquals(h, field[grid.index(y, x)], 2e-6);
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
    return spins.spins();
  }

  @Test
  void noTimeChangesNothing() {
    var spins = system(Grid.square(20), new Frame.Conditions(0.9, 0));
    spins.magnetise(0, new SplittableRandom(7));
    var before = spins.spins();
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

  public static double mean(SpinSystem system) {
    double sum = 0;
    for (byte spin : system.spins()) {
      sum += spin;
    }
    return sum / system.grid().size();
  }

  private static byte[] filled(Grid grid, int spin) {
    var spins = new byte[grid.size()];
    Arrays.fill(spins, (byte) spin);
    return spins;
  }
}
