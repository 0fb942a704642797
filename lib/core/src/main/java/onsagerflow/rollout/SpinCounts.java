package onsagerflow.rollout;

import java.util.random.RandomGenerator;
import onsagerflow.meso.FlipRates;
import onsagerflow.meso.StochasticEquation;

/// The flips of independent spins, each between up and down at constant rates over a time dt.
///
/// A spin that is down is up afterwards with probability p₊ = w₊(1 − e^{−(w₊ + w₋)dt})/(w₊ + w₋),
/// and the reverse with w₋; of a cell's spins of either sort a binomial number ends the other way.
/// The law is exact, returns of a spin within dt included, and keeps m on the values −1, −1 + 2/v,
/// …, 1 that a cell of v spins has.
record SpinCounts(int cellVolume) {

  /// The rates that such a step needs.
  ///
  /// @throws IllegalArgumentException if the equation has none
  static FlipRates ratesOf(StochasticEquation equation) {
    return equation
        .flipRates()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "poisson noise is made of single flips: it needs the cosh closure; take"
                        + " gaussian noise for others"));
  }

  /// Moves every cell onto a value that v spins can have: one of the two nearest, with mean m.
  void round(double[] m, RandomGenerator random) {
    for (int cell = 0; cell < m.length; cell++) {
      double up = cellVolume * (1 + m[cell]) / 2;
      double nearest = Math.rint(up);
      // a value from a file is off by its own rounding only, and draws nothing
      double count = Math.abs(up - nearest) < 1e-4 ? nearest : Math.floor(up + random.nextDouble());
      m[cell] = magnetisation(Math.clamp(count, 0, cellVolume));
    }
  }

  /// Lets dt pass.
  ///
  /// @param m values that v spins can have, changed in place
  /// @param up rate w₊ of every cell, per spin that is down
  /// @param down rate w₋
  void flip(double[] m, double[] up, double[] down, double dt, RandomGenerator random) {
    for (int cell = 0; cell < m.length; cell++) {
      int spinsUp = (int) Math.rint(cellVolume * (1 + m[cell]) / 2);
      double chance = dt * meanDecay((up[cell] + down[cell]) * dt);
      int won = Binomial.draw(cellVolume - spinsUp, up[cell] * chance, random);
      int lost = Binomial.draw(spinsUp, down[cell] * chance, random);
      m[cell] = magnetisation(spinsUp + won - lost);
    }
  }

  private double magnetisation(double spinsUp) {
    return (2 * spinsUp - cellVolume) / cellVolume;
  }

  /// (1 − e^{−z})/z.
  private static double meanDecay(double z) {
    if (z > 0.25) {
      return -Math.expm1(-z) / z;
    }
    // Σ (−z)ᵏ/(k + 1)!, to 10⁻¹²
    double sum = 1.0 / 362880;
    sum = 1.0 / 40320 - z * sum;
    sum = 1.0 / 5040 - z * sum;
    sum = 1.0 / 720 - z * sum;
    sum = 1.0 / 120 - z * sum;
    sum = 1.0 / 24 - z * sum;
    sum = 1.0 / 6 - z * sum;
    sum = 0.5 - z * sum;
    return 1 - z * sum;
  }
}
