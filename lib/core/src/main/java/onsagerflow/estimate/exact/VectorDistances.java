package onsagerflow.estimate.exact;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import onsagerflow.estimate.vector.VectorLearned;
import onsagerflow.field.vector.VectorTrajectory;

/// How far a fit of vectors is from the exact functions ([ExactHeisenberg]), in per cent: relative
/// L2 distances over the |m| of the central 99 % of the cells, from 0 on.
///
/// @param parallel of K∥(|m|)
/// @param perpendicular of K⊥(|m|)
/// @param precession of γ, with its sign
/// @param entropySlope of s′(|m|)
/// @param kernel of J
public record VectorDistances(
    double parallel, double perpendicular, double precession, double entropySlope, double kernel) {

  private static final double CENTRAL = 0.99;
  private static final int SAMPLES = 200;

  /// @param data that were learned from
  public static VectorDistances of(
      ExactHeisenberg exact, VectorLearned learned, VectorTrajectory data) {
    double range = ExactHeisenberg.range(data, CENTRAL);
    var model = learned.model();
    var found = model.functions().mobility();
    var known = exact.mobility();
    double centre = model.kernel().get(0, 0);
    double shift = centre - exact.blockKernel().get(0, 0); // of the gauge
    var slope = exact.entropySlope(model.cellVolume());
    return new VectorDistances(
        distance(found::parallel, known::parallel, range),
        distance(found::perpendicular, known::perpendicular, range),
        100 * (learned.precession() / exact.gyromagnetic() - 1),
        distance(model.entropySlope()::at, m -> slope.at(m) + shift * m, range),
        100 * model.kernel().relativeErrorAgainst(exact.blockKernel().withCentre(centre)));
  }

  private static double distance(
      DoubleUnaryOperator found, DoubleUnaryOperator exact, double range) {
    return 100
        * norm(m -> found.applyAsDouble(m) - exact.applyAsDouble(m), range)
        / norm(exact, range);
  }

  private static double norm(DoubleUnaryOperator f, double range) {
    return Math.sqrt(
        IntStream.rangeClosed(1, SAMPLES)
            .mapToDouble(i -> f.applyAsDouble(range * i / SAMPLES))
            .map(x -> x * x)
            .sum());
  }
}
