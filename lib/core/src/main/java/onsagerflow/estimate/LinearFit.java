package onsagerflow.estimate;

import java.util.List;
import onsagerflow.estimate.equations.Sums;
import onsagerflow.field.Symmetry;

/// The estimating equations of a fit at its state, of scalars or of vectors, as its choice of a
/// radius needs them: the unknowns of the drift come first, and J last among them.
public interface LinearFit {

  /// The number of unknowns of the drift.
  int drifts();

  /// Where J begins in the vector of unknowns.
  int kernelAt();

  /// Of J, ring by ring.
  List<Symmetry.Orbit> orbits();

  int radius();

  /// J at its orbits.
  double[] orbitValues();

  /// Whether the equations are those of one likelihood.
  boolean coupled();

  /// The sums of all data, priors included.
  Sums sums();

  /// The sums of group 0, 1, …, without priors.
  List<Sums> groupSums();
}
