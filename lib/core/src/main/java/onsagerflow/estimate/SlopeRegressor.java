package onsagerflow.estimate;

/// Turns estimates of s′ at points into an odd function s′(m): the second step of the paper.
///
/// [Regressors] holds those of Smile.
@FunctionalInterface
public interface SlopeRegressor {

  /// Fits s′ in the gauge of the points.
  Function fit(SlopePoints points);

  /// The number of points that a fit takes at least.
  default int leastPoints() {
    return 1;
  }

  /// An odd function of m.
  @FunctionalInterface
  interface Function {
    double at(double m);
  }
}
