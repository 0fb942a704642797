package onsagerflow.micro;

import static onsagerflow.micro.SpinSystemContract.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import org.junit.jupiter.api.Test;

/// Sums over blocks are those of the copies, to the last bit.
public interface BlockSumsContract {

  SpinSystem system(Grid grid, Frame.Conditions conditions);

  @Test
  default void blockSumsAreThoseOfTheCopies() {
    var wide = new Grid(12, 42, 1);
    assertSums(wide, ExternalField.uniform(0.2), 1, 2, 3, 6);
    assertSums(new Grid(42, 12, 1), ExternalField.harmonic(0.3, 2), 1, 2, 3, 6);
    assertSums(Grid.square(30), ExternalField.uniform(0), 1, 5, 15, 30);
    var pattern = new ScalarField(wide);
    for (int site = 0; site < pattern.size(); site++) {
      pattern.set(site, Math.sin(1.3 * site));
    }
    assertSums(wide, ExternalField.pattern(pattern), 2, 3);
    assertSums(wide, ExternalField.pattern(pattern).plus(ExternalField.harmonic(0.3, 2)), 2, 3);
  }

  private void assertSums(Grid grid, ExternalField field, int... blocks) {
    var spins = system(grid, new Frame.Conditions(1.7, field));
    var random = new SplittableRandom(41);
    spins.magnetise(0.1, random);
    spins.advance(0.7, random);
    for (int block : blocks) {
      assertSums(spins, block, 0, grid.ny());
      for (int y = 0; y < grid.ny(); y += block) {
        assertSums(spins, block, y, y + block);
      }
      assertSums(spins, block, block, block); // no rows
    }
  }

  /// The sums of each block in the order of its sites.
  static void assertSums(SpinSystem system, int block, int firstRow, int endRow) {
    byte[] sigma = system.spins();
    float[] h = system.localField();
    double beta = system.conditions().beta();
    var grid = system.grid();
    int blocks = grid.nx() / block;
    int cells = (endRow - firstRow) / block * blocks;
    var m = new int[cells];
    var drift = new double[cells];
    var noise = new double[cells];
    for (int y = firstRow; y < endRow; y++) {
      for (int x = 0; x < grid.nx(); x++) {
        int cell = (y - firstRow) / block * blocks + x / block;
        int site = grid.index(y, x);
        float bath = (float) Math.tanh(beta * h[site]);
        m[cell] += sigma[site];
        drift[cell] += bath - sigma[site];
        noise[cell] += 1 - sigma[site] * bath;
      }
    }
    var sums = new int[cells];
    var driftSums = new double[cells];
    var noiseSums = new double[cells];
    for (var stale : new double[][] {driftSums, noiseSums}) {
      Arrays.fill(stale, 7);
    }
    Arrays.fill(sums, 7);
    system.sumSpins(block, firstRow, endRow, sums);
    system.sumGenerator(block, firstRow, endRow, driftSums, noiseSums);
    assertArrayEquals(m, sums);
    assertArrayEquals(drift, driftSums);
    assertArrayEquals(noise, noiseSums);
  }

  @Test
  default void soTheyAreWhateverTheNumberOfThreads() {
    var grid = new Grid(210, 350, 1); // several bands
    var spins = system(grid, new Frame.Conditions(1.7, 0.1));
    spins.magnetise(0.3, new SplittableRandom(42));
    try (var one = new ForkJoinPool(1);
        var three = new ForkJoinPool(3)) {
      for (int block : new int[] {1, 5, 70}) {
        one.submit(() -> assertSums(spins, block, 0, grid.ny())).join();
        three.submit(() -> assertSums(spins, block, 0, grid.ny())).join();
      }
    }
  }

  @Test
  default void sumsThatDoNotTileAreRefused() {
    var spins = system(new Grid(12, 18, 1), new Frame.Conditions(1, 0));
    refused(
        "block size 4 does not divide the lattice 12 x 18",
        () -> spins.sumSpins(4, 0, 12, new int[12]));
    refused(
        "rows 3 to 10 of 12 are not whole rows of blocks of 3",
        () -> spins.sumSpins(3, 3, 10, new int[99]));
    refused(
        "rows 6 to 18 of 12 are not whole rows of blocks of 6",
        () -> spins.sumGenerator(6, 6, 18, new double[99], new double[99]));
    refused("24 blocks got room for 23 sums", () -> spins.sumSpins(3, 0, 12, new int[23]));
    refused(
        "24 blocks got room for 23 sums",
        () -> spins.sumGenerator(3, 0, 12, new double[24], new double[23]));
  }

  @Test
  default void copiesAreCopies() {
    var spins = system(Grid.square(10), new Frame.Conditions(1, 0));
    spins.spins()[3] = -1;
    spins.localField()[3] = 9;
    assertSums(spins, 10, 0, 10);
    var sums = new int[1];
    spins.sumSpins(10, 0, 10, sums);
    assertArrayEquals(new int[] {100}, sums);
  }
}
