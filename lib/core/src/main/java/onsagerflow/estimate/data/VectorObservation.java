package onsagerflow.estimate.data;

import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;

/// What one frame tells about the rate of change of a vector m.
public sealed interface VectorObservation extends OnGrid {

  /// The block field at the start.
  VectorField m();

  Frame.Conditions conditions();

  /// The external field of every cell at the start.
  VectorField h();

  @Override
  default Grid grid() {
    return m().grid();
  }

  /// The field a lag later: all that an external simulator gives.
  ///
  /// @param lag Δt
  /// @param h the external field at the start
  /// @param hAfter the external field a lag later, between which and the start it is linear in time
  record Increment(
      VectorField m,
      VectorField after,
      double lag,
      Frame.Conditions conditions,
      VectorField h,
      VectorField hAfter)
      implements VectorObservation {}

  /// The exact conditional drift A and noise G of this instant.
  record Instant(
      VectorFrame.Generator generator, VectorField m, Frame.Conditions conditions, VectorField h)
      implements VectorObservation {}
}
