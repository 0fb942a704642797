package onsagerflow.estimate;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import onsagerflow.estimate.equations.Solution;
import onsagerflow.meso.EntropySlope;
import onsagerflow.meso.Table;

/// Estimates of s′ at points m > 0 with their joint covariance, in the gauge J(0) = 0: the data
/// that a [SlopeRegressor] smooths.
public final class SlopePoints {

  private final double temperature;
  private final double[] m;
  private final double[] value;
  private final double[][] covariance;
  private final double[][] whitening;
  private final double[][] root;

  SlopePoints(double temperature, double[] m, double[] value, double[][] covariance) {
    this.temperature = temperature;
    this.m = m;
    this.value = value;
    this.covariance = covariance;
    var cholesky = Solution.factor(scaledUp(covariance));
    int n = m.length;
    this.root = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        root[i][j] = cholesky.lu.get(i, j);
      }
    }
    this.whitening = inverseOfLower(root);
  }

  /// A whisper of extra variance on the diagonal keeps the Cholesky factors real.
  private static double[][] scaledUp(double[][] covariance) {
    var copy = Arrays.stream(covariance).map(double[]::clone).toArray(double[][]::new);
    for (int i = 0; i < copy.length; i++) {
      copy[i][i] *= 1 + 1e-9;
    }
    return copy;
  }

  private static double[][] inverseOfLower(double[][] lower) {
    int n = lower.length;
    var inverse = new double[n][n];
    for (int j = 0; j < n; j++) {
      for (int i = j; i < n; i++) {
        double sum = i == j ? 1 : 0;
        for (int k = j; k < i; k++) {
          sum -= lower[i][k] * inverse[k][j];
        }
        inverse[i][j] = sum / lower[i][i];
      }
    }
    return inverse;
  }

  public int size() {
    return m.length;
  }

  /// T of the data.
  public double temperature() {
    return temperature;
  }

  public double m(int i) {
    return m[i];
  }

  public double value(int i) {
    return value[i];
  }

  public double standardError(int i) {
    return Math.sqrt(covariance[i][i]);
  }

  /// The points as a table (errors are those of single points).
  public Table table() {
    var errors = new double[m.length];
    for (int i = 0; i < m.length; i++) {
      errors[i] = standardError(i);
    }
    return new Table(m, value, errors);
  }

  /// The points in the gauge of a kernel with the given J(0), as a table.
  public Table inGauge(double centre) {
    return table().minus(x -> -centre * x);
  }

  /// W y with WᵀW the inverse covariance: rows of unit variance for least squares.
  double[] whiten(double[] y) {
    var white = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j <= i; j++) {
        white[i] += whitening[i][j] * y[j];
      }
    }
    return white;
  }

  /// The same points with values drawn anew from their sampling distribution.
  SlopePoints redrawn(RandomGenerator random) {
    var drawn = value.clone();
    for (int j = 0; j < m.length; j++) {
      double z = random.nextGaussian();
      for (int i = j; i < m.length; i++) {
        drawn[i] += root[i][j] * z;
      }
    }
    return new SlopePoints(this, drawn);
  }

  private SlopePoints(SlopePoints other, double[] value) {
    this.temperature = other.temperature;
    this.m = other.m;
    this.value = value;
    this.covariance = other.covariance;
    this.whitening = other.whitening;
    this.root = other.root;
  }

  /// Generalised least squares of the values on functions given as rows `[function][point]`.
  double[] leastSquares(double[][] functions) {
    int n = functions.length;
    var white = Arrays.stream(functions).map(this::whiten).toArray(double[][]::new);
    double[] y = whiten(value);
    var normal = new double[n][n];
    var right = new double[n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < m.length; k++) {
        right[i] += white[i][k] * y[k];
        for (int j = 0; j < n; j++) {
          normal[i][j] += white[i][k] * white[j][k];
        }
      }
    }
    double[][] inverse = Solution.inverse(normal, 0);
    var solution = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        solution[i] += inverse[i][j] * right[j];
      }
    }
    return solution;
  }

  /// The c that turns s′ into a function of slope T at m = 0, from an odd polynomial through s′ − T
  /// artanh m.
  double slopeGauge() {
    int terms = Math.min(3, m.length);
    var functions = new double[terms][m.length];
    var rest = new double[m.length];
    for (int i = 0; i < m.length; i++) {
      double power = m[i];
      for (int k = 0; k < terms; k++) {
        functions[k][i] = power;
        power *= m[i] * m[i];
      }
      rest[i] = value[i] - temperature * EntropySlope.artanh(m[i]);
    }
    return -new SlopePoints(this, rest).leastSquares(functions)[0];
  }

  /// The derivative of [#slopeGauge], which is linear in the values, by each value.
  double[] slopeGaugeGradient() {
    var gradient = new double[m.length];
    for (int i = 0; i < m.length; i++) {
      var raised = value.clone();
      raised[i] += 1;
      gradient[i] = new SlopePoints(this, raised).slopeGauge() - slopeGauge();
    }
    return gradient;
  }

  /// The standard error of [#slopeGauge].
  double slopeGaugeError() {
    double[] gradient = slopeGaugeGradient();
    double variance = 0;
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < m.length; j++) {
        variance += gradient[i] * covariance[i][j] * gradient[j];
      }
    }
    return Math.sqrt(variance);
  }

  /// One line: temperature, and the points as a [Table].
  @Override
  public String toString() {
    return "points of s′ at T = " + (float) temperature() + ": " + table();
  }
}
