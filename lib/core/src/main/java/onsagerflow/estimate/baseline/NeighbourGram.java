package onsagerflow.estimate.baseline;

import java.util.Arrays;
import java.util.List;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.data.Pass;
import onsagerflow.estimate.equations.Solution;
import onsagerflow.meso.NeighbourDrift;
import onsagerflow.meso.NeighbourDrift.Range;

/// Products of the monomials of (m, s) and the rate of m, summed over cells: all that polynomials
/// of any degree up to the highest need, to be fitted to most observations and tested on the rest.
final class NeighbourGram {

  static final int HIGHEST_DEGREE = 5;

  /// Of five observations one is held out.
  private static final int FOLDS = 5;

  private static final int SIZE = NeighbourDrift.terms(HIGHEST_DEGREE) + 1;

  /// Relative ridge against rounding: powers of m and s are nearly dependent in smooth fields.
  private static final double RIDGE = 1e-10;

  private final double[][] fitted = new double[SIZE][SIZE];
  private final double[][] heldOut = new double[SIZE][SIZE];
  private double lowM = Double.POSITIVE_INFINITY;
  private double highM = Double.NEGATIVE_INFINITY;
  private double lowS = Double.POSITIVE_INFINITY;
  private double highS = Double.NEGATIVE_INFINITY;

  /// One for each radius, from one pass.
  static List<NeighbourGram> of(Observations observations, List<Integer> radii) {
    return Pass.over(observations)
        .total(
            () -> radii.stream().map(r -> new NeighbourGram()).toList(),
            NeighbourGram::add,
            grid -> {
              var cells = new NeighbourCells(grid, radii);
              return (number, observation, grams) -> {
                cells.evaluate(observation);
                for (int r = 0; r < radii.size(); r++) {
                  grams.get(r).add(cells, r, number % FOLDS == FOLDS / 2);
                }
              };
            });
  }

  private static void add(List<NeighbourGram> sum, List<NeighbourGram> part) {
    for (int r = 0; r < sum.size(); r++) {
      sum.get(r).add(part.get(r));
    }
  }

  private void add(NeighbourGram other) {
    for (int i = 0; i < SIZE; i++) {
      for (int j = i; j < SIZE; j++) {
        fitted[i][j] += other.fitted[i][j];
        heldOut[i][j] += other.heldOut[i][j];
      }
    }
    lowM = Math.min(lowM, other.lowM);
    highM = Math.max(highM, other.highM);
    lowS = Math.min(lowS, other.lowS);
    highS = Math.max(highS, other.highS);
  }

  private void add(NeighbourCells cells, int radius, boolean isHeldOut) {
    double[][] gram = isHeldOut ? heldOut : fitted;
    var row = new double[SIZE];
    var monomials = new double[SIZE - 1];
    double scale = Math.sqrt(cells.weight);
    for (int x = 0; x < cells.m.length; x++) {
      double m = cells.m[x];
      double s = cells.neighbours[radius][x];
      NeighbourDrift.monomials(m, s, monomials);
      for (int i = 0; i < monomials.length; i++) {
        row[i] = scale * monomials[i];
      }
      row[SIZE - 1] = scale * cells.rate[x];
      for (int i = 0; i < SIZE; i++) {
        for (int j = i; j < SIZE; j++) {
          gram[i][j] += row[i] * row[j];
        }
      }
      lowM = Math.min(lowM, m);
      highM = Math.max(highM, m);
      lowS = Math.min(lowS, s);
      highS = Math.max(highS, s);
    }
  }

  Range magnetisation() {
    return new Range(lowM, highM);
  }

  Range neighbours() {
    return new Range(lowS, highS);
  }

  /// The squared error on held-out observations of a polynomial fitted to the others.
  double heldOutError(int degree) {
    double[] c = times(inverse(fitted, degree), right(fitted, degree));
    double error = heldOut[SIZE - 1][SIZE - 1];
    for (int i = 0; i < c.length; i++) {
      error -= 2 * c[i] * heldOut[i][SIZE - 1];
      for (int j = 0; j < c.length; j++) {
        error += c[i] * heldOut[Math.min(i, j)][Math.max(i, j)] * c[j];
      }
    }
    return error;
  }

  /// The coefficients fitted to all observations.
  double[] coefficients(int degree) {
    return times(inverse(degree), right(all(), degree));
  }

  /// The inverse of the products of all observations.
  double[][] inverse(int degree) {
    return inverse(all(), degree);
  }

  private double[][] all() {
    var all = new double[SIZE][SIZE];
    for (int i = 0; i < SIZE; i++) {
      for (int j = i; j < SIZE; j++) {
        all[i][j] = fitted[i][j] + heldOut[i][j];
      }
    }
    return all;
  }

  private static double[][] inverse(double[][] gram, int degree) {
    int n = NeighbourDrift.terms(degree);
    var symmetric = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        symmetric[i][j] = gram[Math.min(i, j)][Math.max(i, j)];
      }
    }
    return Solution.inverse(symmetric, RIDGE);
  }

  private static double[] right(double[][] gram, int degree) {
    return Arrays.stream(gram, 0, NeighbourDrift.terms(degree))
        .mapToDouble(row -> row[SIZE - 1])
        .toArray();
  }

  private static double[] times(double[][] a, double[] b) {
    var product = new double[b.length];
    for (int i = 0; i < b.length; i++) {
      for (int j = 0; j < b.length; j++) {
        product[i] += a[i][j] * b[j];
      }
    }
    return product;
  }
}
