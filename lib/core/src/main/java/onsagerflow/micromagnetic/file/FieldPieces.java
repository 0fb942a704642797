package onsagerflow.micromagnetic.file;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import onsagerflow.field.DrivenField;
import onsagerflow.field.ExternalField;
import onsagerflow.field.FieldComponents;
import onsagerflow.field.FieldSum;
import onsagerflow.field.TimeProgram;

/// A field that is uniform in space as expressions of the time t, piece by piece.
final class FieldPieces {

  private FieldPieces() {}

  /// The times, from 0 to the end, between which all programs are straight.
  static double[] straight(ExternalField field, double end) {
    var times = new TreeSet<Double>(List.of(0.0, end));
    collect(field, times, end);
    return times.stream().mapToDouble(t -> t).toArray();
  }

  private static void collect(ExternalField field, Set<Double> times, double end) {
    switch (field) {
      case FieldComponents(var components) -> components.forEach(of -> collect(of, times, end));
      case FieldSum(var terms) -> terms.forEach(of -> collect(of, times, end));
      case DrivenField(_, TimeProgram.Linear program) ->
          Arrays.stream(program.points()).filter(t -> t > 0 && t < end).forEach(times::add);
      default -> {}
    }
  }

  /// One component.
  ///
  /// @throws IllegalArgumentException if it varies in space
  static String expression(ExternalField field, double from, double to) {
    return switch (field) {
      case ExternalField.Uniform(double b) -> String.valueOf(b);
      case FieldSum(var terms) ->
          String.join(" + ", terms.stream().map(of -> expression(of, from, to)).toList());
      case DrivenField(var shape, TimeProgram.Linear program) -> {
        double b = shape.constant();
        double slope = (program.at(to) - program.at(from)) / (to - from);
        yield slope == 0
            ? String.valueOf(b * program.at(from))
            : "%s + %s*(t - %s)".formatted(b * program.at(from), b * slope, from);
      }
      case DrivenField(
              var shape,
              TimeProgram.Harmonic(double amplitude, double period, double phase)) ->
          "%s*sin(%s*t + %s)".formatted(shape.constant() * amplitude, 2 * Math.PI / period, phase);
      default ->
          throw new IllegalArgumentException(
              "a field that varies in space is not written for mumax3: " + field);
    };
  }
}
