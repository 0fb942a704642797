package onsagerflow.neural;

/// What is told of the Fisher scoring that follows the epochs.
///
/// @param number of steps taken: the first report, 0, is of what Adam left
/// @param training mean negative log likelihood of a training cell, constant ½ ln 2π left out
/// @param heldOut the same of a held-out cell
/// @param distance of the maximum of the likelihood in standard errors, along the direction in
///   which it is largest
public record ScoringStep(int number, double training, double heldOut, double distance)
    implements TrainingReport {}
