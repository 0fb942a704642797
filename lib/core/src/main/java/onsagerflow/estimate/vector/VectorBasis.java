package onsagerflow.estimate.vector;

import onsagerflow.estimate.likelihood.HatBasis;

/// The unknown functions of the equation of vectors: s′ at knots of ξ = L⁻¹(|m|), between which it is
/// linear in ξ, and the ratios κ of K to that of Kac–Heisenberg spins,
///
///     K∥ = 2w κ∥,   K⊥ = (1 − w) κ⊥,   w = |m|/ξ
///
/// at knots of q = |m|², linear in q between them and equal at 0: K and its divergence are smooth at
/// m = 0, and both go to their limits at |m| = 1 as they should.
///
/// @param slope knots of s′, the first at 0, where s′ = 0
/// @param mobility knots of κ∥ and κ⊥, the first at 0
/// @param largest |m| above which a cell says nothing of them
record VectorBasis(HatBasis slope, HatBasis mobility, double largest) {

  /// The unknowns of s′.
  int slopes() {
    return slope.size() - 1;
  }

  /// The unknowns of K: κ(0), κ∥ at the other knots, κ⊥ at the other knots.
  int mobilities() {
    return 2 * mobility.size() - 1;
  }

  /// Which unknown of K is κ∥ at a knot.
  int along(int knot) {
    return knot;
  }

  /// Which unknown of K is κ⊥ at a knot.
  int across(int knot) {
    return knot == 0 ? 0 : mobility.size() - 1 + knot;
  }
}
