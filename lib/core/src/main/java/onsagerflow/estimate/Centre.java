package onsagerflow.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import onsagerflow.estimate.equations.Estimate;
import onsagerflow.estimate.equations.Solution;
import onsagerflow.meso.Gauge;

/// J(0) as the models of all temperatures of a fit share it, and how its error goes with those of
/// s′ and J at one of them.
///
/// From the slope of s′ every temperature has an estimate of its own; their mean, weighted by the
/// inverse variances, is that of all.
final class Centre {

  /// Of the lowest temperature: a slope at m = 0 less certain than this is an extrapolation.
  private static final double LARGEST_ERROR = 0.1;

  final double value;

  /// How it was fixed: by the slopes of s′ only where they could.
  final Gauge gauge;

  /// Its standard error.
  final double standardError;

  /// The regression of its error on those of s′ at the knots and of J …
  private final double[] gradient;

  /// … the variance that this leaves, …
  private final double rest;

  /// … and the same on s′ alone.
  private final double[] slopeGradient;

  private final double slopeRest;

  private Centre(
      double value,
      Gauge gauge,
      double standardError,
      double[] gradient,
      double rest,
      double[] slopeGradient,
      double slopeRest) {
    this.value = value;
    this.gauge = gauge;
    this.standardError = standardError;
    this.gradient = gradient;
    this.rest = rest;
    this.slopeGradient = slopeGradient;
    this.slopeRest = slopeRest;
  }

  /// One for each temperature, all of the same value.
  ///
  /// @param estimate of all unknowns
  /// @param positions of the unknowns of each temperature among them, s′ first
  /// @param points s′ at each temperature
  /// @param orbits the number of unknowns of J, which follow on s′
  static List<Centre> of(
      Gauge gauge, Estimate estimate, List<int[]> positions, List<SlopePoints> points, int orbits) {
    if (gauge instanceof Gauge.Centre(double given)) {
      return points.stream().map(p -> given(given, p, orbits)).toList();
    }
    double[] precision = points.stream().mapToDouble(Centre::precision).toArray();
    double all = Arrays.stream(precision).sum();
    double mean = 0;
    var weight = new double[estimate.value.length];
    for (int b = 0; b < precision.length; b++) {
      double share = precision[b] / all;
      mean += share * points.get(b).slopeGauge();
      double[] g = points.get(b).slopeGaugeGradient();
      for (int i = 0; i < g.length; i++) {
        weight[positions.get(b)[i]] = share * g[i];
      }
    }
    double variance = estimate.variance(weight);
    double coldest = points.stream().mapToDouble(SlopePoints::temperature).min().orElseThrow();
    // Without small |m| in the data the slope at 0 is an extrapolation: leave J(0) at 0 then.
    if (!(Math.sqrt(variance) < LARGEST_ERROR * coldest)) {
      return points.stream().map(p -> given(0, p, orbits)).toList();
    }
    var centres = new ArrayList<Centre>();
    for (int b = 0; b < precision.length; b++) {
      int slopes = points.get(b).size();
      int[] own = Arrays.copyOf(positions.get(b), slopes + orbits);
      double[] onAll = regression(estimate, weight, own);
      double[] onSlopes = regression(estimate, weight, Arrays.copyOf(own, slopes));
      centres.add(
          new Centre(
              mean,
              gauge,
              Math.sqrt(variance),
              onAll,
              Math.max(variance - estimate.at(own).variance(onAll), 0),
              onSlopes,
              precision.length == 1
                  ? 0
                  : Math.max(
                      variance - estimate.at(Arrays.copyOf(own, slopes)).variance(onSlopes), 0)));
    }
    return centres;
  }

  private static double precision(SlopePoints points) {
    double error = Math.max(points.slopeGaugeError(), 1e-12 * points.temperature());
    return 1 / (error * error);
  }

  private static Centre given(double value, SlopePoints points, int orbits) {
    int slopes = points.size();
    var gauge = new Gauge.Centre(value);
    return new Centre(value, gauge, 0, new double[slopes + orbits], 0, new double[slopes], 0);
  }

  /// The g that makes weight·x − g·x[own] independent of x[own].
  private static double[] regression(Estimate estimate, double[] weight, int[] own) {
    var others = weight.clone();
    var gradient = new double[own.length];
    for (int i = 0; i < own.length; i++) {
      gradient[i] = weight[own[i]];
      others[own[i]] = 0;
    }
    if (Arrays.stream(others).allMatch(w -> w == 0)) {
      return gradient;
    }
    double[] shared =
        Arrays.stream(own)
            .mapToDouble(
                i ->
                    IntStream.range(0, others.length)
                        .mapToDouble(k -> estimate.covariance[i][k] * others[k])
                        .sum())
            .toArray();
    double[][] inverse = Solution.inverse(estimate.at(own).covariance, 1e-9);
    for (int i = 0; i < own.length; i++) {
      for (int j = 0; j < own.length; j++) {
        gradient[i] += inverse[i][j] * shared[j];
      }
    }
    return gradient;
  }

  /// The variance of Σ weight[i] x[i] + c J(0) at this temperature.
  ///
  /// @param weight of the unknowns of this temperature; overwritten
  /// @param ofCentre c
  double variance(Estimate own, double[] weight, double ofCentre) {
    for (int i = 0; i < gradient.length; i++) {
      weight[i] += ofCentre * gradient[i];
    }
    return own.variance(weight) + ofCentre * ofCentre * rest;
  }

  /// J(0) as it would have come out with other values of s′.
  double redrawn(SlopePoints points, SlopePoints drawn, RandomGenerator random) {
    double redrawn = value;
    for (int i = 0; i < slopeGradient.length; i++) {
      redrawn += slopeGradient[i] * (drawn.value(i) - points.value(i));
    }
    return slopeRest > 0 ? redrawn + Math.sqrt(slopeRest) * random.nextGaussian() : redrawn;
  }
}
