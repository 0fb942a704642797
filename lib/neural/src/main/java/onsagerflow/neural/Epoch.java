package onsagerflow.neural;

/// What is told after each pass over the training cells.
///
/// @param number of the pass, from 1
/// @param training mean negative log likelihood of a cell while the weights were moving, constant ½
///   ln 2π left out
/// @param heldOut the same of the held-out cells, for the averaged weights
/// @param best whether this is the best held-out value so far
public record Epoch(int number, double training, double heldOut, boolean best)
    implements TrainingReport {}
