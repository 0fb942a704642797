package onsagerflow.rollout;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import onsagerflow.field.function.PhiFunctions;
import onsagerflow.meso.Bands;
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
  private final int cellsOfBand;
  private final Queue<Band> idle = new ConcurrentLinkedQueue<>();

  SpinCounts(StochasticEquation equation) {
    this.cellVolume = equation.cellVolume();
    this.cellsOfBand = Math.min(Bands.CELLS, equation.grid().size());
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

  /// Lets dt pass. Where there are many cells, each band of them has random numbers of its own.
  ///
  /// @param m values that v spins can have, changed in place
  /// @param up rate w₊ of every cell, per spin that is down
  /// @param down rate w₋
  void flip(double[] m, double[] up, double[] down, double dt, RandomGenerator random) {
    var streams = BandStreams.of(m.length, random);
    Bands.each(
        m.length,
        (number, from, to) -> {
          var waiting = idle.poll();
          var band = waiting == null ? new Band() : waiting;
          band.flip(m, up, down, from, to - from, dt, streams.of(number));
          idle.add(band);
        });
  }

  /// A band of cells: copies of what is theirs, since the compiler vectorises loops over arrays
  /// with one index.
  private final class Band {
    private final Binomials binomials = new Binomials();
    private final double[] spinsUp = new double[cellsOfBand];
    private final double[] spinsDown = new double[cellsOfBand];
    private final double[] won = new double[cellsOfBand];
    private final double[] lost = new double[cellsOfBand];
    private final double[] chanceUp = new double[cellsOfBand];
    private final double[] chanceDown = new double[cellsOfBand];

    void flip(
        double[] m,
        double[] up,
        double[] down,
        int from,
        int size,
        double dt,
        RandomGenerator random) {
      System.arraycopy(m, from, spinsUp, 0, size);
      System.arraycopy(up, from, chanceUp, 0, size);
      System.arraycopy(down, from, lost, 0, size);
      chances(size, dt);
      for (int cell = 0; cell < size; cell++) {
        spinsUp[cell] = Math.rint(0.5 * cellVolume * (1 + spinsUp[cell]));
        spinsDown[cell] = cellVolume - spinsUp[cell];
      }
      binomials.draw(spinsDown, chanceUp, won, size, random);
      binomials.draw(spinsUp, chanceDown, lost, size, random);
      for (int cell = 0; cell < size; cell++) {
        won[cell] = magnetisation(spinsUp[cell] + won[cell] - lost[cell]);
      }
      System.arraycopy(won, 0, m, from, size);
    }

    /// p₊ and p₋ of the rates in `chanceUp` and `lost`.
    private void chances(int size, double dt) {
      double mostDecay = 0;
      for (int cell = 0; cell < size; cell++) {
        double z = (chanceUp[cell] + lost[cell]) * dt;
        mostDecay = z > mostDecay ? z : mostDecay;
      }
      if (mostDecay
          <= PhiFunctions.SHORT_DECAY) { // a loop of its own, without branches, is vectorised
        for (int cell = 0; cell < size; cell++) {
          double z = (chanceUp[cell] + lost[cell]) * dt;
          chanceDown[cell] = dt * PhiFunctions.phi1OfShortDecay(z);
        }
      } else {
        for (int cell = 0; cell < size; cell++) {
          double z = (chanceUp[cell] + lost[cell]) * dt;
          chanceDown[cell] = dt * PhiFunctions.phi1OfDecay(z);
        }
      }
      for (int cell = 0; cell < size; cell++) {
        chanceUp[cell] = chanceUp[cell] * chanceDown[cell];
        chanceDown[cell] = lost[cell] * chanceDown[cell];
      }
    }
  }

  private double magnetisation(double spinsUp) {
    return (2 * spinsUp - cellVolume) / cellVolume;
  }
}
