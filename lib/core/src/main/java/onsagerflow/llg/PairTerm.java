package onsagerflow.llg;

/// A quadratic term that couples different vectors only, so that the field on one does not depend
/// on itself.
public interface PairTerm extends QuadraticTerm {

  /// Adds to the field what a change of one vector makes of it.
  ///
  /// @param cell the one that changes, by (dx, dy, dz)
  /// @param h the field of all cells
  void addResponse(int cell, double dx, double dy, double dz, double[][] h);
}
