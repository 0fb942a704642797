package onsagerflow.neural;

/// What is told while networks are trained.
public sealed interface TrainingReport permits Epoch, ScoringStep {}
