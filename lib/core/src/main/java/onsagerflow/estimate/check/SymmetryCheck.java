package onsagerflow.estimate.check;

import java.util.List;
import onsagerflow.estimate.equations.Estimate;
import onsagerflow.estimate.equations.Solution;
import onsagerflow.field.Symmetry;
import smile.stat.distribution.ChiSquareDistribution;

/// Whether J has a symmetry, judged from a fit without it: the Wald statistic of the differences
/// that the symmetry sets to 0, which for many data is twice the log-likelihood ratio. It uses the
/// covariance of the estimate, so that it stays right where residuals are correlated.
///
/// @param symmetry tested
/// @param statistic χ²
/// @param degrees of freedom, the number of differences
/// @param probability of a larger χ² if the symmetry holds; below 0.01 the symmetry is rejected
public record SymmetryCheck(Symmetry symmetry, double statistic, int degrees, double probability) {

  public static SymmetryCheck of(
      Estimate kernel, List<Symmetry.Orbit> orbits, Symmetry symmetry, int radius) {
    var classes = symmetry.orbits(radius);
    var differences = new java.util.ArrayList<int[]>();
    for (var one : classes) {
      int first = -1;
      for (int o = 0; o < orbits.size(); o++) {
        if (contains(one, orbits.get(o))) {
          if (first >= 0) {
            differences.add(new int[] {first, o});
          } else {
            first = o;
          }
        }
      }
    }
    int n = differences.size();
    if (n == 0) {
      return new SymmetryCheck(symmetry, 0, 0, 1);
    }
    var d = new double[n];
    var covariance = new double[n][n];
    for (int i = 0; i < n; i++) {
      int[] a = differences.get(i);
      d[i] = kernel.value[a[1]] - kernel.value[a[0]];
      for (int j = 0; j < n; j++) {
        int[] b = differences.get(j);
        covariance[i][j] =
            kernel.covariance[a[1]][b[1]]
                - kernel.covariance[a[1]][b[0]]
                - kernel.covariance[a[0]][b[1]]
                + kernel.covariance[a[0]][b[0]];
      }
    }
    double[] solved = Solution.factor(covariance).solve(d.clone());
    double statistic = 0;
    for (int i = 0; i < n; i++) {
      statistic += d[i] * solved[i];
    }
    return new SymmetryCheck(
        symmetry, statistic, n, 1 - new ChiSquareDistribution(n).cdf(statistic));
  }

  static boolean contains(Symmetry.Orbit wide, Symmetry.Orbit narrow) {
    return wide.offsets().stream().anyMatch(r -> r[0] == narrow.dy() && r[1] == narrow.dx());
  }
}
