package onsagerflow.estimate.equations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bytedeco.openblas.global.openblas;
import smile.math.matrix.Matrix;

/// The solution of a system of estimating equations
///
///     [ P  C ] [δθ]   [bθ]
///     [ Cᵀ Q ] [δν] = [bν]
///
/// with P and Q symmetric, and its sandwich covariance. With generator channels the lower left is
/// 0 instead of Cᵀ: what is known of N does not depend on the drift.
public final class Solution {

  static {
    // Sums shared by several threads have other bits on another number of them, and matrices of a
    // few hundred unknowns gain nothing.
    openblas.blas_set_num_threads(1);
  }

  /// Below this eigenvalue of the correlation matrix of P a direction counts as unidentified: the
  /// data would have to resolve it a hundred thousand times worse than a single unknown.
  private static final double SMALLEST_EIGENVALUE = 1e-10;

  /// Relative ridge on Q against rounding: its polynomials are nearly dependent where φ follows m.
  private static final double RIDGE = 1e-9;

  /// The information of an unknown over the largest, below which it is damped as if it had more.
  private static final double SEEN = 1e-3;

  public final double[] step;
  public final double[][] covariance;

  /// A⁻¹: the Cramér–Rao bound of the covariance where A is the Fisher information.
  public final double[][] inverse;

  private Solution(double[] step, double[][] covariance, double[][] inverse) {
    this.step = step;
    this.covariance = covariance;
    this.inverse = inverse;
  }

  /// The solution of no equation.
  public static Solution empty() {
    return new Solution(new double[0], new double[0][0], new double[0][0]);
  }

  /// Solves for the correction.
  ///
  /// @param drifts size of P
  /// @param coupled whether the lower left is Cᵀ
  /// @param name names of the unknowns of P, for the message
  /// @throws UnidentifiableException if P is numerically singular
  public static Solution of(Sums sums, int drifts, boolean coupled, IntFunction<String> name) {
    if (drifts > 0) {
      requireIdentified(block(sums, 0, drifts), name);
    }
    double[][] inverse = coupled ? inverse(sums, drifts) : triangularInverse(sums, drifts);
    return new Solution(times(inverse, sums.right), sandwich(inverse, sums), inverse);
  }

  /// The step A⁻¹b alone, of other sums of the same unknowns, such as those without a group.
  public static double[] step(Sums sums, int drifts, boolean coupled) {
    int n = sums.size;
    if (coupled) {
      return solve(sums, 0, n, sums.right);
    }
    double[] nu = solve(sums, drifts, n, sums.right);
    var right = sums.right.clone();
    for (int i = 0; i < drifts; i++) {
      for (int k = drifts; k < n; k++) {
        right[i] -= sums.matrix[i * n + k] * nu[k - drifts];
      }
    }
    var step = Arrays.copyOf(solve(sums, 0, drifts, right), n);
    System.arraycopy(nu, 0, step, drifts, nu.length);
    return step;
  }

