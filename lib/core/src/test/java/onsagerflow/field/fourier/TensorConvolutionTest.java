package onsagerflow.field.fourier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import onsagerflow.field.Grid;
import onsagerflow.field.Grid.Boundary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TensorConvolutionTest {

  private static final int[][] PLACE = {{0, 3, 4}, {3, 1, 5}, {4, 5, 2}};
  private static final boolean[][] ODD = { // in x, y, z
    {false, false, false},
    {false, false, false},
    {false, false, false},
    {true, true, false},
    {true, false, true},
    {false, true, true}
  };

  private static Grid grid(String periodic, int... cells) {
    return new Grid(
        IntStream.range(0, cells.length)
            .mapToObj(
                i ->
                    new Grid.Axis(
                        cells[i], 1, periodic.charAt(i) == 'p' ? Boundary.PERIODIC : Boundary.OPEN))
            .toList());
  }

  static Stream<Grid> grids() {
    return Stream.of(
        grid("oo", 5, 7),
        grid("oo", 1, 9),
        grid("oo", 6, 1),
        grid("oo", 40, 60), // with two threads
        grid("po", 6, 20),
        grid("pp", 5, 8),
        grid("ooo", 3, 4, 5),
        grid("ooo", 2, 1, 1),
        grid("opo", 2, 7, 40),
        grid("ppp", 4, 3, 6),
        grid("oop", 1, 6, 9));
  }

  /// Random, with the parity of a tensor also where it comes round.
  private static List<double[]> kernel(Grid grid) {
    var random = new SplittableRandom(5);
    var kernel = new ArrayList<double[]>();
    for (int c = 0; c < 6; c++) {
      double[] n = random.doubles(grid.size(), -1, 1).toArray();
      for (int i = 0; i < n.length; i++) {
        int[] r = {i % grid.nx(), i / grid.nx() % grid.ny(), i / grid.nx() / grid.ny()};
        int[] length = {grid.nx(), grid.ny(), grid.nz()};
        int sign = 1;
        for (int axis = 0; axis < 3; axis++) {
          boolean isPeriodic =
              axis < grid.dimensions()
                  && grid.axes().get(grid.dimensions() - 1 - axis).boundary() == Boundary.PERIODIC;
          int back = isPeriodic ? (length[axis] - r[axis]) % length[axis] : -1;
          if (ODD[c][axis] && (r[axis] == 0 || back == r[axis])) {
            sign = 0;
          }
          if (back >= 0 && back < r[axis]) {
            r[axis] = back;
            sign *= ODD[c][axis] ? -1 : 1;
          }
        }
        n[i] = sign * n[grid.index(r[2], r[1], r[0])] + 0.0;
      }
      kernel.add(n);
    }
    return kernel;
  }

  private static double[][] random(Grid grid) {
    var random = new SplittableRandom(3);
    return Stream.generate(() -> random.doubles(grid.size(), -1, 1).toArray())
        .limit(3)
        .toArray(double[][]::new);
  }

  private static double[][] directSum(Grid grid, List<double[]> kernel, double[][] v) {
    double[][] h = new double[3][grid.size()];
    for (int i = 0; i < grid.size(); i++) {
      for (int j = 0; j < grid.size(); j++) {
        int[] d = {
          i % grid.nx() - j % grid.nx(),
          i / grid.nx() % grid.ny() - j / grid.nx() % grid.ny(),
          i / grid.nx() / grid.ny() - j / grid.nx() / grid.ny()
        };
        int at = grid.index(Math.abs(d[2]), Math.abs(d[1]), Math.abs(d[0]));
        for (int a = 0; a < 3; a++) {
          for (int b = 0; b < 3; b++) {
            int c = PLACE[a][b];
            int sign = 1;
            for (int axis = 0; axis < 3; axis++) {
              sign *= ODD[c][axis] && d[axis] < 0 ? -1 : 1;
            }
            h[a][i] += sign * kernel.get(c)[at] * v[b][j];
          }
        }
      }
    }
    return h;
  }

  private static void assertNear(double[][] expected, double[][] found) {
    for (int c = 0; c < 3; c++) {
      assertArrayEquals(expected[c], found[c], 1e-11);
    }
  }

  @ParameterizedTest
  @MethodSource("grids")
  void isTheDirectSum(Grid grid) {
    var kernel = kernel(grid);
    double[][] v = random(grid);
    double[][] expected = directSum(grid, kernel, v);
    double[][] h = new double[3][grid.size()];
    var convolution = new TensorConvolution(grid, kernel);
    convolution.apply(v, h);
    assertNear(expected, h);
    convolution.apply(v, v); // again, and in place
    assertTrue(Arrays.deepEquals(h, v));
  }

  @ParameterizedTest
  @MethodSource("grids")
  void theFallbackAgreesWithFftw(Grid grid) {
    assumeTrue(Fftw.isAvailable(), "no FFTW on this platform");
    var spectrum = new TensorSpectrum(grid, kernel(grid));
    double[][] v = random(grid);
    double[][] fast = new double[3][grid.size()];
    double[][] slow = new double[3][grid.size()];
    new FftwTensorProduct(grid, spectrum).apply(v, fast);
    new PortableTensorProduct(grid, spectrum).apply(v, slow);
    assertNear(slow, fast);
  }

  @Test
  void refusesAKernelOfAnotherSize() {
    var grid = grid("oo", 3, 4);
    var kernel = List.of(new double[12]);
    var e = assertThrows(IllegalArgumentException.class, () -> new TensorConvolution(grid, kernel));
    assertTrue(String.valueOf(e.getMessage()).contains("got 1 of [12]"));
  }
}
