package onsagerflow.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;
import onsagerflow.field.fourier.Convolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KacKernelTest {

  private static final double[][] ANISOTROPIC = {
    {0.05, -0.1, 0.3}, {0.2, 0, 0.2}, {0.3, -0.1, 0.05}
  };

  @Test
  void shapesHaveUnitStrengthAndNoSelfInteraction() {
    for (var kernel : new Kernel[] {KacKernel.box(3), KacKernel.gaussian(2.5), KacKernel.bump(7)}) {
      assertEquals(1, kernel.total(), 1e-14);
      assertEquals(0, kernel.get(0, 0), 0);
    }
  }

  @Test
  void shapesFollowTheirFormulas() {
    assertEquals(1.0 / 48, KacKernel.box(3).get(-3, 3), 1e-15);
    var gaussian = KacKernel.gaussian(2.5);
    assertEquals(10, gaussian.radius());
    assertEquals(Math.exp(-(25 - 4) / 12.5), gaussian.get(3, 4) / gaussian.get(0, 2), 1e-14);
    var bump = KacKernel.bump(7);
    assertEquals(6, bump.radius());
    assertEquals(0, bump.get(5, 5), 0); // beyond r = 7
    assertEquals(
        Math.exp(-1 / (1 - 25 / 49.0) + 1 / (1 - 1 / 49.0)),
        bump.get(3, 4) / bump.get(0, 1),
        1e-14);
  }

  @Test
  void userArraysAreTakenAsTheyAre() {
    var kernel = KacKernel.of(ANISOTROPIC);
    assertEquals(0.9, kernel.total(), 1e-15);
    assertEquals(-0.1, kernel.get(-1, 0), 0);
    assertEquals(1, KacKernel.normalised(kernel).total(), 1e-15);
  }

  @Test
  void doubtfulKernelsAreRefusedByValue() {
    refused("box range must be at least 1, got 0", () -> KacKernel.box(0));
    refused("bump range must exceed 1, got 1.0", () -> KacKernel.bump(1));
    refused("bump range must exceed 1, got NaN", () -> KacKernel.bump(Double.NaN));
    refused(
        "standard deviation of a Gaussian kernel must be at least 0.25, got -1.0",
        () -> KacKernel.gaussian(-1));
    refused(
        "a spin does not act on itself: J(0) must be 0, got 2.0",
        () -> KacKernel.of(new double[][] {{2}}));
    refused(
        "a kernel value is not finite: NaN",
        () -> KacKernel.of(new double[][] {{0, 0, 0}, {Double.NaN, 0, Double.NaN}, {0, 0, 0}}));
    refused(
        "cannot normalise a kernel of total strength 0.0",
        () -> KacKernel.normalised(new Kernel(1, new double[] {0, 1, 0, -1, 0, -1, 0, 1, 0})));
    refused("block size must be positive, got 0", () -> KacKernel.blockKernel(KacKernel.box(1), 0));
  }

  private static void refused(String message, org.junit.jupiter.api.function.Executable attempt) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, attempt).getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6})
  void blockKernelActsOnBlockConstantSpinsAsTheKernelDoes(int block) {
    var lattice = new Grid(24, 36, 1);
    var blocks = lattice.coarsen(block);
    var random = new SplittableRandom(block);
    for (var kernel : new Kernel[] {KacKernel.of(ANISOTROPIC), KacKernel.bump(5.5)}) {
      var m = new ScalarField(blocks);
      for (int cell = 0; cell < m.size(); cell++) {
        m.set(cell, random.nextBoolean() ? 1 : -1);
      }
      var effective = new Convolution(blocks, KacKernel.blockKernel(kernel, block)).apply(m);
      for (int cell = 0; cell < m.size(); cell++) {
        assertEquals(meanField(kernel, m, block, cell), effective.get(cell), 1e-13);
      }
    }
  }

  /// (1/v) Σ_{i ∈ X} (J*σ)_i, spin by spin.
  private static double meanField(Kernel kernel, ScalarField m, int block, int cell) {
    int top = cell / m.grid().nx() * block;
    int left = cell % m.grid().nx() * block;
    double sum = 0;
    for (int y = top; y < top + block; y++) {
      for (int x = left; x < left + block; x++) {
        for (int dy = -kernel.radius(); dy <= kernel.radius(); dy++) {
          for (int dx = -kernel.radius(); dx <= kernel.radius(); dx++) {
            sum +=
                kernel.get(dy, dx)
                    * m.get(Math.floorDiv(y - dy, block), Math.floorDiv(x - dx, block));
          }
        }
      }
    }
    return sum / (block * block);
  }

  @Test
  void blockKernelKeepsTheStrengthAndStoresNoEmptyRim() {
    var kernel = KacKernel.bump(8); // non-zero up to 7 spins away
    assertEquals(1, KacKernel.blockKernel(kernel, 4).total(), 1e-13);
    assertEquals(2, KacKernel.blockKernel(kernel, 4).radius());
    assertEquals(1, KacKernel.blockKernel(kernel, 8).radius());
    assertEquals(1, KacKernel.blockKernel(kernel, 64).radius());
    assertEquals(0, KacKernel.blockKernel(new Kernel(2, new double[25]), 3).radius());
  }
}
