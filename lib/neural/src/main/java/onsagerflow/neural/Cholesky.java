package onsagerflow.neural;

/// Solves symmetric positive definite systems, a few hundred unknowns at most.
final class Cholesky {

  private Cholesky() {}

  /// L with L Lᵀ the matrix, of which the lower triangle is read.
  ///
  /// @throws IllegalArgumentException if the matrix is not positive definite
  static double[][] lower(double[][] matrix) {
    int n = matrix.length;
    var lower = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k <= i; k++) {
        double sum = matrix[i][k];
        for (int l = 0; l < k; l++) {
          sum -= lower[i][l] * lower[k][l];
        }
        if (k == i && !(sum > 0)) {
          throw new IllegalArgumentException(
              "the matrix must be positive definite, got the pivot " + sum + " in row " + i);
        }
        lower[i][k] = k == i ? Math.sqrt(sum) : sum / lower[k][k];
      }
    }
    return lower;
  }

  /// The x of matrix · x = right.
  static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    var lower = lower(matrix);
    var solution = right.clone();
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        solution[i] -= lower[i][k] * solution[k];
      }
      solution[i] /= lower[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        solution[i] -= lower[k][i] * solution[k];
      }
      solution[i] /= lower[i][i];
    }
    return solution;
  }
}
