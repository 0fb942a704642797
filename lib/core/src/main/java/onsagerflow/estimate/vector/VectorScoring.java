package onsagerflow.estimate.vector;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import onsagerflow.estimate.equations.Solution;
import onsagerflow.estimate.equations.Sums;

/// The iterations of a [VectorFit] towards its solution.
final class VectorScoring {

  private static final double FIRST_DAMPING = 1e-4;
  private static final double LEAST_DAMPING = 1e-7;
  private static final double LEAST_SHARE = 0.05;

  /// Standard errors: a likelihood that nearly ends there.
  private static final double NEAR = 0.5;

  /// A step is no shorter than this share of a whole one, and brings the solution nearer by this
  /// share of its own length.
  private static final double LEAST_OF_STEP = 0.1;

  private static final double LEAST_GAIN = 0.1;

  /// Of the gradient alone a step is made beyond this damping, and leads nowhere.
  private static final double MOST_DAMPING = 10;

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
  /// The scores leave out what a displaced path makes of the covariance, so that they vanish beside
  /// the highest likelihood, over long lags far beside it. Near it, or where they lead up no more,
  /// steps are taken that bring their own solution nearer.
  ///
  /// @return whether it has come so near
  boolean climb(double tolerance, int mostRounds) {
    fit.run(information, false);
    fit.solve(); // refuses what the data say nothing of
    var sums = fit.sums();
    boolean rises = true;
    for (int round = 1; round <= mostRounds; round++) {
      double distance = distance(sums);
      report(round, distance);
      if (distance < tolerance) {
        return true;
      }
      rises = rises && distance > NEAR && rise(sums);
      if (!rises && !approach(sums, distance)) {
        return distance < 1;
      }
      sums = fit.sums();
    }
    return distance(sums) < NEAR;
  }

  private double distance(Sums sums) {
    return Math.sqrt(2 * Math.max(sums.gain(Solution.damped(sums, fit.drifts(), 0)), 0));
  }

  /// One step, whole or shorter, if the solution is nearer then.
  private boolean approach(Sums sums, double distance) {
    double[] theta = fit.theta();
    var before = fit.remember();
    double[] whole = Solution.damped(sums, fit.drifts(), 0);
    for (double share = 1; share > LEAST_OF_STEP; share /= 2) {
      double part = share;
      fit.moveTo(moved(theta, Arrays.stream(whole).map(x -> part * x).toArray()));
      if (fit.isPositive()) {
        fit.run(information, false);
        if (distance(fit.sums()) < (1 - LEAST_GAIN * share) * distance) {
          return true;
        }
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
    for (int attempt = 0; damping < MOST_DAMPING; attempt++) {
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
