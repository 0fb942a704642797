package onsagerflow.field;

import java.util.Arrays;

/// An external field evaluated on one lattice, the latest values kept: a constant field costs
/// nothing after the first time.
///
/// An instance holds work space and serves one thread at a time.
public final class ExternalFieldOn {

  private final ExternalField field;
  private final int cells;
  private double[] values = {};
  private double time = Double.NaN; // of the values

  /// @throws IllegalArgumentException if the field does not fit the lattice
  public ExternalFieldOn(Grid grid, ExternalField field) {
    this.field = field.on(grid);
    this.cells = grid.size();
  }

  /// The field, its patterns on the lattice.
  public ExternalField field() {
    return field;
  }

  /// Whether it is the same at all times.
  public boolean isConstant() {
    return field.isConstant();
  }

  /// h of every cell at time t: a live array to read, until it is next asked for.
  ///
  /// @throws IllegalArgumentException if the field is not known then
  public double[] at(double t) {
    if (time != t && !(field.isConstant() && !Double.isNaN(time))) {
      values = values.length == 0 ? new double[cells] : values; // not before it is needed
      time = Double.NaN; // if the field is not known at t
      Arrays.fill(values, -0.0); // so that a sum of one term has its very bits
      field.addTo(values, t);
      time = t;
    }
    return values;
  }
}