  /// The step (A + damping·D)⁻¹ b of equations with a symmetric A, D its diagonal; of unknowns of
  /// the drift that hardly any cell sees not below a share of the largest.
  public static double[] damped(Sums sums, int drifts, double damping) {
    double[][] a = block(sums, 0, sums.size);
    double least = SEEN * IntStream.range(0, drifts).mapToDouble(i -> a[i][i]).max().orElse(0);
    double[] kept =
        IntStream.range(0, a.length)
            .mapToDouble(i -> i < drifts ? Math.max(1, least / a[i][i]) : 1)
            .toArray();
    var scale = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      scale[i] = 1 / Math.sqrt(a[i][i]);
    }
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        a[i][j] *= scale[i] * scale[j];
      }
      a[i][i] += damping * kept[i] + RIDGE;
    }
    double[] scaled = times(scale, sums.right);
    return times(scale, factor(a).solve(scaled));
  }

  private static double[] times(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).toArray();
  }

  private static double[] solve(Sums sums, int from, int to, double[] right) {
    if (from == to) {
      return new double[0];
    }
    double[][] a = block(sums, from, to);
    for (int i = 0; i < a.length; i++) {
      a[i][i] *= 1 + RIDGE;
    }
    return factor(a).solve(Arrays.copyOfRange(right, from, to));
  }

  private static double[][] inverse(Sums sums, int drifts) {
    var ridge = new double[sums.size];
    Arrays.fill(ridge, drifts, sums.size, RIDGE);
    return inverse(block(sums, 0, sums.size), ridge);
  }

  private static double[][] triangularInverse(Sums sums, int drifts) {
    int n = sums.size;
    var inverse = new double[n][n];
    if (drifts > 0) {
      place(inverse, 0, inverse(block(sums, 0, drifts), 0));
    }
    if (drifts < n) {
      place(inverse, drifts, inverse(block(sums, drifts, n), RIDGE));
      // −P⁻¹ C Q⁻¹ in the upper right.
      for (int i = 0; i < drifts; i++) {
        var pc = new double[n];
        for (int k = 0; k < drifts; k++) {
          for (int j = drifts; j < n; j++) {
            pc[j] += inverse[i][k] * sums.matrix[k * n + j];
          }
        }
        for (int k = drifts; k < n; k++) {
          double sum = 0;
          for (int j = drifts; j < n; j++) {
            sum += pc[j] * inverse[j][k];
          }
          inverse[i][k] = -sum;
        }
      }
    }
    return inverse;
  }

  private static double[] times(double[][] a, double[] b) {
    return Arrays.stream(a)
        .mapToDouble(row -> IntStream.range(0, b.length).mapToDouble(j -> row[j] * b[j]).sum())
        .toArray();
  }

  /// A⁻¹ M A⁻ᵀ, with the small-sample factor c/(c − 1) of c clusters: at the solution a cluster has
  /// lost the part of its score that its own share 1/c of the information explains.
  private static double[][] sandwich(double[][] inverse, Sums sums) {
    int n = sums.size;
    double factor = sums.clusters > 1 ? (double) sums.clusters / (sums.clusters - 1) : 1;
    var half = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        double a = inverse[i][k];
        if (a != 0) {
          for (int j = 0; j < n; j++) {
            half[i][j] += a * sums.scores[k * n + j];
          }
        }
      }
    }
    var covariance = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += half[i][k] * inverse[j][k];
        }
        covariance[i][j] = factor * sum;
      }
    }
    return covariance;
  }

  /// The symmetric block [from, to)² from its upper triangle.
  public static double[][] block(Sums sums, int from, int to) {
    var block = new double[to - from][to - from];
    for (int i = from; i < to; i++) {
      for (int j = i; j < to; j++) {
        block[i - from][j - from] = sums.matrix[i * sums.size + j];
        block[j - from][i - from] = block[i - from][j - from];
      }
    }
    return block;
  }

  private static void place(double[][] target, int at, double[][] block) {
    for (int i = 0; i < block.length; i++) {
      System.arraycopy(block[i], 0, target[at + i], at, block.length);
    }
  }

  /// The inverse of a symmetric positive matrix, scaled to unit diagonal first.
  public static double[][] inverse(double[][] symmetric, double ridge) {
    var ridges = new double[symmetric.length];
    Arrays.fill(ridges, ridge);
    return inverse(symmetric, ridges);
  }

  private static double[][] inverse(double[][] symmetric, double[] ridge) {
    int n = symmetric.length;
    var scale = new double[n];
    for (int i = 0; i < n; i++) {
      scale[i] = symmetric[i][i] > 0 ? 1 / Math.sqrt(symmetric[i][i]) : 1;
    }
    var scaled = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        scaled[i][j] = symmetric[i][j] * scale[i] * scale[j];
      }
      scaled[i][i] += ridge[i];
    }
    var inverse = factor(scaled).inverse().toArray();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        inverse[i][j] *= scale[i] * scale[j];
      }
    }
    return inverse;
  }

  /// Cholesky factors of a symmetric positive matrix.
  public static Matrix.Cholesky factor(double[][] symmetric) {
    var matrix = Matrix.of(symmetric);
    matrix.uplo(smile.math.blas.UPLO.LOWER);
    return matrix.cholesky(true);
  }

  private static void requireIdentified(double[][] p, IntFunction<String> name) {
    int n = p.length;
    var correlation = new double[n][n];
    for (int i = 0; i < n; i++) {
      if (!(p[i][i] > 0)) {
        throw new UnidentifiableException(
            "the data say nothing of " + name.apply(i) + ": no cell that enters the fit sees it");
      }
      for (int j = 0; j < n; j++) {
        correlation[i][j] = p[i][j] / Math.sqrt(p[i][i] * p[j][j]);
      }
    }
    var matrix = Matrix.of(correlation);
    matrix.uplo(smile.math.blas.UPLO.LOWER);
    var eigen = matrix.eigen();
    var directions = new ArrayList<String>();
    double smallest = 1;
    for (int k = 0; k < n; k++) {
      if (!(eigen.wr[k] > SMALLEST_EIGENVALUE)) {
        smallest = Math.min(smallest, eigen.wr[k]);
        directions.add(describe(eigen.Vr, k, name));
      }
    }
    if (!directions.isEmpty()) {
      throw new UnidentifiableException(
          "the data cannot identify "
              + directions.size()
              + " direction(s) of the unknowns: "
              + String.join("; ", directions.subList(0, Math.min(3, directions.size())))
              + (directions.size() > 3 ? "; ..." : "")
              + " (smallest eigenvalue "
              + String.format(Locale.ROOT, "%.1e", smallest)
              + "); take fewer (a smaller radius, a higher symmetry) or data that vary more");
    }
  }

  /// The leading unknowns of an eigenvector, with their weights.
  private static String describe(Matrix vectors, int k, IntFunction<String> name) {
    int n = vectors.nrow();
    return IntStream.range(0, n)
        .boxed()
        .sorted((i, j) -> Double.compare(Math.abs(vectors.get(j, k)), Math.abs(vectors.get(i, k))))
        .limit(3)
        .map(i -> String.format(Locale.ROOT, "%+.2f %s", vectors.get(i, k), name.apply(i)))
        .collect(java.util.stream.Collectors.joining(" "));
  }
}
