package onsagerflow.meso.vector;

/// The functions of the vector equation, on even points of |m|² from 0 to 1 and linear between
/// them: looked up together and without a root, good to a few 10⁻⁸ where they are smooth.
final class RadialTable {

  /// Intervals of |m|².
  static final int INTERVALS = 2048;

  /// Places of a row, those of a cache line.
  static final int ROW = 8;

  // the columns of the vector equation; with m̂ = m/|m|
  static final int RADIAL = 0; // R = −K∥ s′/|m| + I/|m|
  static final int ACROSS = 1; // K⊥
  static final int ANISOTROPY = 2; // D = (K∥ − K⊥)/|m|²
  static final int GAMMA = 3; // γ
  static final int NOISE = 4; // √(2TK⊥/v)
  static final int NOISE_ALONG = 5; // (√K∥ − √K⊥)/|m|² √(2T/v)

  private final double[] rows = new double[(INTERVALS + 1) * ROW];

  /// A function of |m|.
  @FunctionalInterface
  interface Radial {
    double at(double length);
  }

  /// Tabulates a function.
  ///
  /// @param column its place in a row
  void put(int column, Radial function) {
    for (int i = 0; i <= INTERVALS; i++) {
      rows[i * ROW + column] = function.at(Math.sqrt((double) i / INTERVALS));
    }
  }

  /// The rows: column c at point i at `i·ROW + c`.
  double[] rows() {
    return rows;
  }

  /// The largest |f(|m|)|.
  double largest(int column) {
    double largest = 0;
    for (int i = 0; i <= INTERVALS; i++) {
      largest = Math.max(largest, Math.abs(rows[i * ROW + column]));
    }
    return largest;
  }

  /// The largest |d(f·|m|)/d|m|| between two points.
  double steepestTimesLength(int column) {
    double steepest = 0;
    for (int i = 0; i < INTERVALS; i++) {
      double below = Math.sqrt((double) i / INTERVALS);
      double above = Math.sqrt((i + 1.0) / INTERVALS);
      double rise = rows[(i + 1) * ROW + column] * above - rows[i * ROW + column] * below;
      steepest = Math.max(steepest, Math.abs(rise) / (above - below));
    }
    return steepest;
  }
}
