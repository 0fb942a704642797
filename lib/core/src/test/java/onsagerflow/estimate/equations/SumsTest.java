package onsagerflow.estimate.equations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SumsTest {

  /// Normal equations of y on the rows of x, one cluster per row, at θ = 0.
  private static Sums regression(double[][] x, double[] y, int from, int to) {
    int n = x[0].length;
    var sums = new Sums(n);
    for (int r = from; r < to; r++) {
      var score = new double[n];
      for (int i = 0; i < n; i++) {
        score[i] = x[r][i] * y[r];
        for (int j = i; j < n; j++) {
          sums.matrix[i * n + j] += x[r][i] * x[r][j];
        }
      }
      sums.addCluster(score);
      sums.cells++;
    }
    return sums;
  }

  private static double[][] rows(int rows, int columns, RandomGenerator random) {
    var x = new double[rows][columns];
    for (double[] row : x) {
      Arrays.setAll(row, i -> random.nextGaussian());
    }
    return x;
  }

  @Test
  void partsAddUpAndAreTakenAway() {
    var random = new SplittableRandom(1);
    double[][] x = rows(40, 3, random);
    double[] y = random.doubles(40).toArray();
    var all = regression(x, y, 0, 40);
    var parts = regression(x, y, 0, 15);
    parts.add(regression(x, y, 15, 40));
    assertArrayEquals(all.matrix, parts.matrix, 1e-12);
    assertArrayEquals(all.scores, parts.scores, 1e-12);
    assertArrayEquals(all.right, parts.right, 1e-12);
    parts.subtract(regression(x, y, 0, 15));
    var rest = regression(x, y, 15, 40);
    assertArrayEquals(rest.matrix, parts.matrix, 1e-12);
    assertArrayEquals(rest.right, parts.right, 1e-12);
    assertEquals(25, parts.clusters);
    assertEquals(25, parts.cells);
  }

  /// The solution of embedded equations is that of the same equations in other places.
  @Test
  void embeddingMovesTheUnknowns() {
    var random = new SplittableRandom(2);
    double[][] x = rows(60, 3, random);
    double[] y = random.doubles(60).toArray();
    var part = regression(x, y, 0, 60);
    var wide = new Sums(5);
    wide.embed(part, new int[] {0, 2, 4});
    wide.matrix[1 * 5 + 1] = 1;
    wide.matrix[3 * 5 + 3] = 1;
    double[] narrow = Solution.step(part, 3, true);
    double[] moved = Solution.step(wide, 5, true);
    assertArrayEquals(new double[] {narrow[0], 0, narrow[1], 0, narrow[2]}, moved, 1e-12);
  }

  /// Least squares of unit noise: the step is (XᵀX)⁻¹Xᵀy, the gain half the explained sum of
  /// squares.
  @Test
  void solutionIsThatOfLeastSquares() {
    var random = new SplittableRandom(3);
    int rows = 4000;
    double[][] x = rows(rows, 2, random);
    var y = new double[rows];
    Arrays.setAll(y, r -> 0.5 * x[r][0] - 0.2 * x[r][1] + random.nextGaussian());
    var sums = regression(x, y, 0, rows);
    var solution = Solution.of(sums, 2, true, i -> "x" + i);
    double a = sums.matrix[0];
    double b = sums.matrix[1];
    double c = sums.matrix[3];
    double det = a * c - b * b;
    double first = (c * sums.right[0] - b * sums.right[1]) / det;
    double second = (a * sums.right[1] - b * sums.right[0]) / det;
    assertArrayEquals(new double[] {first, second}, solution.step, 1e-8);
    assertArrayEquals(solution.step, Solution.step(sums, 2, true), 1e-8);
    double explained = 0;
    for (double[] row : x) {
      explained += Math.pow(first * row[0] + second * row[1], 2);
    }
    assertEquals(explained / 2, sums.gain(solution.step), 1e-6 * explained);
    assertEquals(c / det, solution.inverse[0][0], 1e-9);
    assertEquals(-b / det, solution.inverse[0][1], 1e-9);
  }

  /// Scores of unit noise have the information as covariance; 4000 of them tell that to √(8/4000).
  @Test
  void sandwichOfUnitNoiseIsTheInverse() {
    var random = new SplittableRandom(4);
    int rows = 4000;
    var y = new double[rows];
    Arrays.setAll(y, r -> random.nextGaussian());
    var sums = regression(rows(rows, 2, random), y, 0, rows);
    var solution = Solution.of(sums, 2, true, i -> "x" + i);
    assertEquals(1, solution.covariance[0][0] / solution.inverse[0][0], 4 * Math.sqrt(8.0 / rows));
    assertEquals(1, solution.covariance[1][1] / solution.inverse[1][1], 4 * Math.sqrt(8.0 / rows));
  }

  /// With the lower left 0, the second unknown is solved by itself and moves the first.
  @Test
  void triangularSystemsAreSolvedFromBelow() {
    var sums = new Sums(2);
    sums.matrix[0] = 4;
    sums.matrix[1] = 2;
    sums.matrix[3] = 5;
    sums.addCluster(new double[] {8, 10});
    double[] expected = {(8 - 2 * 2) / 4.0, 2};
    assertArrayEquals(expected, Solution.step(sums, 1, false), 1e-7);
    assertArrayEquals(expected, Solution.of(sums, 1, false, i -> "x" + i).step, 1e-7);
  }
}
