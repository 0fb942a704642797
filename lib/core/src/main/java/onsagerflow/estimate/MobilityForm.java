package onsagerflow.estimate;

/// What the mobility of the drift depends on.
public enum MobilityForm {
  /// K(m), as in the paper.
  M,
  /// K(m, φ), φ = J*m + h: exact for spins, whose flip rates depend on the local field.
  M_PHI
}
