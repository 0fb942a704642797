package onsagerflow.estimate.check;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import onsagerflow.estimate.equations.Numbers;
import onsagerflow.estimate.likelihood.CellState;

/// The ratio of drift mobility to noise mobility, in bins of the force |u|.
///
/// Where eq. (5) holds it is 1; single spin flips give tanh(u)/u.
public final class FluctuationDissipation {

  private static final int BINS = 12;

  private final double[] observed;
  private final double[] linear;
  private final double[] force;
  private final double[] variance;

  /// Whole numbers.
  private final double[] count;

  FluctuationDissipation() {
    this(new double[BINS], new double[BINS], new double[BINS], new double[BINS], new double[BINS]);
  }

  private FluctuationDissipation(
      double[] observed, double[] linear, double[] force, double[] variance, double[] count) {
    this.observed = observed;
    this.linear = linear;
    this.force = force;
    this.variance = variance;
    this.count = count;
  }

  void write(DataOutput out) throws IOException {
    for (double[] sums : List.of(observed, linear, force, variance, count)) {
      Numbers.write(sums, out);
    }
  }

  static FluctuationDissipation read(DataInput in) throws IOException {
    return new FluctuationDissipation(
        Numbers.read(in), Numbers.read(in), Numbers.read(in), Numbers.read(in), Numbers.read(in));
  }

  /// One bin: K_drift/K_noise, its standard error, and the |u| where the law of single flips has
  /// the mean that the ratio is of, the root of the mean square by the weights of the ratio.
  public record Point(double force, double ratio, double standardError) {}

  void add(CellState state, int cell) {
    double u = state.start.force[cell];
    int bin = (int) (Math.abs(u) / state.largestForce() * BINS);
    if (bin >= BINS || u == 0) {
      return;
    }
    // The mean is −scale·N·L(u), so that the response expected of a linear law is −scale·N·u.
    double scale = state.reach[cell];
    double n = state.start.noise[cell];
    double mean = scale * state.start.drift[cell];
    double w = scale * n * u / state.variance[cell];
    observed[bin] -= w * (state.residual[cell] + mean);
    double weight = w * scale * n * u;
    linear[bin] += weight;
    variance[bin] += w * w * state.residual[cell] * state.residual[cell];
    force[bin] += weight * u * u;
    count[bin]++;
  }

  void add(FluctuationDissipation other) {
    for (int b = 0; b < BINS; b++) {
      observed[b] += other.observed[b];
      linear[b] += other.linear[b];
      force[b] += other.force[b];
      variance[b] += other.variance[b];
      count[b] += other.count[b];
    }
  }

  public List<Point> points() {
    var points = new ArrayList<Point>();
    for (int b = 0; b < BINS; b++) {
      if (count[b] > 100) {
        points.add(
            new Point(
                Math.sqrt(force[b] / linear[b]),
                observed[b] / linear[b],
                Math.sqrt(variance[b]) / linear[b]));
      }
    }
    return points;
  }
}
