package onsagerflow.rollout;

import java.util.random.RandomGenerator;
import onsagerflow.field.PhiFunctions;
import onsagerflow.meso.FlipRates;
import onsagerflow.meso.StochasticEquation;

/// The flips of independent spins, each between up and down at constant rates over a time dt.
///
/// A spin that is down is up afterwards with probability p₊ = w₊(1 − e^{−(w₊ + w₋)dt})/(w₊ + w₋),
/// and the reverse with w₋; of a cell's spins of either sort a binomial number ends the other way.
/// The law is exact, returns of a spin within dt included, and keeps m on the values −1, −1 + 2/v,
/// …, 1 that a cell of v spins has.
///
/// An instance holds work space and serves one thread.
final class SpinCounts {

  private final int cellVolume;
  private final Binomials binomials;
  private final double[] spinsUp;
  private final double[] spinsDown;
  private final double[] won;
  private final double[] lost;
  private final double[] chanceUp;
  private final double[] chanceDown;

  SpinCounts(int cellVolume, int cells) {
    this.cellVolume = cellVolume;
    this.binomials = new Binomials();
    this.spinsUp = new double[cells];
    this.spinsDown = new double[cells];
    this.won = new double[cells];
    this.lost = new double[cells];
    this.chanceUp = new double[cells];
    this.chanceDown = new double[cells];
  }

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
    double mostDecay = 0;
    for (int cell = 0; cell < m.length; cell++) {
      double z = (up[cell] + down[cell]) * dt;
      mostDecay = z > mostDecay ? z : mostDecay;
    }
    if (mostDecay
        <= PhiFunctions.SHORT_DECAY) { // a loop of its own, without branches, that is vectorised
      for (int cell = 0; cell < m.length; cell++) {
        chanceDown[cell] = dt * PhiFunctions.phi1OfShortDecay((up[cell] + down[cell]) * dt);
      }
    } else {
      for (int cell = 0; cell < m.length; cell++) {
        chanceDown[cell] = dt * PhiFunctions.phi1OfDecay((up[cell] + down[cell]) * dt);
      }
    }
    for (int cell = 0; cell < m.length; cell++) {
      chanceUp[cell] = up[cell] * chanceDown[cell];
      chanceDown[cell] = down[cell] * chanceDown[cell];
    }
    for (int cell = 0; cell < m.length; cell++) {
      spinsUp[cell] = Math.rint(0.5 * cellVolume * (1 + m[cell]));
      spinsDown[cell] = cellVolume - spinsUp[cell];
    }
    binomials.draw(spinsDown, chanceUp, won, random);
    binomials.draw(spinsUp, chanceDown, lost, random);
    for (int cell = 0; cell < m.length; cell++) {
      m[cell] = magnetisation(spinsUp[cell] + won[cell] - lost[cell]);
    }
  }

  private double magnetisation(double spinsUp) {
    return (2 * spinsUp - cellVolume) / cellVolume;
  }
}
