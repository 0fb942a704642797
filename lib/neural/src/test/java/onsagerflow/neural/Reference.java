package onsagerflow.neural;

import smile.math.matrix.Matrix;

/// What least squares makes of the same increments where N is known: one scoring step from the
/// exact model, s′ free as an odd polynomial.
final class Reference {

  private static final int SLOPES = 4;

  /// j, its covariance, and the information of a mean cell about j and s′ together.
  final double[] kernel;

  final double[][] covariance;

  /// Of a mean cell about j with s′ eliminated.
  final double[][] information;

  Reference(HeatBathCells cells) {
    int orbits = cells.orbits();
    int size = orbits + SLOPES;
    var matrix = new double[size][size];
    var score = new double[size];
    var batch = new Batch(cells.batchSize(), orbits);
    var phi = new float[batch.capacity()];
    var row = new double[size];
    long count = 0;
    for (int number = 0; number < cells.batches(); number++) {
      cells.fill(number, batch);
      batch.phi(cells.kernel, phi);
      for (int i = 0; i < batch.size(); i++) {
        double m = batch.m[i];
        double noise = HeatBathCells.noise(m, phi[i]);
        double response = Math.tanh(HeatBathCells.force(m, phi[i]));
        double deviation = Math.sqrt(2 * HeatBathCells.LAG / HeatBathCells.SPINS * noise);
        double byPhi =
            noise
                * (1 - response * response)
                * HeatBathCells.LAG
                / (HeatBathCells.TEMPERATURE * deviation);
        double rest = (batch.increment[i] + noise * response * HeatBathCells.LAG) / deviation;
        for (int o = 0; o < orbits; o++) {
          row[o] = byPhi * batch.x[i * orbits + o];
        }
        double power = -byPhi * m;
        for (int k = orbits; k < size; k++) {
          row[k] = power;
          power *= m * m;
        }
        for (int k = 0; k < size; k++) {
          score[k] += row[k] * rest;
          for (int l = 0; l < size; l++) {
            matrix[k][l] += row[k] * row[l];
          }
        }
        count++;
      }
    }
    var inverse = Matrix.of(matrix).inverse();
    var step = inverse.mv(score);
    kernel = cells.kernel.clone();
    covariance = new double[orbits][orbits];
    for (int o = 0; o < orbits; o++) {
      kernel[o] += step[o];
      for (int k = 0; k < orbits; k++) {
        covariance[o][k] = inverse.get(o, k);
      }
    }
    information = Matrix.of(covariance).inverse().toArray();
    for (var line : information) {
      for (int k = 0; k < orbits; k++) {
        line[k] /= count;
      }
    }
  }

  /// Root mean square over the orbits.
  static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int o = 0; o < a.length; o++) {
      sum += (a[o] - b[o]) * (a[o] - b[o]);
    }
    return Math.sqrt(sum / a.length);
  }

  double standardError() {
    double sum = 0;
    for (int o = 0; o < kernel.length; o++) {
      sum += covariance[o][o];
    }
    return Math.sqrt(sum / kernel.length);
  }
}
