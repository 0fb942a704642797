package onsagerflow.estimate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import onsagerflow.estimate.equations.Estimate;
import onsagerflow.estimate.equations.Solution;
import onsagerflow.field.Symmetry;
import smile.math.matrix.Matrix;

/// A prior for J: a Gaussian process on the offsets, smooth over a length ℓ and fading out over a
/// range R.
///
///     ⟨J(r) J(r′)⟩ = σ² exp(−|r − r′|²/2ℓ² − (|r|² + |r′|²)/4R²)
///
/// σ, ℓ and R are weighted by their evidence, the likelihood of the data with J integrated out
/// (MacKay, Neural Comput. 4, 415 (1992)): where the data show no smoothness, ℓ becomes small and
/// the prior says nothing. J(0) is left free, being the gauge.
///
/// @param strength σ
/// @param length ℓ, blocks
/// @param range R, blocks
/// @param logEvidence ln of the evidence
public record KernelPrior(double strength, double length, double range, double logEvidence) {

  private static final double[] LENGTHS = {0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4};
  private static final double[] RANGES = {0.7, 1, 1.4, 2, 2.8, 4, 8, 1e3};

  /// σ over the largest |J|; the kernel at r = 0 may be higher than at any other offset.
  private static final double[] STRENGTHS = {0.1, 0.2, 0.35, 0.5, 0.7, 1, 1.4, 2, 3, 5};

  /// Priors less likely than this, relative to the best, are passed over.
  private static final double NEGLIGIBLE = 1e-3;

  /// All priors that an estimate of the orbits of J leaves likely, the likeliest first.
  static List<KernelPrior> likely(Estimate kernel, List<Symmetry.Orbit> orbits) {
    double largest = Arrays.stream(kernel.value).map(Math::abs).max().orElseThrow();
    var shapes =
        Arrays.stream(LENGTHS)
            .boxed()
            .flatMap(l -> Arrays.stream(RANGES).mapToObj(r -> new KernelPrior(1, l, r, 0)))
            .toList();
    var all =
        shapes.parallelStream()
            .flatMap(shape -> shape.ofStrengths(kernel, orbits, largest))
            .sorted(Comparator.comparingDouble((KernelPrior p) -> -p.logEvidence))
            .toList();
    double best = all.getFirst().logEvidence;
    return all.stream().filter(prior -> prior.logEvidence > best + Math.log(NEGLIGIBLE)).toList();
  }

  /// The estimate of all unknowns under the given priors, weighted by their evidence: what they
  /// disagree about adds to the covariance.
  ///
  /// @param kernelAt position of the first orbit
  static Estimate average(
      List<KernelPrior> priors, Estimate all, int kernelAt, List<Symmetry.Orbit> orbits) {
    double best = priors.getFirst().logEvidence;
    double[] weight = priors.stream().mapToDouble(p -> Math.exp(p.logEvidence - best)).toArray();
    double total = Arrays.stream(weight).sum();
    var posteriors = priors.parallelStream().map(p -> p.applyTo(all, kernelAt, orbits)).toList();
    int n = all.value.length;
    var mean = new double[n];
    for (int k = 0; k < weight.length; k++) {
      for (int i = 0; i < n; i++) {
        mean[i] += weight[k] / total * posteriors.get(k).value[i];
      }
    }
    var covariance = new double[n][n];
    for (int k = 0; k < weight.length; k++) {
      var posterior = posteriors.get(k);
      for (int i = 0; i < n; i++) {
        double off = posterior.value[i] - mean[i];
        for (int j = 0; j < n; j++) {
          covariance[i][j] +=
              weight[k]
                  / total
                  * (posterior.covariance[i][j] + off * (posterior.value[j] - mean[j]));
        }
      }
    }
    return new Estimate(mean, covariance);
  }

  private Stream<KernelPrior> ofStrengths(
      Estimate kernel, List<Symmetry.Orbit> orbits, double largest) {
    double[][] unit = covariance(orbits);
    return Arrays.stream(STRENGTHS)
        .mapToObj(
            s ->
                new KernelPrior(
                    s * largest,
                    length,
                    range,
                    logEvidence(kernel, unit, s * largest * s * largest)));
  }

  private static double logEvidence(Estimate kernel, double[][] unit, double variance) {
    var cholesky = factorOfSum(kernel.covariance, unit, variance);
    double[] solved = cholesky.solve(kernel.value);
    double square = 0;
    for (int i = 0; i < solved.length; i++) {
      square += kernel.value[i] * solved[i];
    }
    return -0.5 * (cholesky.logdet() + square);
  }

  private static Matrix.Cholesky factorOfSum(double[][] a, double[][] unit, double variance) {
    var sum = Arrays.stream(a).map(double[]::clone).toArray(double[][]::new);
    for (int i = 0; i < sum.length; i++) {
      for (int j = 0; j < sum.length; j++) {
        sum[i][j] += variance * unit[i][j];
      }
    }
    return Solution.factor(sum);
  }

  /// The covariance of the orbits' means with σ = 1.
  private double[][] covariance(List<Symmetry.Orbit> orbits) {
    int n = orbits.size();
    var covariance = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int[] r : orbits.get(i).offsets()) {
          for (int[] s : orbits.get(j).offsets()) {
            sum += covariance(r, s);
          }
        }
        covariance[i][j] = sum / (orbits.get(i).offsets().size() * orbits.get(j).offsets().size());
        covariance[j][i] = covariance[i][j];
      }
    }
    return covariance;
  }

  private double covariance(int[] r, int[] s) {
    double dy = r[0] - s[0];
    double dx = r[1] - s[1];
    double squares = r[0] * r[0] + r[1] * r[1] + s[0] * s[0] + s[1] * s[1];
    return Math.exp(-(dy * dy + dx * dx) / (2 * length * length) - squares / (4 * range * range));
  }

  /// The estimate of all unknowns, given this prior for the orbits of J among them.
  ///
  /// @param kernelAt position of the first orbit
  private Estimate applyTo(Estimate all, int kernelAt, List<Symmetry.Orbit> orbits) {
    int n = orbits.size();
    var kernel = all.part(kernelAt, kernelAt + n);
    var cholesky = factorOfSum(kernel.covariance, covariance(orbits), strength * strength);
    double[] pull = cholesky.solve(kernel.value);
    int size = all.value.length;
    var value = all.value.clone();
    var solved = new double[size][];
    for (int i = 0; i < size; i++) {
      solved[i] = cholesky.solve(Arrays.copyOfRange(all.covariance[i], kernelAt, kernelAt + n));
      for (int k = 0; k < n; k++) {
        value[i] -= all.covariance[i][kernelAt + k] * pull[k];
      }
    }
    var covariance = Arrays.stream(all.covariance).map(double[]::clone).toArray(double[][]::new);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        for (int k = 0; k < n; k++) {
          covariance[i][j] -= solved[i][k] * all.covariance[j][kernelAt + k];
        }
      }
    }
    return new Estimate(value, covariance);
  }
}
