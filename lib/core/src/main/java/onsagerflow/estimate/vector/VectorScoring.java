package onsagerflow.estimate.vector;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import onsagerflow.estimate.equations.Solution;
import onsagerflow.estimate.equations.Sums;

/// The iterations of a [VectorFit] towards its solution.
final class VectorScoring {

  private static final double FIRST_DAMPING = 1e-4;
  private static final double LEAST_DAMPING = 1e-7;
  private static final int MOST_ATTEMPTS = 12;
  private static final double LEAST_SHARE = 0.05;

  /// Standard errors: a likelihood that nearly ends there.
  private static final double NEAR = 0.5;

  /// Of the distance that was left.
  private static final double NEARER = 0.9;

  private final VectorFit fit;
  private final int information;
  private final Consumer<String> progress;
  private double damping = FIRST_DAMPING;

  /// @param information observations of which it is summed, about
  VectorScoring(VectorFit fit, int information, Consumer<String> progress) {
    this.fit = fit;
    this.information = information;
    this.progress = progress;
  }

  /// Raises the posterior of frame pairs until its maximum is within `tolerance` standard errors of
  /// the worst direction, by steps of Fisher scoring with Levenberg and Marquardt's damping that
  /// are taken only if they raise it.
  ///
  /// The scores leave out what a displaced path makes of the covariance, so that they vanish a
  /// little beside the highest likelihood: near it a whole step is taken if it brings their
  /// solution nearer.
  ///
  /// @return whether it has come so near
  boolean climb(double tolerance, int mostRounds) {
    fit.run(information, false);
    fit.solve(); // refuses what the data say nothing of
    var sums = fit.sums();
    for (int round = 1; round <= mostRounds; round++) {
      double distance = distance(sums);
      report(round, distance);
      if (distance < tolerance) {
        return true;
      }
      boolean risen = distance < NEAR ? approach(sums, distance) : rise(sums);
      if (!risen) {
        return distance < 1;
      }
      sums = fit.sums();
    }
    return distance(sums) < NEAR;
  }

  private double distance(Sums sums) {
    return Math.sqrt(2 * Math.max(sums.gain(Solution.damped(sums, fit.drifts(), 0)), 0));
  }

  /// One whole step, if the solution is nearer then.
  private boolean approach(Sums sums, double distance) {
    double[] theta = fit.theta();
    var before = fit.remember();
    fit.moveTo(moved(theta, Solution.damped(sums, fit.drifts(), 0)));
    if (fit.isPositive()) {
      fit.run(information, false);
      if (distance(fit.sums()) < NEARER * distance) {
        return true;
      }
    }
    fit.moveTo(theta);
    before.run();
    return false;
  }

  /// One step upwards, as long as it may be.
  private boolean rise(Sums sums) {
    double value = fit.objective + sums.logPrior;
    double[] theta = fit.theta();
    var before = fit.remember();
    double growth = 2;
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      double[] step = modest(sums);
      double promised = sums.gain(step);
      fit.moveTo(moved(theta, step));
      double gain = Double.NEGATIVE_INFINITY;
      if (fit.isPositive()) {
        fit.run(information, false);
        gain = fit.objective + fit.sums().logPrior - value;
      }
      if (gain > LEAST_SHARE * promised) {
        damping *= attempt == 0 && gain > 0.25 * promised ? 0.2 : 1;
        return true;
      }
      damping = Math.max(growth * damping, LEAST_DAMPING);
      growth *= 2;
      fit.moveTo(theta);
      before.run();
    }
    return false;
  }

  /// A step so damped that no s′ moves by more than its temperature: a longer one ends at another
  /// maximum.
  private double[] modest(Sums sums) {
    while (true) {
      double[] step = Solution.damped(sums, fit.drifts(), damping);
      if (!(fit.longest(step) > 1)) {
        return step;
      }
      damping = Math.max(10 * damping, FIRST_DAMPING);
    }
  }

  /// Rounds of the least-squares problems of generator channels until the largest step is below
  /// `tolerance` standard errors. The weights follow the solution.
  ///
  /// @return the largest step of the last round, in standard errors
  double iterate(double tolerance, int mostRounds) {
    double largest = Double.POSITIVE_INFINITY;
    for (int round = 1; round <= mostRounds; round++) {
      fit.run(information, true);
      fit.solve();
      largest = fit.largestStep();
      report(round, largest);
      if (largest < tolerance && round > 2) {
        break;
      }
      fit.moveTo(moved(fit.theta(), fit.solution().step));
      fit.branches().forEach(branch -> branch.scatter = branch.total.scatter);
    }
    return largest;
  }

  private static double[] moved(double[] theta, double[] step) {
    return IntStream.range(0, step.length).mapToDouble(i -> theta[i] + step[i]).toArray();
  }

  private void report(int round, double distance) {
    progress.accept(
        String.format(Locale.ROOT, "round %d: %.2g standard errors to go", round, distance));
  }
}
