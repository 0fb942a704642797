package onsagerflow.estimate;

import java.util.Arrays;

/// Piecewise linear functions on increasing knots: hat k is 1 at knot k and 0 at the others.
///
/// Before the first and after the last knot the end segments are continued, or the end values kept.
final class HatBasis {

  private final double[] knots;
  private final boolean extrapolates;

  HatBasis(double[] knots, boolean extrapolates) {
    this.knots = knots;
    this.extrapolates = extrapolates;
  }

  int size() {
    return knots.length;
  }

  double knot(int k) {
    return knots[k];
  }

  double[] knots() {
    return knots.clone();
  }

  /// The k with knots[k] ≤ x < knots[k + 1], the nearest segment outside.
  int segment(double x) {
    int found = Arrays.binarySearch(knots, x);
    return Math.clamp(found >= 0 ? found : -found - 2, 0, knots.length - 2);
  }

  /// The weight of knot `segment + 1` at x; knot `segment` has the rest.
  double weight(int segment, double x) {
    double w = (x - knots[segment]) / (knots[segment + 1] - knots[segment]);
    return extrapolates ? w : Math.clamp(w, 0, 1);
  }

  double width(int segment) {
    return knots[segment + 1] - knots[segment];
  }

  double interpolate(double[] values, double x) {
    int k = segment(x);
    double w = weight(k, x);
    return (1 - w) * values[k] + w * values[k + 1];
  }

  /// Places knots on the sorted sample so that neighbours are at least `spacing` apart and each
  /// segment holds at least `perSegment` of the sample; the last knot is the largest sample.
  ///
  /// @param start the first knot
  static double[] place(double[] sorted, double start, double spacing, int perSegment) {
    int n = sorted.length;
    var knots = new double[n + 1];
    int count = 0;
    knots[count++] = start;
    int since = 0;
    for (int i = 0; i < n; i++) {
      since++;
      boolean lastOfValue = i + 1 == n || sorted[i + 1] > sorted[i];
      if (lastOfValue && since >= perSegment && sorted[i] - knots[count - 1] >= spacing) {
        knots[count++] = sorted[i];
        since = 0;
      }
    }
    // What is left over at the end joins the last segment.
    double last = sorted[n - 1];
    if (last > knots[count - 1]) {
      if (count > 1) {
        knots[count - 1] = last;
      } else {
        knots[count++] = last;
      }
    }
    return Arrays.copyOf(knots, count);
  }
}
