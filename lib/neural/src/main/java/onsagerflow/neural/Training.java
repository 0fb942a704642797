package onsagerflow.neural;

import java.util.OptionalDouble;
import onsagerflow.meso.Closure;

/// How networks are built and trained.
///
/// @param closure response L(u) of the drift
/// @param cellVolume v, spins of one cell: artanh m is cut off at |m| = 1 − 1/(2v)
/// @param referenceTemperature T₀ where the cells have several temperatures: both networks then
///   take ln(T/T₀) as well
/// @param hiddenLayers of each network
/// @param units of a hidden layer
/// @param epochs passes over the training cells, fewer if training stops early
/// @param learningRate of Adam at the start; it falls to zero over the epochs as a cosine
/// @param batchesPerStep mini-batches of one step, one thread each; the result depends on it
/// @param scoringSteps most steps of Fisher scoring after the epochs, 0 for none; they end where
///   the maximum of the likelihood is reached
/// @param patience epochs without a better held-out likelihood before training stops
/// @param seed of the starting weights and of the order of batches
public record Training(
    Closure closure,
    int cellVolume,
    OptionalDouble referenceTemperature,
    int hiddenLayers,
    int units,
    int epochs,
    double learningRate,
    int batchesPerStep,
    int scoringSteps,
    int patience,
    long seed) {

  public Training {
    if (cellVolume < 1) {
      throw new IllegalArgumentException("a cell needs a spin, got v = " + cellVolume);
    }
    if (referenceTemperature.isPresent() && !(referenceTemperature.getAsDouble() > 0)) {
      throw new IllegalArgumentException(
          "the reference temperature must be positive, got " + referenceTemperature.getAsDouble());
    }
    if (hiddenLayers < 1 || units < 1) {
      throw new IllegalArgumentException(
          "a network needs a hidden layer and a unit, got " + hiddenLayers + ", " + units);
    }
    if (epochs < 1 || batchesPerStep < 1 || patience < 1) {
      throw new IllegalArgumentException(
          "epochs, batches per step and patience must be at least 1, got %s, %s, %s"
              .formatted(epochs, batchesPerStep, patience));
    }
    if (scoringSteps < 0) {
      throw new IllegalArgumentException(
          "the steps of Fisher scoring must be at least 0, got " + scoringSteps);
    }
    if (!(learningRate > 0 && learningRate < 1)) {
      throw new IllegalArgumentException(
          "the learning rate must lie between 0 and 1, got " + learningRate);
    }
  }

  /// Two layers of 24 units, 6 epochs, then Fisher scoring, two threads.
  public static Training standard(Closure closure, int cellVolume) {
    return new Training(closure, cellVolume, OptionalDouble.empty(), 2, 24, 6, 5e-3, 2, 8, 3, 1);
  }

  public Training withReferenceTemperature(double temperature) {
    return new Training(
        closure,
        cellVolume,
        OptionalDouble.of(temperature),
        hiddenLayers,
        units,
        epochs,
        learningRate,
        batchesPerStep,
        scoringSteps,
        patience,
        seed);
  }

  public Training withNetworks(int layers, int unitsOfLayer) {
    return new Training(
        closure,
        cellVolume,
        referenceTemperature,
        layers,
        unitsOfLayer,
        epochs,
        learningRate,
        batchesPerStep,
        scoringSteps,
        patience,
        seed);
  }

  public Training withSteps(int passes, double rate, int batches) {
    return new Training(
        closure,
        cellVolume,
        referenceTemperature,
        hiddenLayers,
        units,
        passes,
        rate,
        batches,
        scoringSteps,
        patience,
        seed);
  }

  public Training withScoringSteps(int most) {
    return new Training(
        closure,
        cellVolume,
        referenceTemperature,
        hiddenLayers,
        units,
        epochs,
        learningRate,
        batchesPerStep,
        most,
        patience,
        seed);
  }

  public Training withPatience(int passes) {
    return new Training(
        closure,
        cellVolume,
        referenceTemperature,
        hiddenLayers,
        units,
        epochs,
        learningRate,
        batchesPerStep,
        scoringSteps,
        passes,
        seed);
  }

  public Training withSeed(long other) {
    return new Training(
        closure,
        cellVolume,
        referenceTemperature,
        hiddenLayers,
        units,
        epochs,
        learningRate,
        batchesPerStep,
        scoringSteps,
        patience,
        other);
  }
}
