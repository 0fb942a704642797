package onsagerflow.statistics.vector;

import java.util.Arrays;
import java.util.List;

/// The direction that counts as longitudinal.
///
/// Without a field and an anisotropy the direction of the mean magnetisation M is free, and in a
/// finite system it wanders: along a fixed axis, or that of the mean over runs, its wandering would
/// count as longitudinal fluctuation. So it is that of M itself by default ([#ofMean]). Where M is
/// small, as after a quench from a random state, it is a direction by chance, and S∥ and S⊥ are the
/// same for all but the longest waves. A field or an easy axis sets one ([#along]).
///
/// @param fixed x, y and z of a unit vector; empty for that of M
public record Axis(List<Double> fixed) {

  public Axis {
    fixed = List.copyOf(fixed);
  }

  /// The direction of the mean magnetisation.
  public static Axis ofMean() {
    return new Axis(List.of());
  }

  /// A given direction, as a vector of any length but 0.
  public static Axis along(double x, double y, double z) {
    double length = Math.sqrt(x * x + y * y + z * z);
    if (!(length > 0) || Double.isInfinite(length)) {
      throw new IllegalArgumentException(
          "an axis needs a direction, got (%s, %s, %s)".formatted(x, y, z));
    }
    return new Axis(List.of(x / length, y / length, z / length));
  }

  /// The unit vector along it, for a given mean magnetisation; z where that is zero.
  double[] unit(double... mean) {
    if (!fixed.isEmpty()) {
      return fixed.stream().mapToDouble(x -> x).toArray();
    }
    double length = Math.sqrt(Arrays.stream(mean).map(x -> x * x).sum());
    return length > 0 ? Arrays.stream(mean).map(x -> x / length).toArray() : new double[] {0, 0, 1};
  }

  /// Two unit vectors across one, so that the three are right-handed with it as the third.
  static double[][] across(double... e) {
    int least = 0; // a coordinate axis far from it
    for (int c = 1; c < 3; c++) {
      least = Math.abs(e[c]) < Math.abs(e[least]) ? c : least;
    }
    var axis = new double[3];
    axis[least] = 1;
    double[] first = cross(axis, e);
    double length = Math.sqrt(first[0] * first[0] + first[1] * first[1] + first[2] * first[2]);
    for (int c = 0; c < 3; c++) {
      first[c] /= length;
    }
    return new double[][] {first, cross(e, first)};
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  /// In words.
  @Override
  public String toString() {
    return fixed.isEmpty() ? "the mean magnetisation" : fixed.toString();
  }
}
