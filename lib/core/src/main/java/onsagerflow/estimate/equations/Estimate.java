package onsagerflow.estimate.equations;

import java.util.Arrays;

/// Values of all unknowns of a [Fit] with their joint covariance.
public final class Estimate {

  public final double[] value;
  public final double[][] covariance;

  public Estimate(double[] value, double[][] covariance) {
    this.value = value;
    this.covariance = covariance;
  }

  public double standardError(int i) {
    return Math.sqrt(covariance[i][i]);
  }

  /// The same values and correlations with other standard errors.
  public Estimate withStandardErrors(double[] errors) {
    int n = errors.length;
    var scaled = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double own = standardError(i) * standardError(j);
        scaled[i][j] = own > 0 ? covariance[i][j] * errors[i] * errors[j] / own : 0;
      }
    }
    return new Estimate(value, scaled);
  }

  /// Values and covariance of some of the unknowns.
  public Estimate part(int from, int to) {
    return new Estimate(
        Arrays.copyOfRange(value, from, to),
        Arrays.stream(covariance, from, to)
            .map(row -> Arrays.copyOfRange(row, from, to))
            .toArray(double[][]::new));
  }

  /// Values and covariance of the unknowns at `position`.
  public Estimate at(int[] position) {
    int n = position.length;
    var some = new double[n];
    var joint = new double[n][n];
    for (int i = 0; i < n; i++) {
      some[i] = value[position[i]];
      for (int j = 0; j < n; j++) {
        joint[i][j] = covariance[position[i]][position[j]];
      }
    }
    return new Estimate(some, joint);
  }

  /// χ² of all values against 0.
  public double chiSquared() {
    double[][] inverse = Solution.inverse(covariance, 1e-12);
    double sum = 0;
    for (int i = 0; i < value.length; i++) {
      for (int j = 0; j < value.length; j++) {
        sum += value[i] * inverse[i][j] * value[j];
      }
    }
    return sum;
  }

  /// Σ weight[i] value[i].
  public double sum(double[] weight) {
    double sum = 0;
    for (int i = 0; i < weight.length; i++) {
      sum += weight[i] * value[i];
    }
    return sum;
  }

  /// The variance of Σ weight[i] value[i].
  public double variance(double[] weight) {
    double variance = 0;
    for (int i = 0; i < weight.length; i++) {
      if (weight[i] != 0) {
        for (int j = 0; j < weight.length; j++) {
          variance += weight[i] * covariance[i][j] * weight[j];
        }
      }
    }
    return Math.max(variance, 0);
  }
}
