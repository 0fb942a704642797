package onsagerflow.estimate.exact;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import onsagerflow.estimate.Learned;
import onsagerflow.field.Trajectory;
import onsagerflow.meso.Table;

/// How far a fit is above the exact functions of heat-bath spins as a whole, in per cent: with f₀
/// the exact function, Σ f f₀ / Σ f₀² − 1 over points of the central 99 % of m.
///
/// @param mobility of K(m), against the mean over the states of the data
/// @param entropySlope of s′
/// @param strength of Ĵ(0) = Σ J(r), whose J(0) must be that of the exact kernel
public record Bias(double mobility, double entropySlope, double strength) {

  private static final double CENTRAL = 0.99;

  /// @param learned in the gauge of the exact kernel, [onsagerflow.meso.Gauge.Centre]
  /// @param data that were learned from
  public static Bias of(ExactHeatBath exact, Learned learned, Trajectory data) {
    double centre = learned.kernel().get(0, 0);
    double[] at = points(exact, exact.meanMobility(data), data);
    return new Bias(
        ofMobility(exact, learned.mobility(), data),
        along(learned.entropySlope()::at, m -> exact.entropySlope(m, centre), at),
        100 * (learned.kernel().total() / exact.blockKernel().total() - 1));
  }

  /// That of any estimate of K(m).
  public static double ofMobility(ExactHeatBath exact, Table mobility, Trajectory data) {
    var truth = exact.meanMobility(data);
    return along(mobility::at, truth::at, points(exact, truth, data));
  }

  private static double[] points(ExactHeatBath exact, Table truth, Trajectory data) {
    double range = exact.range(data, CENTRAL);
    return Arrays.stream(truth.m()).filter(m -> Math.abs(m) <= range).toArray();
  }

  private static double along(
      DoubleUnaryOperator found, DoubleUnaryOperator truth, double[] points) {
    double product = 0;
    double square = 0;
    for (double m : points) {
      product += found.applyAsDouble(m) * truth.applyAsDouble(m);
      square += truth.applyAsDouble(m) * truth.applyAsDouble(m);
    }
    return 100 * (product / square - 1);
  }
}
