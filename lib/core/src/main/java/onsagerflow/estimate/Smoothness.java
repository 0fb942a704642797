package onsagerflow.estimate;

/// Whether J is taken to be smooth from block to block.
public enum Smoothness {
  /// Nothing is assumed: every offset is an unknown of its own.
  NONE,
  /// As smooth as the evidence says ([KernelPrior]). Errors are those of the posterior for the
  /// strength, length and range that the evidence prefers, and do not know that these are
  /// estimated: of nominal 95 % intervals 78 % held a compact bump kernel. Those of
  /// [Learned#bootstrapped] are safe.
  EVIDENCE
}
