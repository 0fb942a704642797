package onsagerflow.meso.vector;

import java.util.Arrays;
import onsagerflow.meso.Table;

/// K∥ = 2w κ∥ and K⊥ = (1 − w) κ⊥ with w = |m|/ξ and learned κ, linear in |m|² between points.
final class TabulatedVectorMobility implements VectorMobility {

  private static final double EQUAL = 1e-9;

  private final double[] square;
  private final double[] along;
  private final double[] across;

  TabulatedVectorMobility(Table parallel, Table perpendicular) {
    if (!Arrays.equals(parallel.m(), perpendicular.m())) {
      throw new IllegalArgumentException(
          "K∥ and K⊥ need the same points of |m|, got " + parallel + " and " + perpendicular);
    }
    requireMobility(parallel, "K∥");
    requireMobility(perpendicular, "K⊥");
    int missing = parallel.m(0) == 0 ? 0 : 1;
    int points = parallel.size() + missing;
    this.square = new double[points];
    this.along = new double[points];
    this.across = new double[points];
    for (int i = missing; i < points; i++) {
      double m = parallel.m(i - missing);
      double w = Langevin.ratio(m);
      square[i] = m * m;
      along[i] = parallel.value(i - missing) / (2 * w);
      across[i] = perpendicular.value(i - missing) / (1 - w);
    }
    double centre =
        missing == 1
            ? mean(parallel, perpendicular)
            : common(parallel.value(0), perpendicular.value(0));
    along[0] = centre;
    across[0] = centre;
  }

  private static void requireMobility(Table table, String name) {
    VectorMobility.requireLengths(table, name);
    if (table.m(table.size() - 1) == 1) {
      throw new IllegalArgumentException(name + " is that of |m| below 1, got a point at 1");
    }
    for (int i = 0; i < table.size(); i++) {
      if (table.value(i) < 0) {
        throw new IllegalArgumentException(
            "mobility must not be negative, got "
                + name
                + " = "
                + table.value(i)
                + " at |m| = "
                + table.m(i));
      }
    }
  }

  /// The mean of both first ratios, weighted by their errors if they have such.
  private double mean(Table parallel, Table perpendicular) {
    double errorAlong = parallel.standardError(0) * along[1] / parallel.value(0);
    double errorAcross = perpendicular.standardError(0) * across[1] / perpendicular.value(0);
    boolean known = errorAlong > 0 && errorAcross > 0;
    double weightAlong = known ? 1 / (errorAlong * errorAlong) : 1;
    double weightAcross = known ? 1 / (errorAcross * errorAcross) : 1;
    return (weightAlong * along[1] + weightAcross * across[1]) / (weightAlong + weightAcross);
  }

  private static double common(double parallel, double perpendicular) {
    if (Math.abs(parallel - perpendicular) > EQUAL * Math.max(parallel, perpendicular)) {
      throw new IllegalArgumentException(
          "K∥ and K⊥ are one at |m| = 0, got " + parallel + " and " + perpendicular);
    }
    return 1.5 * parallel;
  }

  @Override
  public double parallel(double length) {
    return 2 * Langevin.ratio(length) * at(along, length * length);
  }

  @Override
  public double perpendicular(double length) {
    return (1 - Langevin.ratio(length)) * at(across, length * length);
  }

  /// With w = (1 + e|m|²)/3: [2e(κ∥ + κ⊥/2)/3 + ⅔(κ∥ − κ⊥)/|m|²].
  @Override
  public double anisotropy(double length) {
    double q = length * length;
    double excess = Langevin.ratioExcess(length);
    double difference =
        q < square[1] ? (along[1] - across[1]) / square[1] : (at(along, q) - at(across, q)) / q;
    return (excess * (2 * at(along, q) + at(across, q)) + 2 * difference) / 3;
  }

  @Override
  public double parallelSlope(double length) {
    double q = length * length;
    return 2 * Langevin.ratioSlope(length) * at(along, q)
        + 4 * Langevin.ratio(length) * slope(along, q);
  }

  @Override
  public double perpendicularSlope(double length) {
    double q = length * length;
    return -Langevin.ratioSlope(length) * at(across, q)
        + 2 * (1 - Langevin.ratio(length)) * slope(across, q);
  }

  private double at(double[] values, double q) {
    int last = square.length - 1;
    if (q >= square[last]) {
      return values[last];
    }
    int i = interval(q);
    double part = (q - square[i]) / (square[i + 1] - square[i]);
    return values[i] + part * (values[i + 1] - values[i]);
  }

  /// The derivative by |m|².
  private double slope(double[] values, double q) {
    if (q >= square[square.length - 1]) {
      return 0;
    }
    int i = interval(q);
    return (values[i + 1] - values[i]) / (square[i + 1] - square[i]);
  }

  private int interval(double q) {
    int found = Arrays.binarySearch(square, q);
    return Math.min(found >= 0 ? found : -found - 2, square.length - 2);
  }

  @Override
  public String toString() {
    return "mobility K∥, K⊥ at " + square.length + " points of |m|";
  }
}
