package onsagerflow.estimate.likelihood;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import onsagerflow.estimate.equations.Numbers;

/// Piecewise linear functions on increasing knots: hat k is 1 at knot k and 0 at the others.
///
/// Before the first and after the last knot the end segments are continued, or the end values kept.
public final class HatBasis {

  /// Equal cells of the range, each with the segment at its lower end: where to begin a search.
  private static final int GUIDES = 256;

  private final double[] knots;
  private final boolean extrapolates;
  private final int[] guide = new int[GUIDES];
  private final double perGuide;

  public HatBasis(double[] knots, boolean extrapolates) {
    this.knots = knots;
    this.extrapolates = extrapolates;
    double range = knots[knots.length - 1] - knots[0];
    this.perGuide = GUIDES / range;
    for (int g = 0; g < GUIDES; g++) {
      int found = Arrays.binarySearch(knots, knots[0] + range * g / GUIDES);
      guide[g] = Math.clamp(found >= 0 ? found : -found - 2, 0, knots.length - 2);
    }
  }

  void write(DataOutput out) throws IOException {
    Numbers.write(knots, out);
    out.writeBoolean(extrapolates);
  }

  static HatBasis read(DataInput in) throws IOException {
    return new HatBasis(Numbers.read(in), in.readBoolean());
  }

  public int size() {
    return knots.length;
  }

  public double knot(int k) {
    return knots[k];
  }

  public double[] knots() {
    return knots.clone();
  }

  /// The k with knots[k] ≤ x < knots[k + 1], the nearest segment outside.
  public int segment(double x) {
    int k = guide[Math.clamp((int) ((x - knots[0]) * perGuide), 0, GUIDES - 1)];
    while (k > 0 && x < knots[k]) { // by rounding
      k--;
    }
    while (k < knots.length - 2 && x >= knots[k + 1]) {
      k++;
    }
    return k;
  }

  /// The weight of knot `segment + 1` at x; knot `segment` has the rest.
  public double weight(int segment, double x) {
    double w = (x - knots[segment]) / (knots[segment + 1] - knots[segment]);
    return extrapolates ? w : Math.clamp(w, 0, 1);
  }

  /// How much of a sample each hat holds.
  public double[] cells(double[] sample) {
    var cells = new double[knots.length];
    for (double x : sample) {
      int k = segment(x);
      double w = weight(k, x);
      cells[k] += 1 - w;
      cells[k + 1] += w;
    }
    return cells;
  }

  /// The share of a sample in each segment.
  public double[] shares(double[] sample) {
    var shares = new double[knots.length - 1];
    for (double x : sample) {
      shares[segment(x)] += 1.0 / sample.length;
    }
    return shares;
  }

  /// Places knots on the sorted sample so that neighbours are at least `spacing` apart and each
  /// segment holds at least `perSegment` of the sample; the last knot is the largest sample.
  ///
  /// @param start the first knot
  public static double[] place(double[] sorted, double start, double spacing, int perSegment) {
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
