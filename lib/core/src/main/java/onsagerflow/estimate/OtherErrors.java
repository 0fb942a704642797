package onsagerflow.estimate;

import java.util.Optional;
import onsagerflow.estimate.equations.Estimate;

/// Covariances of the unknowns at one temperature by other means than those quoted.
///
/// @param bootstrap over blocks of runs and time, where there are enough
/// @param bound of Cramér and Rao
/// @param withoutPrior J at its orbits as the data alone tell
record OtherErrors(Optional<Bootstrap> bootstrap, Estimate bound, Estimate withoutPrior) {

  OtherErrors withoutBootstrap() {
    return new OtherErrors(Optional.empty(), bound, withoutPrior);
  }
}
