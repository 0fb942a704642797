package onsagerflow.rollout;

import java.util.random.RandomGenerator;
import onsagerflow.meso.Bands;
import onsagerflow.meso.StochasticEquation;

/// The increment a dt + b √dt ξ of one explicit step, with ξ drawn number by number of the state.
///
/// An instance holds work space and serves one thread.
final class Increment {

  private final StochasticEquation equation;
  private final boolean noisy;
  private final double[] drift;
  private final double[] noise;
  private final double[] deviates;
  private final double[] increment;

  Increment(StochasticEquation equation, boolean noisy) {
    int n = equation.components() * equation.grid().size();
    this.equation = equation;
    this.noisy = noisy;
    this.drift = new double[n];
    this.noise = new double[equation.noiseSize()];
    this.deviates = new double[noisy ? n : 0];
    this.increment = new double[n];
  }

  /// A live array, until it is next asked for.
  double[] of(double t, double[] m, double dt, RandomGenerator random) {
    equation.evaluate(t, m, drift, noise);
    for (int i = 0; i < increment.length; i++) {
      increment[i] = drift[i] * dt;
    }
    if (noisy) {
      draw(deviates, random);
      equation.addNoise(noise, deviates, dt, increment);
    }
    return increment;
  }

  /// The drift of the last increment.
  double[] drift() {
    return drift;
  }

  static void draw(double[] deviates, RandomGenerator random) {
    var streams = BandStreams.of(deviates.length, random);
    Bands.each(
        deviates.length,
        (band, from, to) -> {
          var stream = streams.of(band);
          for (int i = from; i < to; i++) {
            deviates[i] = stream.nextGaussian();
          }
        });
  }
}
