package onsagerflow.estimate;

/// How likely the increments are under the learned equation: independent flips of its means and
/// variances ([FlipLikelihood]), over all cells with |m| ≤ 1 − 2.5/v. The cells do not depend on
/// what is fitted, so that closures, mobilities and radii learned from the same data can be
/// compared.
///
/// @param logLikelihood ln L at the estimate
/// @param heldOut the same, each group of frames judged by the fit to all others (of all
///   temperatures, to second order)
/// @param unknowns p, of s′, J and N
/// @param cells counted
public record Likelihood(double logLikelihood, double heldOut, int unknowns, long cells) {

  /// What this has over the likelihood of another model of the same cells: differences of ln L, of
  /// the held-out ln L and of the number of unknowns, and so of Akaike's criterion.
  ///
  /// @throws IllegalArgumentException if it is of other cells
  public Likelihood over(Likelihood other) {
    if (cells != other.cells) {
      throw new IllegalArgumentException(
          "likelihoods of " + cells + " and of " + other.cells + " cells cannot be compared");
    }
    return new Likelihood(
        logLikelihood - other.logLikelihood,
        heldOut - other.heldOut,
        unknowns - other.unknowns,
        cells);
  }

  /// Akaike's criterion 2p − 2 ln L; smaller is better. Akaike, IEEE Trans. Autom. Control 19, 716
  /// (1974).
  public double akaike() {
    return 2 * unknowns - 2 * logLikelihood;
  }
}
