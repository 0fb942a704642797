package onsagerflow.estimate.vector;

import java.util.List;
import onsagerflow.estimate.data.Loop;
import onsagerflow.estimate.data.VectorObservation;
import onsagerflow.estimate.data.VectorObservations;
import onsagerflow.estimate.equations.Sums;

/// What one way through the observations at one temperature sums with one [VectorEquation]: the
/// estimating equations of its correction.
///
/// @param weights of generator channels, after what they scattered by in the pass before
/// @param every one in so many observations is summed in the information, scaled up
/// @param withClusters whether the scores of strips are kept apart, for the sandwich covariance;
///   else a frame is one cluster
record VectorPass(VectorEquation equation, Scatter weights, int every, boolean withClusters) {

  /// Sums of a group of observations.
  static final class Group {
    final Sums sums;
    final Scatter scatter;
    final Whiteness whiteness = new Whiteness();

    /// ln of the likelihood of frame pairs.
    double objective;

    Group(VectorEquation equation) {
      this.sums = new Sums(equation.size());
      this.scatter = new Scatter(equation.basis());
    }

    void add(Group other) {
      sums.add(other.sums);
      scatter.add(other.scatter);
      whiteness.add(other.whiteness);
      objective += other.objective;
    }
  }

  List<Group> over(VectorObservations observations) {
    boolean generator = observations.fromGenerator();
    return Loop.over(observations)
        .<Group>ofGroups(
            () -> new Group(equation),
            grid -> generator ? new VectorInstants(this, grid) : new VectorIncrements(this, grid));
  }

  /// A visitor of observations.
  interface Visitor extends Loop.Visitor<VectorObservation, Group> {}
}
