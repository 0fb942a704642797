package onsagerflow.field.fourier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import onsagerflow.field.Grid;
import onsagerflow.field.Grid.Axis;
import onsagerflow.field.Grid.Boundary;
import onsagerflow.field.Kernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    fast.multiply(m, fast.transfer(KERNEL), expected, 0);
    slow.multiply(m, slow.transfer(KERNEL), result, 0);
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
    slow.multiply(m, slow.transfer(KERNEL::transfer), result, 0);
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

  /// Three dimensions, and open ends in any of them: the direct sum over what is there.
  static Stream<Grid> boxes() {
    return Stream.of(
        box(5, 5, 5, "ppp"),
        box(6, 8, 7, "ppp"),
        box(1, 6, 9, "opp"), // thinner than the kernel
        box(6, 5, 4, "ppo"),
        box(11, 13, 6, "ooo"));
  }

  private static Grid box(int nz, int ny, int nx, String ends) {
    int[] n = {nz, ny, nx};
    return new Grid(IntStream.range(0, 3).mapToObj(i -> axis(n[i], ends.charAt(i))).toList());
  }

  private static Axis axis(int cells, char end) {
    return new Axis(cells, 1, end == 'o' ? Boundary.OPEN : Boundary.PERIODIC);
  }

  private static Kernel solid(int radius) {
    int width = 2 * radius + 1;
    var values = new SplittableRandom(5).doubles((long) width * width * width, -1, 1).toArray();
    for (int i = 0, j = values.length - 1; i < j; i++, j--) {
      values[j] = values[i];
    }
    return new Kernel(3, radius, values);
  }

  @ParameterizedTest
  @MethodSource("boxes")
  void isTheDirectSumInThreeDimensions(Grid grid) {
    isTheSumOverWhatIsThere(grid, solid(grid.isPeriodic() ? 2 : 1));
    if (!grid.isPeriodic() && grid.nx() > 4) {
      isTheSumOverWhatIsThere(grid, solid(2));
    }
  }

  @ParameterizedTest
  @CsvSource({"7, 12, po", "5, 9, op", "6, 6, oo", "2, 1, oo", "37, 11, oo"})
  void isTheDirectSumWithOpenEnds(int ny, int nx, String ends) {
    var grid = new Grid(List.of(axis(ny, ends.charAt(0)), axis(nx, ends.charAt(1))));
    isTheSumOverWhatIsThere(grid, KERNEL);
  }

  private static void isTheSumOverWhatIsThere(Grid grid, Kernel kernel) {
    double[] m = random(grid);
    var expected = new double[m.length];
    int r = kernel.radius();
    int across = kernel.dimensions() == 3 ? r : 0;
    for (int cell = 0; cell < m.length; cell++) {
      for (int dz = -across; dz <= across; dz++) {
        for (int dy = -r; dy <= r; dy++) {
          for (int dx = -r; dx <= r; dx++) {
            int from = neighbour(grid, cell, dz, dy, dx);
            expected[cell] += from < 0 ? 0 : kernel.get(dz, dy, dx) * m[from];
          }
        }
      }
    }
    var result = new double[m.length];
    new Convolution(grid, kernel).apply(m, result);
    assertArrayEquals(expected, result, 1e-13);
    var single = new float[m.length];
    new FloatConvolution(grid, kernel).apply(rounded(m), single);
    assertArrayEquals(rounded(expected), single, 2e-5f);

    // of vectors component by component, in place
    var vectors = java.util.Arrays.copyOf(m, 2 * m.length);
    System.arraycopy(expected, 0, vectors, m.length, m.length);
    new Convolution(grid, kernel).apply(vectors, vectors);
    assertArrayEquals(result, java.util.Arrays.copyOf(vectors, m.length), 0);
    var second = new double[m.length];
    new Convolution(grid, kernel).apply(expected, second);
    assertArrayEquals(second, java.util.Arrays.copyOfRange(vectors, m.length, 2 * m.length), 0);
  }

  /// The cell from which an offset leads here, −1 beyond an open end.
  private static int neighbour(Grid grid, int cell, int dz, int dy, int dx) {
    int z = cell / grid.nx() / grid.ny() - dz;
    int y = cell / grid.nx() % grid.ny() - dy;
    try {
      return grid.index(z, y, cell % grid.nx() - dx);
    } catch (IndexOutOfBoundsException beyond) {
      return -1;
    }
  }

  @Test
  void theFallbackAgreesWithFftwInThreeDimensions() {
    assumeTrue(Fftw.isAvailable(), "no FFTW on this platform");
    var grid = box(6, 8, 7, "ppp");
    var kernel = solid(2);
    double[] m = random(grid);
    var fast = new FftwFourier(grid);
    var slow = new Fourier.Portable(grid);
    var expected = new double[m.length];
    var result = new double[m.length];
    fast.multiply(m, fast.transfer(kernel), expected, 0);
    slow.multiply(m, slow.transfer(kernel), result, 0);
    assertArrayEquals(expected, result, 1e-13);
    fast.multiply(m, fast.transfer(kernel::transfer), result, 0);
    assertArrayEquals(expected, result, 1e-13);
    fast.power(m, expected);
    slow.power(m, result);
    assertArrayEquals(expected, result, 1e-13);
    var fastFloat = new FftwFloatFourier(grid);
    var slowFloat = new FloatFourier.Portable(grid);
    var expectedFloat = new float[m.length];
    var resultFloat = new float[m.length];
    fastFloat.multiply(rounded(m), fastFloat.transfer(kernel), expectedFloat);
    slowFloat.multiply(rounded(m), slowFloat.transfer(kernel), resultFloat);
    assertArrayEquals(expectedFloat, resultFloat, 2e-5f);
  }

  @Test
  void wavesNeedAPeriodicGrid() {
    var open = new Grid(List.of(axis(4, 'o'), axis(6, 'p')));
    assertEquals(
        "waves need a periodic grid, got 4 x 6 cells of edge 1.0, open along y",
        assertThrows(IllegalArgumentException.class, () -> new SpectralFilter(open)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Correlation(open));
  }

  @Test
  void kernelsOfThreeDimensionsAddAndScale() {
    var kernel = solid(1);
    var sum = kernel.plus(solid(2)).scaled(2);
    assertEquals(3, sum.dimensions());
    assertEquals(2 * (kernel.get(1, -1, 0) + solid(2).get(1, -1, 0)), sum.get(1, -1, 0), 1e-15);
    assertEquals(2 * solid(2).get(-2, 1, 2), sum.get(-2, 1, 2), 1e-15);
    assertEquals(sum.total(), sum.transfer(0, 0, 0), 1e-12);
    assertEquals(0, kernel.withCentre(0).get(0, 0), 0);
    assertEquals(0.5, kernel.scaled(1.5).relativeErrorAgainst(kernel), 1e-14);
    assertThrows(IllegalArgumentException.class, () -> kernel.plus(KERNEL));
    assertThrows(IllegalStateException.class, kernel::rows);
    assertThrows(IllegalArgumentException.class, () -> new Convolution(Grid.square(9), kernel));
    assertThrows(IllegalArgumentException.class, () -> new Kernel(3, 1, new double[9]));
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
