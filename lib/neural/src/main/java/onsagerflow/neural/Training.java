package onsagerflow.neural;

import java.util.OptionalDouble;
import onsagerflow.meso.Closure;

/// How networks are built and trained.
///
/// @param closure response L(u) of the drift
/// @param cellVolume v, spins of one cell: artanh m is cut off at |m| = 1 − 1/(2v)
/// @param networks their form
/// @param descent of the loss by Adam
/// @param scoringSteps most steps of Fisher scoring after the epochs, 0 for none; they end where
///   the maximum of the likelihood is reached
/// @param seed of the starting weights and of the order of batches
public record Training(
    Closure closure,
    int cellVolume,
    Networks networks,
    Descent descent,
    int scoringSteps,
    long seed) {

  /// The form of both networks.
  ///
  /// @param hiddenLayers of each network
  /// @param units of a hidden layer
  /// @param referenceTemperature T₀ where the cells have several temperatures: both networks then
  ///   take ln(T/T₀) as well
  public record Networks(int hiddenLayers, int units, OptionalDouble referenceTemperature) {
    public Networks {
      if (hiddenLayers < 1 || units < 1) {
        throw new IllegalArgumentException(
            "a network needs a hidden layer and a unit, got " + hiddenLayers + ", " + units);
      }
      if (referenceTemperature.isPresent() && !(referenceTemperature.getAsDouble() > 0)) {
        throw new IllegalArgumentException(
            "the reference temperature must be positive, got "
                + referenceTemperature.getAsDouble());
      }
    }
  }

  /// How Adam goes through the cells.
  ///
  /// @param epochs passes over the training cells, fewer if training stops early
  /// @param learningRate at the start; it falls to zero over the epochs as a cosine
  /// @param batchesPerStep mini-batches of one step, one thread each; the result depends on it
  /// @param patience epochs without a better held-out likelihood before training stops
  public record Descent(int epochs, double learningRate, int batchesPerStep, int patience) {
    public Descent {
      if (epochs < 1 || batchesPerStep < 1 || patience < 1) {
        throw new IllegalArgumentException(
            "epochs, batches per step and patience must be at least 1, got %s, %s, %s"
                .formatted(epochs, batchesPerStep, patience));
      }
      if (!(learningRate > 0 && learningRate < 1)) {
        throw new IllegalArgumentException(
            "the learning rate must lie between 0 and 1, got " + learningRate);
      }
    }
  }

  public Training {
    if (cellVolume < 1) {
      throw new IllegalArgumentException("a cell needs a spin, got v = " + cellVolume);
    }
    if (scoringSteps < 0) {
      throw new IllegalArgumentException(
          "the steps of Fisher scoring must be at least 0, got " + scoringSteps);
    }
  }

  /// Two layers of 24 units, 6 epochs, then Fisher scoring, two threads.
  public static Training standard(Closure closure, int cellVolume) {
    var networks = new Networks(2, 24, OptionalDouble.empty());
    return new Training(closure, cellVolume, networks, new Descent(6, 5e-3, 2, 3), 8, 1);
  }

  public Training with(Networks other) {
    return new Training(closure, cellVolume, other, descent, scoringSteps, seed);
  }

  public Training with(Descent other) {
    return new Training(closure, cellVolume, networks, other, scoringSteps, seed);
  }

  public Training withReferenceTemperature(double temperature) {
    return with(
        new Networks(networks.hiddenLayers, networks.units, OptionalDouble.of(temperature)));
  }

  public Training withNetworks(int layers, int unitsOfLayer) {
    return with(new Networks(layers, unitsOfLayer, networks.referenceTemperature));
  }

  public Training withSteps(int passes, double rate, int batches) {
    return with(new Descent(passes, rate, batches, descent.patience));
  }

  public Training withPatience(int passes) {
    return with(new Descent(descent.epochs, descent.learningRate, descent.batchesPerStep, passes));
  }

  public Training withScoringSteps(int most) {
    return new Training(closure, cellVolume, networks, descent, most, seed);
  }

  public Training withSeed(long other) {
    return new Training(closure, cellVolume, networks, descent, scoringSteps, other);
  }
}
