package onsagerflow.estimate.exact;

import onsagerflow.estimate.Learned;
import onsagerflow.field.Trajectory;

/// How far a fit is from the exact functions of heat-bath spins: relative L2 distances in per cent
/// ([ExactHeatBath]), on the central 99 % of m or, where this is less, on |m| ≤ 1 − 2.5/v, beyond
/// which a block says nothing of s′.
///
/// @param mobilityByField of K(m, φ), not a number where it was not learned
/// @param entropySlope of s′
/// @param kernel of J
/// @param kernelStandardError norm of the standard errors of J, relative to that of J
public record Distances(
    double mobilityByField, double entropySlope, double kernel, double kernelStandardError) {

  private static final double CENTRAL = 0.99;

  /// @param data that were learned from
  public static Distances of(ExactHeatBath exact, Learned learned, Trajectory data) {
    double unsaturated = 1 - 2.5 / data.origin().cellVolume();
    double range = Math.min(exact.range(data, CENTRAL), unsaturated);
    double centre = learned.kernel().get(0, 0);
    return new Distances(
        learned.mobilityByField().isPresent()
            ? 100 * exact.mobilityError(learned, data, range)
            : Double.NaN,
        100 * exact.entropySlopeError(learned.entropySlope(), centre, range),
        100 * exact.kernelError(learned),
        100 * exact.kernelStandardError(learned));
  }
}
