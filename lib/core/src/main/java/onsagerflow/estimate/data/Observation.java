package onsagerflow.estimate.data;

import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;

/// What one frame tells about the rate of change of m.
public sealed interface Observation extends OnGrid {

  /// The block field at the start.
  ScalarField m();

  @Override
  default Grid grid() {
    return m().grid();
  }

  Frame.Conditions conditions();

  /// The external field of every cell at the start: a live array to read.
  double[] fieldAtStart();

  /// The external field of every cell at the end, between which and the start it is linear in time;
  /// the same numbers where it is constant.
  double[] fieldAtEnd();

  /// The external field of every cell after a share of the lag: an array to read.
  ///
  /// @param share 0 at the start, 1 at the end
  default double[] fieldAfter(double share) {
    double[] start = fieldAtStart();
    double[] end = fieldAtEnd();
    if (conditions().field().isConstant()) {
      return start;
    }
    var h = new double[start.length];
    for (int x = 0; x < h.length; x++) {
      h[x] = start[x] + share * (end[x] - start[x]);
    }
    return h;
  }

  /// The field a lag later: all that an external simulator gives.
  ///
  /// @param lag Δt, sweeps
  /// @param h the external field at the start
  /// @param hAfter the external field a lag later
  record Increment(
      ScalarField m,
      ScalarField after,
      double lag,
      Frame.Conditions conditions,
      ScalarField h,
      ScalarField hAfter)
      implements Observation {

    /// From time 0 on.
    public Increment(ScalarField m, ScalarField after, double lag, Frame.Conditions conditions) {
      this(
          m,
          after,
          lag,
          conditions,
          conditions.field().at(0, m.grid()),
          conditions.field().at(lag, m.grid()));
    }

    @Override
    public double[] fieldAtStart() {
      return h.values();
    }

    @Override
    public double[] fieldAtEnd() {
      return hAfter.values();
    }
  }

  /// The exact conditional drift A and noise G of this instant.
  ///
  /// @param h the external field
  record Instant(
      Frame.Generator generator, ScalarField m, Frame.Conditions conditions, ScalarField h)
      implements Observation {

    @Override
    public double[] fieldAtStart() {
      return h.values();
    }

    @Override
    public double[] fieldAtEnd() {
      return h.values();
    }
  }
}
