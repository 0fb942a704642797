package onsagerflow.estimate;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.equations.Solution;
import onsagerflow.estimate.equations.Sums;

/// The iterations of a [Fit] towards its solution, each of which keeps its steps from running away.
final class Scoring {

  static final double FIRST_DAMPING = 1e-4;
  private static final double LEAST_DAMPING = 1e-7;
  private static final int MOST_ATTEMPTS = 12;

  /// Of the gain that a quadratic likelihood would have: a step that gains less is too long.
  private static final double LEAST_SHARE = 0.05;

  /// ln of the growth of squared residuals over their least that is left to the equations.
  private static final double MOST_GROWTH = 0.1;

  /// Steps that gain less than a quarter of what they promise before the information is made exact.
  private static final int POOR_STEPS = 2;

  /// A gain of ln likelihood within what rounding and the approximate information make of it.
  private static final double NEGLIGIBLE = 1e-3;

  private final Fit fit;
  private final Consumer<String> progress;

  /// @param progress told of every round
  Scoring(Fit fit, Consumer<String> progress) {
    this.fit = fit;
    this.progress = progress;
  }

  /// Raises the posterior of frame pairs until its maximum is within `tolerance` standard errors of
  /// the worst direction.
  ///
  /// Fisher scoring with Levenberg and Marquardt's damping (Marquardt, J. SIAM 11, 431 (1963)): a
  /// step is taken only if it raises the likelihood of the very cells that it was made from, else
  /// it is made anew, shorter and nearer to the gradient.
  ///
  /// @return whether it has come so near
  boolean climb(Observations observations, int informationCells, double tolerance, int mostRounds) {
    fit.run(observations, informationCells);
    var sums = fit.requireEnough(observations);
    double value = fit.objective + sums.logPrior;
    double distance = Double.POSITIVE_INFINITY;
    int poor = 0;
    for (int round = 1; round <= mostRounds; round++) {
      distance = Math.sqrt(2 * Math.max(sums.gain(Solution.damped(sums, fit.drifts(), 0)), 0));
      progress(round, observations, distance);
      fit.rounds = round;
      if (distance < tolerance) {
        return true;
      }
      fit.stepMeanNoise(); // once by every pass; by the last in the conclusion
      double[] theta = fit.theta();
      var before = fit.remember();
      boolean risen = false;
      double growth = 2;
      for (int attempt = 0; attempt < MOST_ATTEMPTS && !risen && !isMisled(poor); attempt++) {
        double[] step = modest(sums);
        double promised = sums.gain(step);
        fit.moveTo(moved(theta, step));
        fit.run(observations, informationCells, true);
        var there = fit.sums();
        double gain = fit.objectiveOfBefore + there.logPrior - value;
        boolean good = gain > 0.25 * promised;
        poor += good || promised < NEGLIGIBLE ? 0 : 1;
        risen = gain > LEAST_SHARE * promised || (promised < NEGLIGIBLE && gain > -NEGLIGIBLE);
        if (risen) {
          sums = there;
          value = fit.objective + there.logPrior;
          fit.damping *= attempt == 0 && good ? 0.2 : 1;
        } else {
          fit.damping = Math.max(growth * fit.damping, LEAST_DAMPING);
          growth *= 2;
          before.run();
        }
      }
      if (!risen) {
        fit.moveTo(theta);
        if (!isMisled(poor)) {
          return false;
        }
      }
      if (isMisled(poor)) {
        progress.accept("the exact information from here on: steps by the approximate one fail");
        fit.exactInformation = true;
        fit.damping = FIRST_DAMPING;
        fit.run(observations, informationCells, true);
        sums = fit.sums();
        value = fit.objective + sums.logPrior;
      }
    }
    return false;
  }

  /// Whether steps by the approximate information have failed that the exact one may not fail. In
  /// large blocks a mean is known so well that what is left out of it counts.
  private boolean isMisled(int poorSteps) {
    return poorSteps >= POOR_STEPS && !fit.exactInformation;
  }

  /// A step so damped that no s′ moves by more than its temperature. Where all cells are near one
  /// m, its level and J(0) are hardly told apart, and a longer step, which promises the most, ends
  /// at another maximum.
  private double[] modest(Sums sums) {
    while (true) {
      double[] step = Solution.damped(sums, fit.drifts(), fit.damping);
      if (!(longest(step) > 1)) {
        return step;
      }
      fit.damping = Math.max(10 * fit.damping, FIRST_DAMPING);
    }
  }

  /// The largest change of s′ in units of its temperature.
  private double longest(double[] step) {
    double longest = 0;
    for (int b = 0; b < fit.branches().size(); b++) {
      int[] position = fit.position(b);
      for (int i = 0; i < fit.branches().get(b).slopes(); i++) {
        longest =
            Math.max(longest, Math.abs(step[position[i]]) / fit.branches().get(b).temperature);
      }
    }
    return longest;
  }

  /// Rounds until what is left, judged by how fast the steps shrink, is below `tolerance` standard
  /// errors for every unknown, or as many as allowed.
  ///
  /// Every round solves the equations of the state it stands at, but the weights of generator
  /// channels and N(m, φ) follow the solution, and no step foresees them: a longer step than a
  /// standard error is halved until the squared residuals stay within [#MOST_GROWTH] of the least.
  ///
  /// @return the largest step of the last round, in standard errors
  double iterate(
      Observations observations, int informationCells, double tolerance, int mostRounds) {
    var anderson = new Anderson();
    double previous = Double.POSITIVE_INFINITY;
    double growth = 0;
    fit.run(observations, informationCells);
    for (int round = 1; round <= mostRounds; round++) {
      fit.solve(observations);
      var solution = fit.solution();
      var scale =
          IntStream.range(0, fit.size()).mapToDouble(fit.estimate()::standardError).toArray();
      double largest = fit.largestStep();
      progress(round, observations, largest);
      double[] theta = fit.theta();
      double[] next = anderson.next(theta, solution.step, scale);
      fit.stepMeanNoise();
      double contraction = largest / previous;
      previous = largest;
      double left = largest * contraction / (1 - contraction);
      boolean shrinking = round > 1 && contraction < 0.5 && largest < 1;
      if (largest < tolerance || (shrinking && left < tolerance)) {
        fit.moveTo(next);
        break;
      }
      double squares = fit.objective;
      var before = fit.remember();
      for (int attempt = 0; ; attempt++) {
        fit.moveTo(next);
        fit.run(observations, informationCells, true);
        double more = Math.log(fit.objectiveOfBefore / squares);
        if (largest < 1 || !(growth + more > MOST_GROWTH)) {
          growth = Math.max(0, growth + more);
          break;
        }
        before.run();
        if (attempt == MOST_ATTEMPTS) {
          fit.moveTo(theta);
          return largest;
        }
        next = halfWay(theta, next);
      }
    }
    return previous;
  }

  private static double[] halfWay(double[] from, double[] to) {
    return IntStream.range(0, to.length).mapToDouble(i -> 0.5 * (from[i] + to[i])).toArray();
  }

  private static double[] moved(double[] theta, double[] step) {
    return IntStream.range(0, step.length).mapToDouble(i -> theta[i] + step[i]).toArray();
  }

  private void progress(int round, Observations observations, double distance) {
    progress.accept(
        String.format(
            Locale.ROOT,
            "round %d: %d %s, %.2g standard errors to go",
            round,
            observations.size(),
            observations.fromGenerator() ? "frames" : "pairs",
            distance));
  }
}
