package onsagerflow.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConvolutionTest {

  private static final Kernel KERNEL =
      new Kernel(
          2,
          new double[] {
            0.3, 0.1, -0.7, 0, 0.2, //
            0.5, -1.1, 0.4, 0.25, 0.6, //
            0.9, 0.8, 1.7, 0.8, 0.9, //
            0.6, 0.25, 0.4, -1.1, 0.5, //
            0.2, 0, -0.7, 0.1, 0.3
          });

  static Stream<Grid> grids() {
    return Stream.of(
        new Grid(5, 5, 1),
        new Grid(7, 12, 1),
        new Grid(16, 9, 8),
        new Grid(11, 5, 1),
        new Grid(37, 211, 1), // primes
        new Grid(60, 90, 1),
        new Grid(32, 32, 1));
  }

  @ParameterizedTest
  @MethodSource("grids")
  void isTheDirectSum(Grid grid) {
    double[] m = random(grid);
    var result = new double[m.length];
    new Convolution(grid, KERNEL).apply(m, result);
    assertArrayEquals(directSum(grid, m), result, 1e-13);
    new Convolution(grid, KERNEL).apply(m, m);
    assertArrayEquals(result, m, 0);
  }

  @ParameterizedTest
  @MethodSource("grids")
  void isTheDirectSumInSinglePrecision(Grid grid) {
    double[] m = random(grid);
    var result = new float[m.length];
    new FloatConvolution(grid, KERNEL).apply(rounded(m), result);
    assertArrayEquals(rounded(directSum(grid, m)), result, 5e-6f);
  }

  @ParameterizedTest
  @MethodSource("grids")
  void correlationIsTheDirectSum(Grid grid) {
    double[] a = random(grid);
    double[] b = new SplittableRandom(7).doubles(grid.size(), -1, 1).toArray();
    var correlation = new Correlation(grid);
    correlation.with(b);
    var result = new double[a.length];
    correlation.apply(a, result);
    var slow = new Fourier.Portable(grid);
    var spectrum = new double[slow.spectrumLength()];
    slow.spectrum(b, spectrum);
    var fallback = new double[a.length];
    slow.correlate(a, spectrum, fallback);
    for (int dy = -2; dy <= 2; dy++) {
      for (int dx = -2; dx <= 2; dx++) {
        double sum = 0;
        for (int y = 0; y < grid.ny(); y++) {
          for (int x = 0; x < grid.nx(); x++) {
            sum += a[grid.index(y, x)] * b[grid.index(y - dy, x - dx)];
          }
        }
        assertEquals(sum, result[grid.index(dy, dx)], 1e-12);
        assertEquals(sum, fallback[grid.index(dy, dx)], 1e-12);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("grids")
  void theFallbackAgreesWithFftw(Grid grid) {
    assumeTrue(Fftw.isAvailable(), "no FFTW on this platform");
    double[] m = random(grid);
    var fast = new FftwFourier(grid);
    var slow = new Fourier.Portable(grid);
    var expected = new double[m.length];
    var result = new double[m.length];
    fast.multiply(m, fast.transfer(KERNEL), expected);
    slow.multiply(m, slow.transfer(KERNEL), result);
    assertArrayEquals(expected, result, 1e-13);

    var fastFloat = new FftwFloatFourier(grid);
    var slowFloat = new FloatFourier.Portable(grid);
    var expectedFloat = new float[m.length];
    var resultFloat = new float[m.length];
    fastFloat.multiply(rounded(m), fastFloat.transfer(KERNEL), expectedFloat);
    slowFloat.multiply(rounded(m), slowFloat.transfer(KERNEL), resultFloat);
    assertArrayEquals(expectedFloat, resultFloat, 5e-6f);
  }

  @ParameterizedTest
  @MethodSource("grids")
  void aSpectralFilterMultipliesByItsFunction(Grid grid) {
    double[] m = random(grid);
    var result = new double[m.length];
    var filter = new SpectralFilter(grid);
    filter.apply(m, result);
    assertArrayEquals(m, result, 1e-14);
    filter.become(KERNEL::transfer);
    filter.apply(m, result);
    assertArrayEquals(directSum(grid, m), result, 1e-13);
    var slow = new Fourier.Portable(grid);
    slow.multiply(m, slow.transfer(KERNEL::transfer), result);
    assertArrayEquals(directSum(grid, m), result, 1e-13);
  }

  @ParameterizedTest
  @MethodSource("grids")
  void theLaplacianIsTheKernelOfFivePoints(Grid grid) {
    double[] m = random(grid);
    var expected = new double[m.length];
    var result = new double[m.length];
    var laplacian = new Kernel(1, new double[] {0, 1, 0, 1, -4, 1, 0, 1, 0});
    new Convolution(grid, laplacian).apply(m, expected);
    grid.laplacian(m, result);
    assertArrayEquals(expected, result, 1e-13);
  }

  @Test
  void largeLatticesOnTwoThreadsKeepTheTotal() {
    // Ĵ(0) multiplies the sum of all cells.
    var grid = new Grid(512, 640, 1);
    double[] m = random(grid);
    var result = new float[m.length];
    new FloatConvolution(grid, KERNEL).apply(rounded(m), result);
    double sum = 0;
    double expected = 0;
    for (int i = 0; i < m.length; i++) {
      sum += result[i];
      expected += KERNEL.total() * m[i];
    }
    assertEquals(expected, sum, 1e-6 * m.length);
    double[] corner = directSum(grid, m);
    for (int i = 0; i < m.length; i += 997) {
      assertEquals(corner[i], result[i], 5e-6);
    }
  }

  @Test
  void aKernelWiderThanTheGridIsRefused() {
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> new Convolution(new Grid(4, 9, 1), KERNEL));
    assertEquals("a kernel of width 5 is wider than the lattice 4 x 9", refused.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> new FloatConvolution(new Grid(9, 4, 1), KERNEL));
  }

  private static double[] random(Grid grid) {
    return new SplittableRandom(grid.size()).doubles(grid.size(), -1, 1).toArray();
  }

  private static float[] rounded(double[] values) {
    var floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static double[] directSum(Grid grid, double[] m) {
    var sum = new double[m.length];
    for (int y = 0; y < grid.ny(); y++) {
      for (int x = 0; x < grid.nx(); x++) {
        for (int dy = -2; dy <= 2; dy++) {
          for (int dx = -2; dx <= 2; dx++) {
            sum[grid.index(y, x)] += KERNEL.get(dy, dx) * m[grid.index(y - dy, x - dx)];
          }
        }
      }
    }
    return sum;
  }
}
