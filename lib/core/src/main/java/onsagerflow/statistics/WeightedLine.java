package onsagerflow.statistics;

import java.util.ArrayList;
import java.util.List;

/// A straight line through points of given errors, by weighted least squares.
public final class WeightedLine {

  private final List<Double> x = new ArrayList<>();
  private final List<Double> weights = new ArrayList<>();

  /// @param precision of the ordinate, 1/its standard error
  public void add(double x, double precision) {
    this.x.add(x);
    weights.add(precision * precision);
  }

  /// The slope; unweighted unless every error is known and above zero.
  public double slope(double[] y) {
    boolean weighted = weights.stream().allMatch(w -> w > 0 && w < Double.POSITIVE_INFINITY);
    double sum = 0;
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < y.length; i++) {
      double w = weighted ? weights.get(i) : 1;
      sum += w;
      meanX += w * x.get(i);
      meanY += w * y[i];
    }
    meanX /= sum;
    meanY /= sum;
    double xy = 0;
    double xx = 0;
    for (int i = 0; i < y.length; i++) {
      double w = weighted ? weights.get(i) : 1;
      xy += w * (x.get(i) - meanX) * (y[i] - meanY);
      xx += w * (x.get(i) - meanX) * (x.get(i) - meanX);
    }
    return xy / xx;
  }
}
