package onsagerflow.neural;

import java.util.HashMap;
import java.util.Map;
import onsagerflow.estimate.likelihood.FlipLikelihood;
import onsagerflow.meso.Closure;

/// The likelihood of cells as a function of the weights that enter it linearly, in double precision:
/// a and the output layer of s′, the output layer of N, and j.
///
///     score  Σ A √w r + B √½w₂ (r² − V),   Fisher information  Σ A Aᵀ + B Bᵀ
///
/// with r the residual, V the variance, w and w₂ the weights of mean and variance in
/// [FlipLikelihood], A the derivative of the mean times √w and B that of the variance times √½w₂.
/// Both are a factor times the features of each of the three groups: the
/// hidden layers, which stay as they are, and the neighbours x. One instance serves one thread.
final class LinearScores {

  private static final int MOST_REMEMBERED = 4096;

  private final Form form;
  private final Closure closure;
  private final HiddenLayers slope;
  private final HiddenLayers noise;

  /// Hidden layer of s′ by (m, T): the m of a block takes few values.
  private final Map<Long, double[]> slopeValues = new HashMap<>();

  private final double[] slopeInput;
  private final double[] noiseInput;
  private final double[] noiseDirection;

  /// Where the features of N and of j begin.
  private final int noiseAt;

  private final int kernelAt;
  private final double[] features;

  /// Factors of the features of s′, N and j in A and B.
  private final double[] byMean = new double[3];

  private final double[] byVariance = new double[3];
  private double residual;
  private double scatter;
  private double loss;

  /// @param hidden weights, of which those of the hidden layers are read
  LinearScores(Form form, Closure closure, double[] hidden, int orbits) {
    this.form = form;
    this.closure = closure;
    slope = new HiddenLayers(form.slope(), hidden);
    noise = new HiddenLayers(form.noise(), hidden);
    slopeInput = new double[form.slope().layers().getFirst().rows()];
    noiseInput = new double[form.noise().layers().getFirst().rows()];
    noiseDirection = new double[noiseInput.length];
    noiseAt = 1 + slope.values.length;
    kernelAt = noiseAt + noise.values.length;
    features = new double[kernelAt + orbits];
  }

  int size() {
    return features.length;
  }

  /// Adds the scores of a batch.
  ///
  /// @return the sum of the negative log likelihoods
  double addScores(Batch batch, double[] weights, double[] kernel, double[] scores) {
    double sum = 0;
    for (int i = 0; i < batch.size(); i++) {
      evaluate(batch, i, weights, kernel);
      sum += loss;
      for (int group = 0; group < 3; group++) {
        double factor = byMean[group] * residual + byVariance[group] * scatter;
        int end = end(group);
        for (int k = begin(group); k < end; k++) {
          scores[k] += factor * features[k];
        }
      }
    }
    return sum;
  }

  /// Adds the Fisher information of a batch to the lower triangle.
  void addInformation(Batch batch, double[] weights, double[] kernel, double[][] information) {
    for (int i = 0; i < batch.size(); i++) {
      evaluate(batch, i, weights, kernel);
      for (int group = 0; group < 3; group++) {
        for (int other = 0; other <= group; other++) {
          double factor = byMean[group] * byMean[other] + byVariance[group] * byVariance[other];
          addProducts(group, other, factor, information);
        }
      }
    }
  }

  private void addProducts(int group, int other, double factor, double[][] information) {
    int from = begin(other);
    for (int k = begin(group); k < end(group); k++) {
      double f = factor * features[k];
      var row = information[k];
      int to = Math.min(k + 1, end(other));
      for (int l = from; l < to; l++) {
        row[l] += f * features[l];
      }
    }
  }

  private int begin(int group) {
    return group == 0 ? 0 : group == 1 ? noiseAt : kernelAt;
  }

  private int end(int group) {
    return group == 2 ? features.length : begin(group + 1);
  }

  private void evaluate(Batch batch, int i, double[] weights, double[] kernel) {
    double m = batch.m[i];
    double beta = 1.0 / batch.temperature[i];
    double phi = batch.phi(kernel, i);
    double b = beta * phi;
    setInputs(m, b, batch.temperature[i]);
    double[] ofSlope = slopeValues(batch.m[i], batch.temperature[i]);
    noise.evaluate(noiseInput, noiseDirection);

    features[0] = form.artanh(m) / beta;
    for (int k = 0; k < ofSlope.length; k++) {
      features[1 + k] = m * ofSlope[k];
    }
    System.arraycopy(noise.values, 0, features, noiseAt, noise.values.length);
    for (int o = 0; o < kernel.length; o++) {
      features[kernelAt + o] = batch.x[i * kernel.length + o];
    }

    double entropySlope = weights[0] * features[0] + m * form.slope().output(weights, ofSlope);
    double response = closure.response(beta * (entropySlope - phi));
    double g = form.noise().output(weights, noise.values);
    double n = Math.max(g, 0) + Math.log1p(Math.exp(-Math.abs(g)));
    double byOutput = 1 / (1 + Math.exp(-g));
    double byPhi = byOutput * beta * form.noise().output(weights, noise.slopes);
    double q = batch.noiseFactor[i];
    double relative = n * q;
    double s = batch.varianceScale[i];
    double variance = s * Math.max(relative, Likelihood.LEAST_VARIANCE);
    var likelihood = new FlipLikelihood(batch.fewFlips[i]);
    double root = Math.sqrt(likelihood.meanWeight(variance));
    double rootOfVariance = Math.sqrt(0.5 * likelihood.varianceWeight(variance));
    double scale = batch.driftScale[i] * root;
    double byForce = n * closure.slopeAt(response) * beta;
    byMean[0] = -byForce * scale;
    byMean[1] = -response * byOutput * scale;
    byMean[2] = (byForce - byPhi * response) * scale;
    double spread = relative > Likelihood.LEAST_VARIANCE ? s * q * rootOfVariance : 0;
    byVariance[1] = spread * byOutput;
    byVariance[2] = spread * byPhi;
    double miss = batch.increment[i] + n * response * batch.driftScale[i];
    residual = miss * root;
    scatter = (miss * miss - variance) * rootOfVariance;
    loss = -likelihood.log(miss, variance) - 0.5 * Math.log(2 * Math.PI);
  }

  /// Of the input that is set.
  private double[] slopeValues(float m, float temperature) {
    long key =
        (long) Float.floatToRawIntBits(m) << Integer.SIZE
            | Integer.toUnsignedLong(Float.floatToRawIntBits(temperature));
    var known = slopeValues.get(key);
    if (known != null) {
      return known;
    }
    slope.evaluate(slopeInput);
    if (slopeValues.size() < MOST_REMEMBERED) {
      slopeValues.put(key, slope.values.clone());
    }
    return slope.values;
  }

  private void setInputs(double m, double b, double temperature) {
    slopeInput[0] = m * m;
    noiseInput[0] = m * m;
    noiseInput[1] = m * b;
    noiseInput[2] = b * b;
    noiseDirection[1] = m;
    noiseDirection[2] = 2 * b;
    if (form.takesTemperature()) {
      slopeInput[1] = form.temperatureInput(temperature);
      noiseInput[3] = slopeInput[1];
    }
  }
}
