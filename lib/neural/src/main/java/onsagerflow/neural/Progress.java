package onsagerflow.neural;

/// What is told while networks are trained.
public sealed interface Progress permits Epoch, ScoringStep {}
