package onsagerflow.estimate.vector;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import onsagerflow.estimate.equations.Estimate;
import onsagerflow.estimate.equations.Solution;
import onsagerflow.meso.Gauge;
import onsagerflow.meso.vector.Langevin;
import onsagerflow.meso.vector.VectorEntropySlope;

/// J(0), which the data leave open: s′ + c|m| with J + cδ is the same model for every c. Taken is
/// the c with which s′ rises from |m| = 0 as that of v independent unit vectors,
///
///     s′ − s′_free = −c |m| + d |m|³,
///
/// by least squares over the knots, weighted; the mean over temperatures, by their variances.
///
/// @param value c
/// @param gradient by all unknowns
/// @param gauge in words
record VectorGauge(double value, List<Double> gradient, Gauge gauge) {

  static final Gauge SLOPE =
      new Gauge.Stated("s'(m)/m -> 3T (1 - 1/v) as m -> 0, as of v free spins");

  /// Of T: a slope at m = 0 less certain than this is an extrapolation.
  private static final double LARGEST_ERROR = 0.1;

  static VectorGauge of(VectorFit fit, Estimate estimate) {
    var gradient = new double[estimate.value.length];
    double value = 0;
    double precision = 0;
    for (int b = 0; b < fit.branches().size(); b++) {
      var branch = fit.branches().get(b);
      int[] at = Arrays.copyOf(fit.position(b), branch.basis.slopes());
      double[] weights = weights(branch, estimate.at(at));
      double variance = Math.max(estimate.at(at).variance(weights), 1e-24);
      double share = 1 / variance;
      double own = 0;
      for (int i = 0; i < weights.length; i++) {
        own += weights[i] * (estimate.value[at[i]] - free(branch, i));
      }
      value = (precision * value + share * own) / (precision + share);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= precision / (precision + share);
      }
      for (int i = 0; i < weights.length; i++) {
        gradient[at[i]] += share / (precision + share) * weights[i];
      }
      precision += share;
    }
    double coldest = fit.branches().getFirst().temperature;
    if (!(Math.sqrt(estimate.variance(gradient)) < LARGEST_ERROR * coldest)) {
      return new VectorGauge(
          0, IntStream.range(0, gradient.length).mapToObj(i -> 0.0).toList(), new Gauge.Centre(0));
    }
    return new VectorGauge(value, Arrays.stream(gradient).boxed().toList(), SLOPE);
  }

  private static double free(VectorBranch branch, int i) {
    double m = m(branch, i);
    return VectorEntropySlope.langevin(branch.temperature)
        .withFiniteBlock(branch.temperature, branch.cellVolume)
        .at(m);
  }

  private static double m(VectorBranch branch, int i) {
    return Langevin.of(branch.basis.slope().knot(i + 1));
  }

  /// The w of c = Σ w (s′ − s′_free).
  private static double[] weights(VectorBranch branch, Estimate slope) {
    int n = slope.value.length;
    double[][] inverse = Solution.inverse(slope.covariance, 1e-9);
    int p = n > 1 ? 2 : 1;
    var basis = new double[p][n];
    for (int i = 0; i < n; i++) {
      double m = m(branch, i);
      basis[0][i] = -m;
      if (p > 1) {
        basis[1][i] = m * m * m;
      }
    }
    var weighted = new double[p][n];
    var normal = new double[p][p];
    for (int a = 0; a < p; a++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          weighted[a][i] += basis[a][j] * inverse[j][i];
        }
      }
      for (int b = 0; b < p; b++) {
        for (int i = 0; i < n; i++) {
          normal[a][b] += weighted[a][i] * basis[b][i];
        }
      }
    }
    double[][] solved = Solution.inverse(normal, 1e-12);
    return IntStream.range(0, n)
        .mapToDouble(
            i -> solved[0][0] * weighted[0][i] + (p > 1 ? solved[0][1] * weighted[1][i] : 0))
        .toArray();
  }

  /// The standard error of c + Σ w θ.
  ///
  /// @param weight of the unknowns; overwritten
  double error(Estimate estimate, double[] weight, double ofCentre) {
    for (int i = 0; i < weight.length; i++) {
      weight[i] += ofCentre * gradient.get(i);
    }
    return Math.sqrt(estimate.variance(weight));
  }
}
