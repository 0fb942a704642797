package onsagerflow.estimate;

/// Whether J is taken to be smooth from block to block.
public enum Smoothness {
  /// Nothing is assumed: every offset is an unknown of its own.
  NONE,
  /// As smooth as the evidence says ([KernelPrior]); values and errors are those of the posterior,
  /// averaged over the priors that the data leave likely.
  EVIDENCE
}
