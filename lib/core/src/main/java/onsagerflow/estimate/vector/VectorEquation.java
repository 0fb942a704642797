package onsagerflow.estimate.vector;

import java.util.List;
import onsagerflow.field.Kernel;
import onsagerflow.field.Symmetry;

/// The equation of vectors as a fit has it at one temperature, J(0) = 0.
///
/// Its unknowns stand in one vector: s′, γ, J, K.
///
/// @param orbits of J
/// @param values of the unknowns of one temperature
record VectorEquation(
    VectorBasis basis,
    double temperature,
    int cellVolume,
    Values values,
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

  int kernelAt() {
    return gammaAt() + 1;
  }

  /// Unknowns of s′, γ and J.
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
