package onsagerflow.micromagnetic;

import onsagerflow.llg.Bands;
import onsagerflow.llg.EffectiveField;

/// Steps of the equation of motion by the Runge–Kutta method of order 5 with an embedded one of
/// order 4, each followed by a return to unit length. The step follows the largest error of m in
/// any cell. The last slope of a step is the first of the next, so that a step costs six fields.
///
/// Dormand and Prince, J. Comput. Appl. Math. 6, 19 (1980).
final class DormandPrince {

  private static final double[] NODES = {0, 0.2, 0.3, 0.8, 8.0 / 9, 1, 1};

  private static final double[][] WEIGHTS = {
    {},
    {1.0 / 5},
    {3.0 / 40, 9.0 / 40},
    {44.0 / 45, -56.0 / 15, 32.0 / 9},
    {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
    {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
    {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84}
  };

  /// Weights of the difference between the two orders.
  private static final double[] ERRORS = {
    71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40
  };

  private static final double HEADROOM = 0.8;
  private static final double LARGEST_GROWTH = 2;
  private static final double LARGEST_SHRINKAGE = 0.2;

  private final EffectiveField field;
  private final Gilbert gilbert;
  private final double tolerance;
  private final double[][][] slopes;
  private final double[][] ahead;
  private final double[] errors; // of each band
  private boolean knowsSlope;
  private long fields;
  private double largestSlope;

  /// @param tolerance the largest error of m that a step may make in any cell
  DormandPrince(EffectiveField field, Gilbert gilbert, double tolerance) {
    this.field = field;
    this.gilbert = gilbert;
    this.tolerance = tolerance;
    int cells = field.grid().size();
    this.slopes = new double[NODES.length][3][cells];
    this.ahead = new double[3][cells];
    this.errors = new double[Math.ceilDiv(cells, Bands.CELLS)];
  }

  /// Told that m or the field has changed otherwise than by a step.
  void forget() {
    knowsSlope = false;
  }

  /// How often the field has been evaluated.
  long fields() {
    return fields;
  }

  /// The largest |ṁ| at the end of the last step, 1/s.
  double largestSlope() {
    return largestSlope;
  }

  /// What a trial step found.
  ///
  /// @param taken whether m has moved on
  /// @param next the length to try next
  record Outcome(boolean taken, double next) {}

  /// A first step of which nothing is known: vectors turn by a hundredth.
  double firstStep(double[][] m, double time) {
    first(m, time);
    double rate = largest(slopes[0]);
    return rate > 0 ? 0.01 / rate : 1e-13;
  }

  private void first(double[][] m, double time) {
    if (!knowsSlope) {
      slope(m, time, slopes[0]);
      knowsSlope = true;
    }
  }

  /// Tries a step, which moves m on if its error is small enough.
  Outcome step(double[][] m, double time, double dt) {
    first(m, time);
    for (int stage = 1; stage < NODES.length; stage++) {
      boolean isLast = stage == NODES.length - 1;
      double[] weights = WEIGHTS[stage];
      Bands.each(
          field.grid().size(),
          (_, from, to) -> {
            combine(m, dt, weights, from, to);
            if (isLast) {
              normalise(ahead[0], ahead[1], ahead[2], from, to);
            }
          });
      slope(ahead, time + NODES[stage] * dt, slopes[stage]);
    }
    double error = dt * Math.sqrt(largestErrorSquare());
    double change = error == 0 ? LARGEST_GROWTH : HEADROOM * Math.pow(tolerance / error, 0.2);
    double next = dt * Math.clamp(change, LARGEST_SHRINKAGE, LARGEST_GROWTH);
    if (!(error <= tolerance)) {
      return new Outcome(false, Double.isNaN(error) ? dt * LARGEST_SHRINKAGE : next);
    }
    for (int c = 0; c < 3; c++) {
      System.arraycopy(ahead[c], 0, m[c], 0, m[c].length);
    }
    double[][] last = slopes[NODES.length - 1];
    slopes[NODES.length - 1] = slopes[0];
    slopes[0] = last;
    largestSlope = largest(last);
    return new Outcome(true, next);
  }

  private void slope(double[][] m, double time, double[][] slope) {
    fields++;
    field.prepare(m, time);
    Bands.each(
        field.grid().size(),
        (_, from, to) -> {
          field.fill(m, slope, from, to);
          gilbert.slope(m, slope, from, to);
        });
  }

  private void combine(double[][] m, double dt, double[] weights, int from, int to) {
    for (int c = 0; c < 3; c++) {
      System.arraycopy(m[c], from, ahead[c], from, to - from);
      for (int k = 0; k < weights.length; k++) {
        if (weights[k] != 0) {
          add(dt * weights[k], slopes[k][c], ahead[c], from, to);
        }
      }
    }
  }

  private static void add(double factor, double[] slope, double[] sum, int from, int to) {
    for (int i = from; i < to; i++) {
      sum[i] += factor * slope[i];
    }
  }

  private static void normalise(double[] x, double[] y, double[] z, int from, int to) {
    for (int i = from; i < to; i++) {
      double f = 1 / Math.sqrt(x[i] * x[i] + y[i] * y[i] + z[i] * z[i]);
      x[i] *= f;
      y[i] *= f;
      z[i] *= f;
    }
  }

  private double largestErrorSquare() {
    Bands.each(
        field.grid().size(),
        (band, from, to) -> {
          double[][] difference = new double[3][to - from];
          for (int c = 0; c < 3; c++) {
            for (int k = 0; k < ERRORS.length; k++) {
              difference(ERRORS[k], slopes[k][c], from, difference[c]);
            }
          }
          errors[band] = largestSquare(difference, 0, to - from);
        });
    return max(errors);
  }

  private static void difference(double weight, double[] slope, int from, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * slope[from + i];
    }
  }

  private double largest(double[][] slope) {
    Bands.each(
        field.grid().size(), (band, from, to) -> errors[band] = largestSquare(slope, from, to));
    return Math.sqrt(max(errors));
  }

  private static double largestSquare(double[][] v, int from, int to) {
    double most = 0;
    for (int i = from; i < to; i++) {
      most = Math.max(most, v[0][i] * v[0][i] + v[1][i] * v[1][i] + v[2][i] * v[2][i]);
    }
    return most;
  }

  private static double max(double[] values) {
    double most = 0;
    for (double value : values) {
      most = Math.max(most, value); // keeps NaN
    }
    return most;
  }
}
