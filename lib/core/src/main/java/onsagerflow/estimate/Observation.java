package onsagerflow.estimate;

import onsagerflow.field.Frame;
import onsagerflow.field.ScalarField;

/// What one frame tells about the rate of change of m.
sealed interface Observation {

  /// The block field at the start.
  ScalarField m();

  Frame.Conditions conditions();

  /// The field a lag later: all that an external simulator gives.
  ///
  /// @param lag Δt, sweeps
  record Increment(ScalarField m, ScalarField after, double lag, Frame.Conditions conditions)
      implements Observation {}

  /// The exact conditional drift A and noise G of this instant.
  record Instant(Frame.Generator generator, ScalarField m, Frame.Conditions conditions)
      implements Observation {}
}
