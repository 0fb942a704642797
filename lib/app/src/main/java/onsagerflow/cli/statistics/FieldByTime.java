package onsagerflow.cli.statistics;

import java.nio.file.Path;
import java.util.Arrays;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Trajectory;

/// The external field of a trajectory whose runs are averaged: it must be the same in all of them
/// at the same time.
final class FieldByTime {

  /// Relative to the largest |h|.
  private static final double SAME = 1e-9;

  private final Path file;
  private final Trajectory trajectory;

  /// @throws IllegalArgumentException if runs are in different fields
  FieldByTime(Path file, Trajectory trajectory) {
    this.file = file;
    this.trajectory = trajectory;
    var first = trajectory.conditions(0).field();
    var latest = first;
    for (int frame = 1; frame < trajectory.size(); frame++) {
      var other = trajectory.conditions(frame).field();
      if (other.equals(latest)) {
        continue;
      }
      latest = other;
      if (!agreeWhereBothAreKnown(first, other)) {
        throw new IllegalArgumentException(
            "%s: field is %s in frame 0 but %s in frame %s".formatted(file, first, other, frame));
      }
    }
  }

  /// Programs are known at the frames of their run only.
  private boolean agreeWhereBothAreKnown(ExternalField one, ExternalField other) {
    double from = Math.max(one.begin(), other.begin());
    double to = Math.min(one.end(), other.end());
    if (one.isConstant() && other.isConstant()) {
      return same(values(one, 0), values(other, 0));
    }
    return one.isConstant() == other.isConstant()
        && (from > to
            || (same(values(one, from), values(other, from))
                && same(values(one, to), values(other, to))));
  }

  /// @throws IllegalArgumentException if the fields of both differ at a common time
  void requireSame(FieldByTime other, CommonTimes times) {
    for (int frame = 0; frame < trajectory.size(); frame++) {
      double t = trajectory.time(frame);
      if (times.contains(t)) {
        var a = trajectory.conditions(frame).field();
        var b = other.at(t);
        if (!a.equals(b) && !same(values(a, t), values(b, t))) {
          throw new IllegalArgumentException(
              "field is %s in %s but %s in %s, at t = %s".formatted(a, file, b, other.file, t));
        }
        if (a.isConstant() && b.isConstant()) {
          return;
        }
      }
    }
  }

  /// The field of a run that goes on at a time.
  private ExternalField at(double t) {
    for (int frame = 0; frame < trajectory.size(); frame++) {
      if (Math.abs(trajectory.time(frame) - t) <= 1e-9 * Math.max(1, Math.abs(t))) {
        return trajectory.conditions(frame).field();
      }
    }
    throw new IllegalStateException(file + " has no frame at t = " + t);
  }

  private double[] values(ExternalField field, double t) {
    return field.at(Math.clamp(t, field.begin(), field.end()), trajectory.origin().grid()).values();
  }

  private static boolean same(double[] a, double[] b) {
    double scale = Math.max(largest(a), largest(b));
    for (int cell = 0; cell < a.length; cell++) {
      if (!(Math.abs(a[cell] - b[cell]) <= SAME * scale)) {
        return false;
      }
    }
    return true;
  }

  private static double largest(double[] h) {
    return Arrays.stream(h).map(Math::abs).max().orElseThrow();
  }
}
