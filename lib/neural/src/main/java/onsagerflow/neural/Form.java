package onsagerflow.neural;

import java.util.OptionalDouble;
import java.util.stream.IntStream;
import onsagerflow.field.RandomStreams;
import onsagerflow.meso.EntropySlope;

/// The two functions and the place of their weights in one vector: a, the network of s′, that of N,
/// then the kernel's z.
///
///     s′(m, T) = a T artanh m + m f(m²)
///     N(m, φ, T) = softplus(g(m², m βφ, (βφ)²))
///
/// The inputs make s′ odd and N even by themselves. Where there are several temperatures f and g
/// take ln(T/T₀) as well.
record Form(
    Network slope, Network noise, int size, double edge, OptionalDouble referenceTemperature) {

  /// N of free spins far from order, to begin with.
  private static final double FIRST_NOISE = 0.7;

  static Form of(Training training, int kernelDirections) {
    return of(
        training.networks().hiddenLayers(),
        training.networks().units(),
        EntropySlope.edge(training.cellVolume()),
        training.networks().referenceTemperature(),
        kernelDirections);
  }

  static Form of(
      int hiddenLayers,
      int units,
      double edge,
      OptionalDouble referenceTemperature,
      int kernelDirections) {
    int more = referenceTemperature.isPresent() ? 1 : 0;
    var slope = Network.at(1, "slope", 1 + more, hiddenLayers, units);
    var noise = Network.at(slope.end(), "noise", 3 + more, hiddenLayers, units);
    return new Form(slope, noise, noise.end() + kernelDirections, edge, referenceTemperature);
  }

  double[] start(long seed) {
    var random = RandomStreams.of(seed, 1).getFirst();
    var weights = new double[size];
    weights[0] = 1;
    slope.start(weights, 0, random);
    noise.start(weights, Math.log(Math.expm1(FIRST_NOISE)), random);
    return weights;
  }

  /// Which weights enter linearly: a, the output layers of s′ and N, the kernel's z.
  int[] linearWeights() {
    return IntStream.range(0, size)
        .filter(
            i ->
                i == 0
                    || (i >= slope.output().from() && i < slope.end())
                    || i >= noise.output().from())
        .toArray();
  }

  boolean takesTemperature() {
    return referenceTemperature.isPresent();
  }

  /// ln(T/T₀).
  double temperatureInput(double temperature) {
    return Math.log(temperature / referenceTemperature.orElse(temperature));
  }

  /// artanh m, cut off near ±1 and exactly odd.
  double artanh(double m) {
    return Math.copySign(EntropySlope.artanh(Math.min(Math.abs(m), edge)), m);
  }

  double slope(double[] weights, double m, double temperature) {
    double f =
        takesTemperature()
            ? slope.at(weights, m * m, temperatureInput(temperature))
            : slope.at(weights, m * m);
    return weights[0] * temperature * artanh(m) + m * f;
  }

  double noise(double[] weights, double m, double phi, double temperature) {
    double b = phi / temperature;
    double g =
        takesTemperature()
            ? noise.at(weights, m * m, m * b, b * b, temperatureInput(temperature))
            : noise.at(weights, m * m, m * b, b * b);
    return Math.max(g, 0) + Math.log1p(Math.exp(-Math.abs(g)));
  }
}
