package onsagerflow.estimate;

import onsagerflow.meso.EntropySlope;

/// s′(m) by its values at knots of a = artanh|m|, odd in m and linear in a between knots.
///
/// In a the entropy slope of free ±1 spins, T·a, is a straight line: the knots impose nothing on
/// the form of s′ and still represent that case without error.
final class SlopeKnots implements EntropySlope {

  private final HatBasis hats;
  private final double[] values;
  private final double largest;

  /// @param hats knots of a, the first at 0
  /// @param values s′ at the knots but the first, where it is 0
  /// @param largest |m| above which s′ is continued as a constant
  SlopeKnots(HatBasis hats, double[] values, double largest) {
    this.hats = hats;
    this.largest = largest;
    this.values = new double[values.length + 1];
    System.arraycopy(values, 0, this.values, 1, values.length);
  }

  /// artanh|m|, with |m| held below `largest`.
  double coordinate(double m) {
    double x = Math.min(Math.abs(m), largest);
    return 0.5 * (Math.log1p(x) - Math.log1p(-x));
  }

  HatBasis hats() {
    return hats;
  }

  @Override
  public double at(double m) {
    return Math.copySign(hats.interpolate(values, coordinate(m)), m);
  }

  @Override
  public double derivative(double m) {
    int k = hats.segment(coordinate(m));
    double x = Math.min(Math.abs(m), largest);
    return (values[k + 1] - values[k]) / hats.width(k) / (1 - x * x);
  }
}
