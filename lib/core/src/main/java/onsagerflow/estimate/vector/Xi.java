package onsagerflow.estimate.vector;

import onsagerflow.meso.vector.Langevin;

/// ξ = L⁻¹(m) and dξ/dm from a table, for loops over cells: y = (1 − m) ξ, smooth from 0 to 1, by
/// cubic Hermite interpolation. Relative errors are below 10⁻¹¹ in ξ and 10⁻⁸ in dξ/dm.
final class Xi {

  private static final int INTERVALS = 2048;
  private static final double[] VALUE = new double[INTERVALS + 1];
  private static final double[] SLOPE = new double[INTERVALS + 1];

  static {
    for (int i = 0; i < INTERVALS; i++) {
      double m = (double) i / INTERVALS;
      double xi = Langevin.inverse(m);
      VALUE[i] = (1 - m) * xi;
      SLOPE[i] = ((1 - m) / Langevin.derivative(xi) - xi) / INTERVALS;
    }
    VALUE[INTERVALS] = 1; // ξ → 1/(1 − m), up to what vanishes faster than any power
  }

  private Xi() {}

  static double of(double m) {
    return y(m) / (1 - m);
  }

  /// @param xi at m
  static double slope(double m, double xi) {
    return (yByM(m) + xi) / (1 - m);
  }

  private static double y(double m) {
    double at = m * INTERVALS;
    int i = Math.min((int) at, INTERVALS - 1);
    double u = at - i;
    double w = 1 - u;
    return w * w * ((1 + 2 * u) * VALUE[i] + u * SLOPE[i])
        + u * u * ((1 + 2 * w) * VALUE[i + 1] - w * SLOPE[i + 1]);
  }

  private static double yByM(double m) {
    double at = m * INTERVALS;
    int i = Math.min((int) at, INTERVALS - 1);
    double u = at - i;
    double w = 1 - u;
    return INTERVALS
        * (6 * u * w * (VALUE[i + 1] - VALUE[i])
            + w * (w - 2 * u) * SLOPE[i]
            + u * (u - 2 * w) * SLOPE[i + 1]);
  }
}
