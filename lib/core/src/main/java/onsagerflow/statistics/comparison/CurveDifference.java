package onsagerflow.statistics.comparison;

import java.util.List;
import java.util.Locale;
import onsagerflow.statistics.Mean;

/// How far two measured curves lie apart, in the mean over their points.
///
/// Points of a curve are measured in the same runs and go up and down together: over two equal
/// curves the root mean square scatters about the expected one more than so many independent
/// numbers would.
///
/// @param points of each curve
/// @param within of them within two joint standard errors
/// @param rootMeanSquare of the differences
/// @param expected root mean square of two equal curves, from the standard errors
/// @param chiSquare mean of the squared differences in joint standard errors, 1 for equal curves of
///   many runs; it sees above all the points that are known best
public record CurveDifference(
    int points, int within, double rootMeanSquare, double expected, double chiSquare) {

  private static final double WITHIN = 2;

  /// A curve of a single run counts as exact, like that of a deterministic equation.
  ///
  /// @throws IllegalArgumentException if there are no points or not equally many, or both curves
  ///   are of a single run
  public static CurveDifference of(List<Mean> one, List<Mean> other) {
    if (one.isEmpty() || one.size() != other.size()) {
      throw new IllegalArgumentException(
          "curves of equally many points are compared, got %s and %s"
              .formatted(one.size(), other.size()));
    }
    if (one.getFirst().runs() == 1 && other.getFirst().runs() == 1) {
      throw new IllegalArgumentException(
          "two curves of a single run each have no standard errors to compare them by");
    }
    double squares = 0;
    double variance = 0;
    double chiSquare = 0;
    int within = 0;
    for (int i = 0; i < one.size(); i++) {
      double difference = Math.abs(one.get(i).value() - other.get(i).value());
      double error = Math.hypot(one.get(i).errorBetweenRuns(), other.get(i).errorBetweenRuns());
      squares += difference * difference;
      variance += error * error;
      chiSquare += difference == 0 ? 0 : Math.pow(difference / error, 2);
      within += difference <= WITHIN * error ? 1 : 0;
    }
    int n = one.size();
    return new CurveDifference(
        n, within, Math.sqrt(squares / n), Math.sqrt(variance / n), chiSquare / n);
  }

  /// One line.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d of %d points within two joint standard errors, root mean square %.2g, expected %.2g,"
            + " chi square %.2g a point",
        within,
        points,
        rootMeanSquare,
        expected,
        chiSquare);
  }
}
