package onsagerflow.io;

import java.util.Optional;
import onsagerflow.field.vector.VectorField;
import onsagerflow.io.format.FrameShape;

/// What the numbers of a frame may be.
final class FrameValues {

  /// Rounding that |m| ≤ 1 and noise ≥ 0 are allowed.
  static final double ROUNDING = 1e-6;

  private FrameValues() {}

  /// A number that is none of them.
  ///
  /// @param quantity its name, such as `m`, `|m|` or `noise`
  /// @param place where it is
  /// @param reason after a semicolon; empty where it is plain
  record Fault(String quantity, double value, String place, String reason) {

    /// In words, for a file that holds the quantity of that name.
    String of(String name) {
      return (quantity.equals(name) ? "" : quantity + " = ") + value + " in " + place + reason;
    }
  }

  /// The first value of m that is NaN or longer than 1, but for rounding.
  static Optional<Fault> ofM(FrameShape shape, VectorField m) {
    if (shape.axis() == 0) {
      String reason = "; m must lie in -1 ... 1 as a mean of spins of +1 and -1";
      return outside("m", shape, m, -1 - ROUNDING, 1 + ROUNDING, reason);
    }
    for (int cell = 0; cell < shape.grid().size(); cell++) {
      double square = 0;
      for (int c = 0; c < shape.axis(); c++) {
        square += m.get(c, cell) * m.get(c, cell);
      }
      double length = Math.sqrt(square);
      if (!Double.isFinite(length)) {
        return outside("m", shape, m, -Double.MAX_VALUE, Double.MAX_VALUE, "");
      }
      if (length > 1 + ROUNDING) {
        String reason = "; must not exceed 1, the length of a mean of unit vectors";
        return Optional.of(new Fault("|m|", length, shape.grid().cell(cell), reason));
      }
    }
    return Optional.empty();
  }

  /// The first drift that is no number, or too large.
  static Optional<Fault> ofDrift(FrameShape shape, VectorField drift, double most) {
    return outside("drift", shape, drift, -most, most, "; must not exceed " + most);
  }

  /// The first noise that is no number, too large, or no variance: of a tensor, a negative one on
  /// the diagonal, or one beside it whose square exceeds the product of the two there.
  static Optional<Fault> ofNoise(FrameShape shape, VectorField noise, double most) {
    if (shape.axis() == 0) {
      return variance(shape, noise, most, 0);
    }
    for (int c = 0; c < 3; c++) {
      var fault = variance(shape, noise, most, c);
      if (fault.isPresent()) {
        return fault;
      }
    }
    for (int c = 3; c < 6; c++) {
      int i = c == 5 ? 1 : 0; // xy, xz, yz
      int j = c == 3 ? 1 : 2;
      for (int cell = 0; cell < shape.grid().size(); cell++) {
        double a = noise.get(i, cell);
        double b = noise.get(j, cell);
        double slack = ROUNDING * (1 + a + b);
        double value = noise.get(c, cell);
        if (!(value * value <= (a + slack) * (b + slack))) { // also refuses NaN
          return Optional.of(
              new Fault(
                  "noise",
                  value,
                  shape.place(c, cell),
                  Double.isFinite(value)
                      ? "; is no covariance of variances %s and %s".formatted(a, b)
                      : ""));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Fault> variance(
      FrameShape shape, VectorField noise, double most, int component) {
    for (int cell = 0; cell < shape.grid().size(); cell++) {
      double value = noise.get(component, cell);
      if (!(value >= -ROUNDING && value <= most)) { // also refuses NaN
        String reason = value < 0 ? "; must not be negative" : "; must not exceed " + most;
        return Optional.of(fault("noise", shape, value, component, cell, reason));
      }
    }
    return Optional.empty();
  }

  private static Optional<Fault> outside(
      String quantity,
      FrameShape shape,
      VectorField field,
      double least,
      double most,
      String reason) {
    int cells = shape.grid().size();
    double[] values = field.values();
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] >= least && values[i] <= most)) { // also refuses NaN
        return Optional.of(fault(quantity, shape, values[i], i / cells, i % cells, reason));
      }
    }
    return Optional.empty();
  }

  private static Fault fault(
      String quantity, FrameShape shape, double value, int component, int cell, String reason) {
    return new Fault(
        quantity, value, shape.place(component, cell), Double.isFinite(value) ? reason : "");
  }
}
