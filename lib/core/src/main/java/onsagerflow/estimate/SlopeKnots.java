package onsagerflow.estimate;

import onsagerflow.meso.EntropySlope;

/// s′(m) by its values at knots of a = artanh|m|, odd in m and linear in a between knots.
///
/// In a the entropy slope of free ±1 spins, T·a, is a straight line: the knots impose nothing on
/// the form of s′ and still represent that case without error.
final class SlopeKnots {

  private final HatBasis hats;
  private final double[] curve;
  private final double[] values;
  private final double largest;

  /// @param hats knots of a, the first at 0
  /// @param values s′ at the knots but the first, where it is 0
  /// @param standardErrors of the values, to weight them in the derivative
  /// @param largest |m| above which s′ is continued as a constant
  SlopeKnots(HatBasis hats, double[] values, double[] standardErrors, double largest) {
    this.hats = hats;
    this.curve = curve(hats, values, standardErrors);
    this.largest = largest;
    this.values = new double[values.length + 1];
    System.arraycopy(values, 0, this.values, 1, values.length);
  }

  /// artanh|m|, with |m| held below `largest`.
  double coordinate(double m) {
    double x = Math.min(Math.abs(m), largest);
    return EntropySlope.artanh(x);
  }

  HatBasis hats() {
    return hats;
  }

  /// s′(m) in a known segment between knots.
  ///
  /// @param weight of the upper knot
  double at(int segment, double weight, double m) {
    return Math.copySign((1 - weight) * values[segment] + weight * values[segment + 1], m);
  }

  /// ds′/dm, of a smooth curve `c₀ artanh m + c₁ m + c₂ m³` through the knots: differences of
  /// neighbouring knots would amplify their errors, and the terms of order Δt² that this enters
  /// want no detail.
  double derivative(double m) {
    double x = Math.min(Math.abs(m), largest);
    return curve[0] / (1 - x * x)
        + (curve.length > 1 ? curve[1] : 0)
        + (curve.length > 2 ? 3 * curve[2] * x * x : 0);
  }

  private static double[] curve(HatBasis hats, double[] values, double[] standardErrors) {
    int n = values.length;
    int terms = Math.min(3, n);
    var normal = new double[terms][terms];
    var right = new double[terms];
    for (int i = 0; i < n; i++) {
      double a = hats.knot(i + 1);
      double m = Math.tanh(a);
      double[] f = {a, m, m * m * m};
      double weight = 1 / (standardErrors[i] * standardErrors[i]);
      for (int j = 0; j < terms; j++) {
        right[j] += weight * f[j] * values[i];
        for (int k = 0; k < terms; k++) {
          normal[j][k] += weight * f[j] * f[k];
        }
      }
    }
    return Solution.factor(normal).solve(right);
  }
}
