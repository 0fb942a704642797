package onsagerflow.estimate.vector;

import java.util.List;
import onsagerflow.field.Kernel;
import onsagerflow.field.Symmetry;
import onsagerflow.meso.vector.Anisotropy;

/// The equation of vectors as a fit has it at one temperature, J(0) = 0.
///
/// Its unknowns stand in one vector: s′, γ, A, J, K. What multiplies m in the field, A and J, are
/// its couplings.
///
/// @param anisotropy A
/// @param shapes of A that are unknown, of [Anisotropy#SHAPES]
/// @param orbits of J
/// @param values of the unknowns of one temperature
record VectorEquation(
    VectorBasis basis,
    double temperature,
    int cellVolume,
    Values values,
    Anisotropy anisotropy,
    int shapes,
    Kernel kernel,
    List<Symmetry.Orbit> orbits) {

  /// s′ at the knots but the first, γ, and κ.
  static final class Values {
    final double[] slope;
    final double gamma;
    final double[] mobility;

    Values(double[] slope, double gamma, double[] mobility) {
      this.slope = slope;
      this.gamma = gamma;
      this.mobility = mobility;
    }
  }

  int gammaAt() {
    return basis.slopes();
  }

  int couplingsAt() {
    return gammaAt() + 1;
  }

  int couplings() {
    return shapes + orbits.size();
  }

  int kernelAt() {
    return couplingsAt() + shapes;
  }

  /// Unknowns of s′, γ, A and J.
  int drifts() {
    return kernelAt() + orbits.size();
  }

  int size() {
    return drifts() + basis.mobilities();
  }

  double slope(int knot) {
    return knot == 0 ? 0 : values.slope[knot - 1];
  }

  double along(int knot) {
    return values.mobility[basis.along(knot)];
  }

  double across(int knot) {
    return values.mobility[basis.across(knot)];
  }
}
