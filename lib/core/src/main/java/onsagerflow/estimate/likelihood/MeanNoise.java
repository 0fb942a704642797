package onsagerflow.estimate.likelihood;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import onsagerflow.estimate.equations.Numbers;
import onsagerflow.estimate.equations.Sums;

/// The current guess of N(m), the mean at given m whatever the mobility of the drift, from which
/// the next is fitted.
public final class MeanNoise {

  private final NoiseBasis.OfMagnetisation basis;
  private final double[] coefficients;

  public MeanNoise(NoiseBasis.OfMagnetisation basis, double[] coefficients) {
    this.basis = basis;
    this.coefficients = coefficients;
  }

  int size() {
    return basis.size();
  }

  /// Adds one cell to the equations of N(m).
  ///
  /// @param score of the cluster that the cell belongs to
  /// @param response an unbiased observation of N
  void add(Sums sums, double[] score, double m, double response) {
    var hats = basis.hats();
    int k = hats.segment(m);
    double w = hats.weight(k, m);
    double noise = (1 - w) * coefficients[k] + w * coefficients[k + 1];
    // Weights that depend on m alone: K(m) is the plain mean over the states visited at m.
    double weight = 1 / Math.max(noise * noise, 1e-3);
    double miss = weight * (response - noise);
    score[k] += (1 - w) * miss;
    score[k + 1] += w * miss;
    int at = k * sums.size + k;
    sums.matrix[at] += weight * (1 - w) * (1 - w);
    sums.matrix[at + 1] += weight * w * (1 - w);
    sums.matrix[at + sums.size + 1] += weight * w * w;
    sums.cells++;
  }

  void write(DataOutput out) throws IOException {
    basis.write(out);
    Numbers.write(coefficients, out);
  }

  static MeanNoise read(DataInput in) throws IOException {
    return new MeanNoise((NoiseBasis.OfMagnetisation) NoiseBasis.read(in), Numbers.read(in));
  }
}
