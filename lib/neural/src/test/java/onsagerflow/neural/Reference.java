package onsagerflow.neural;

import smile.math.blas.UPLO;
import smile.math.matrix.Matrix;

/// The statistical limit: one step of Fisher scoring from the exact model, on mean and variance of
/// the same increments, with s′ free as an odd and N as an even polynomial.
final class Reference {

  private static final int SLOPES = 4;
  private static final int DEGREE = 6;

  /// j at the maximum of the likelihood.
  final double[] kernel;

  /// Covariance of j, s′ and N being unknown, as so many cells tell it.
  final double[][] kernelCovariance;

  final int cells;

  private final double[] step;
  private final Matrix covariance;
  private final int orbits;
  private final int size;
  private final double[] byMean;
  private final double[] byVariance;

  Reference(HeatBathCells cells) {
    orbits = cells.orbits();
    size = orbits + SLOPES + (DEGREE / 2 + 1) * (DEGREE / 2 + 1);
    byMean = new double[size];
    byVariance = new double[size];
    var matrix = new double[size][size];
    var score = new double[size];
    var batch = new Batch(cells.batchSize(), orbits);
    var phi = new float[batch.capacity()];
    int count = 0;
    for (int number = 0; number < cells.batches(); number++) {
      cells.fill(number, batch);
      batch.phi(cells.kernel, phi);
      for (int i = 0; i < batch.size(); i++) {
        double miss = row(batch, i, phi[i]);
        double spread = (miss * miss - 1) / Math.sqrt(2);
        for (int k = 0; k < size; k++) {
          score[k] += byMean[k] * miss + byVariance[k] * spread;
          for (int l = 0; l <= k; l++) {
            matrix[k][l] += byMean[k] * byMean[l] + byVariance[k] * byVariance[l];
            matrix[l][k] = matrix[k][l];
          }
        }
        count++;
      }
    }
    covariance = inverse(matrix);
    step = covariance.mv(score);
    kernel = cells.kernel.clone();
    kernelCovariance = new double[orbits][orbits];
    for (int o = 0; o < orbits; o++) {
      kernel[o] += step[o];
      for (int k = 0; k < orbits; k++) {
        kernelCovariance[o][k] = covariance.get(o, k);
      }
    }
    this.cells = count;
  }

  private static Matrix inverse(double[][] positiveDefinite) {
    var matrix = Matrix.of(positiveDefinite);
    matrix.uplo(UPLO.LOWER);
    return matrix.cholesky(true).inverse();
  }

  /// Derivatives of mean/σ and of ln(variance)/√2; returns the residual in units of σ.
  private double row(Batch batch, int i, double phi) {
    double m = batch.m[i];
    double b = phi / HeatBathCells.TEMPERATURE;
    double noise = HeatBathCells.noise(m, phi);
    double response = Math.tanh(HeatBathCells.force(m, phi));
    double deviation = Math.sqrt(2 * HeatBathCells.LAG / HeatBathCells.SPINS * noise);
    double scale = HeatBathCells.LAG / deviation;
    double byForce = scale * noise * (1 - response * response) / HeatBathCells.TEMPERATURE;
    double noiseByPhi = -m * (1 - Math.pow(Math.tanh(b), 2)) / HeatBathCells.TEMPERATURE;
    double meanByNoise = -scale * response;
    double varianceByNoise = 1 / (noise * Math.sqrt(2));
    for (int o = 0; o < orbits; o++) {
      double x = batch.x[i * orbits + o];
      byMean[o] = x * (byForce + meanByNoise * noiseByPhi);
      byVariance[o] = x * varianceByNoise * noiseByPhi;
    }
    int at = orbits;
    for (double power : slopePowers(m)) {
      byMean[at++] = -byForce * power;
    }
    for (double term : noisePowers(m, phi)) {
      byMean[at] = meanByNoise * term;
      byVariance[at++] = varianceByNoise * term;
    }
    return (batch.increment[i] + noise * response * HeatBathCells.LAG) / deviation;
  }

  /// Root mean square over the orbits.
  static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int o = 0; o < a.length; o++) {
      sum += (a[o] - b[o]) * (a[o] - b[o]);
    }
    return Math.sqrt(sum / a.length);
  }

  private static double[] slopePowers(double m) {
    var powers = new double[SLOPES];
    for (int k = 0; k < SLOPES; k++) {
      powers[k] = Math.pow(m, 2 * k + 1);
    }
    return powers;
  }

  private static double[] noisePowers(double m, double phi) {
    var powers = new double[(DEGREE / 2 + 1) * (DEGREE / 2 + 1)];
    int at = 0;
    for (int degree = 0; degree <= DEGREE; degree += 2) {
      for (int p = 0; p <= degree; p++) {
        powers[at++] = Math.pow(m, p) * Math.pow(phi / HeatBathCells.TEMPERATURE, degree - p);
      }
    }
    return powers;
  }

  /// Of j, root mean square over the orbits.
  double standardError() {
    double sum = 0;
    for (int o = 0; o < orbits; o++) {
      sum += covariance.get(o, o);
    }
    return Math.sqrt(sum / orbits);
  }

  /// s′(m) at the maximum, less the exact one.
  double slopeOff(double m) {
    return change(slopePowers(m), orbits);
  }

  /// N(m, φ) at the maximum, less the exact one.
  double noiseOff(double m, double phi) {
    return change(noisePowers(m, phi), orbits + SLOPES);
  }

  private double change(double[] powers, int from) {
    double sum = 0;
    for (int k = 0; k < powers.length; k++) {
      sum += powers[k] * step[from + k];
    }
    return sum;
  }

  /// Of s′(m).
  double slopeError(double m) {
    return error(slopePowers(m), orbits);
  }

  /// Of N(m, φ).
  double noiseError(double m, double phi) {
    return error(noisePowers(m, phi), orbits + SLOPES);
  }

  private double error(double[] powers, int from) {
    double sum = 0;
    for (int k = 0; k < powers.length; k++) {
      for (int l = 0; l < powers.length; l++) {
        sum += powers[k] * powers[l] * covariance.get(from + k, from + l);
      }
    }
    return Math.sqrt(sum);
  }
}
