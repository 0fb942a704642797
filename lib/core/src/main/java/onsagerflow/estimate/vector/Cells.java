package onsagerflow.estimate.vector;

/// Which cells enter a fit.
final class Cells {

  private Cells() {}

  /// Above this |m| fewer than about one spin of the block leans away from the rest, and ξ of the
  /// block is no longer that of its mean.
  static double largest(int cellVolume) {
    return 1 - 2.5 / cellVolume;
  }

  static boolean isUsed(double[] m, int cellVolume) {
    double largest = largest(cellVolume);
    return Vectors.dot(m, m) <= largest * largest;
  }
}
