package onsagerflow.rare;

import java.util.stream.IntStream;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.meso.Closure;
import onsagerflow.meso.EntropySlope;
import onsagerflow.meso.Mobility;
import onsagerflow.meso.OnsagerFlow;

/// A block of spins that all act on each other alike, with Ĵ(0) = 1, refreshed at rate 1 by heat
/// bath: the smallest system that flips, solved exactly.
///
/// A *flip* leads from its likeliest magnetisation −m\* to m\*.
///
/// @param spins N
/// @param temperature T; below 1 the block is ordered
public record CurieWeissBlock(int spins, double temperature) {

  public CurieWeissBlock {
    if (spins < 2) {
      throw new IllegalArgumentException("a block that flips needs two spins, got " + spins);
    }
    if (!(temperature > 0 && temperature < 1)) {
      throw new IllegalArgumentException(
          "a block flips between two magnetisations for 0 < T < 1, got T = " + temperature);
    }
  }

  /// The same by its inverse temperature β.
  public static CurieWeissBlock atBeta(double beta, int spins) {
    return new CurieWeissBlock(spins, 1 / beta);
  }

  /// β.
  public double beta() {
    return 1 / temperature;
  }

  /// The number of spins up, as a Markov chain.
  public BirthDeathChain chain() {
    return BirthDeathChain.curieWeiss(spins, 1.0 / spins, beta(), 0);
  }

  /// m\* > 0, the likeliest magnetisation of a block that has not flipped for long.
  public double magnetisation() {
    return 1 - 2.0 * fewestUp() / spins;
  }

  /// How many spins are up at −m\*.
  int fewestUp() {
    double[] settled = chain().quasiStationary(spins / 2);
    return IntStream.range(0, spins / 2).reduce(0, (a, b) -> settled[b] > settled[a] ? b : a);
  }

  /// The exact mean time of a flip, sweeps.
  public double flipTime() {
    int k = fewestUp();
    return chain().meanPassageTime(k, spins - k);
  }

  /// Its mesoscopic equation written by hand, s′ = T artanh m and J = 1, with finite-block terms:
  /// eq. (5) with K = β(1 − m²), or the cosh closure with K = β(1 − m tanh βφ).
  public BlockEquation equation(Closure closure) {
    var mobility =
        closure == Closure.COSH ? Mobility.heatBath(beta()) : Mobility.degenerate(beta());
    return new BlockEquation(
        this,
        new OnsagerFlow(
            Grid.square(1),
            spins,
            new Frame.Conditions(temperature, 0),
            closure,
            mobility,
            EntropySlope.meanField(temperature, spins),
            new Kernel(0, new double[] {1})));
  }

  /// As in `64 spins, β = 1.2`.
  @Override
  public String toString() {
    return spins + " spins, β = " + (float) beta();
  }
}
