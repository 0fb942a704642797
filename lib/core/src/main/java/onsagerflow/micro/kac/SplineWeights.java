package onsagerflow.micro.kac;

/// Cubic B-splines on a grid of spacing c, at the sites of a lattice: site i = (x mod c) of a cell
/// has the weights `w_ik` at the nodes k = 0 … 3, of which 1 and 2 are the ends of its cell.
///
/// Weights are multiples of 2⁻¹⁷ and add up to 1 exactly: sums of ±1 spins with products of two of
/// them are exact in double precision, in any order.
///
/// @param spacing c
record SplineWeights(int spacing) {

  static final int NODES = 4;

  private static final double UNIT = 0x1p-16;

  /// `w_ik` at `4·i + k`.
  double[] values() {
    var weights = new double[NODES * spacing];
    for (int i = 0; i < spacing; i++) {
      double t = (i + 0.5) / spacing;
      double outer = rounded(cube(1 - t) / 6);
      double inner = rounded((4 - 6 * t * t + 3 * cube(t)) / 6);
      double far = rounded(cube(t) / 6);
      weights[NODES * i] = outer;
      weights[NODES * i + 1] = inner;
      weights[NODES * i + 2] = 1 - outer - inner - far;
      weights[NODES * i + 3] = far;
    }
    return symmetric(weights);
  }

  /// The same seen from the other end of a cell, to the last bit.
  private double[] symmetric(double[] weights) {
    if (spacing % 2 == 1) { // a site in the middle, which is its own mirror image
      int middle = NODES * (spacing / 2);
      weights[middle + 1] = (1 - 2 * weights[middle]) / 2;
      weights[middle + 2] = weights[middle + 1];
    }
    for (int i = 0; i < spacing / 2; i++) {
      for (int k = 0; k < NODES; k++) {
        weights[NODES * (spacing - 1 - i) + NODES - 1 - k] = weights[NODES * i + k];
      }
    }
    return weights;
  }

  private static double rounded(double weight) {
    return Math.rint(weight / UNIT) * UNIT;
  }

  private static double cube(double t) {
    return t * t * t;
  }

  /// The spline of one node at the sites from 2c before it to 2c after it.
  double[] ofNode() {
    double[] weights = values();
    var spline = new double[NODES * spacing];
    for (int x = 0; x < spline.length; x++) {
      spline[x] = weights[NODES * (x % spacing) + NODES - 1 - x / spacing];
    }
    return spline;
  }

  /// `Σ_x w(x) w(x + offset)` for offsets from 0 on, in lattice spacings.
  double[] overlaps() {
    double[] spline = ofNode();
    var overlaps = new double[spline.length];
    for (int offset = 0; offset < spline.length; offset++) {
      for (int x = 0; x + offset < spline.length; x++) {
        overlaps[offset] += spline[x] * spline[x + offset];
      }
    }
    return overlaps;
  }
}
