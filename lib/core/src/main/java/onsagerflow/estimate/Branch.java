package onsagerflow.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.data.Pass;
import onsagerflow.estimate.equations.Solution;
import onsagerflow.estimate.equations.Sums;
import onsagerflow.estimate.likelihood.CurrentEquation;
import onsagerflow.estimate.likelihood.FitPass;
import onsagerflow.estimate.likelihood.InformationSample;
import onsagerflow.estimate.likelihood.MeanNoise;
import onsagerflow.estimate.likelihood.NoiseBasis;
import onsagerflow.field.Kernel;
import onsagerflow.field.Symmetry;
import onsagerflow.meso.Closure;

/// What a [Fit] knows of one temperature: s′ at knots and N in a basis. J is shared by all.
final class Branch {

  /// Standard deviation of the prior of the rise of s′ between knots, over that of free spins: of
  /// an estimate, and of a start, which it keeps from jumping while J is still far off.
  static final double RISE = 2;

  static final double RISE_TO_START = 0.2;

  double rise = RISE;

  final double temperature;
  final Knots knots;
  final NoiseBasis noise;

  /// s′ at the knots but the first.
  double[] slope;

  /// Coefficients of N in `noise`.
  double[] nu;

  /// N(m), the mean at given m, at its knots.
  double[] meanNoise;

  Solution meanNoiseSolution = Solution.empty();

  /// Sums of the last pass: of each group, and over all.
  List<FitPass.Group> groups = List.of();

  FitPass.Group total = new FitPass.Group(0, 0);

  /// Begins with free spins, s′ = T artanh m, and the textbook mobility N = 1 − m².
  Branch(double temperature, Knots knots, MobilityForm mobility) {
    this.temperature = temperature;
    this.knots = knots;
    this.noise =
        mobility == MobilityForm.M ? knots.noise() : new NoiseBasis.OfField(1 / temperature);
    this.slope = new double[slopes()];
    Arrays.setAll(slope, this::free);
    this.nu = noise.textbook();
    this.meanNoise = knots.noise().textbook();
  }

  /// The same functions in a fit of another radius.
  Branch copy() {
    var copy =
        new Branch(
            temperature,
            knots,
            noise instanceof NoiseBasis.OfField ? MobilityForm.M_PHI : MobilityForm.M);
    copy.slope = slope.clone();
    copy.rise = rise;
    copy.nu = nu.clone();
    copy.meanNoise = meanNoise.clone();
    return copy;
  }

  /// s′ of free spins at a knot.
  private double free(int i) {
    return temperature * knots.slope().knot(i + 1);
  }

  /// The number of unknowns of s′.
  int slopes() {
    return knots.slope().size() - 1;
  }

  /// The equation of these functions and a kernel in the gauge J(0) = 0.
  CurrentEquation equation(Closure closure, Kernel kernel, double largestForce) {
    return new CurrentEquation(closure, knots.slopeOf(slope), kernel, noise, nu, largestForce);
  }

  /// What the last pass has found, to go back to: `branch.remember().run()`.
  Runnable remember() {
    var oldGroups = groups;
    var oldTotal = total;
    var oldMeanNoise = meanNoiseSolution;
    return () -> {
      groups = oldGroups;
      total = oldTotal;
      meanNoiseSolution = oldMeanNoise;
    };
  }

  /// Reads all observations at this temperature.
  ///
  /// @param sameCells whether the last pass read the same observations, so that the likelihood of
  ///   its cells can be compared
  /// @param exactInformation whether the information is to be exact, which costs more
  void run(
      CurrentEquation equation,
      List<Symmetry.Orbit> orbits,
      Observations observations,
      FitPass.Equations equations,
      boolean sameCells,
      boolean exactInformation,
      int informationCells) {
    int cells = observations.origin().grid().size();
    long all = (long) observations.size() * cells;
    double[] shares = knots.segmentShare();
    var pass =
        new FitPass(
            equation,
            orbits,
            new MeanNoise(knots.noise(), meanNoise),
            equations,
            observations.origin().cellVolume(),
            exactInformation
                ? InformationSample.exact(shares, observations.size(), cells, informationCells)
                : InformationSample.of(shares, all, informationCells),
            sameCells ? new FitPass.Entered(0, total.entered) : FitPass.Entered.NONE);
    groups = Pass.over(observations).ofGroups(pass);
    total = new FitPass.Group(equation.unknowns(orbits), meanNoise.length);
    groups.forEach(total::add);
    addMeanNoisePriors(total.noiseByMagnetisation);
    meanNoiseSolution = Solution.of(total.noiseByMagnetisation, 0, false, i -> "N(m) at knot " + i);
  }

  /// One step of N(m) by the last pass.
  void stepMeanNoise() {
    Arrays.setAll(meanNoise, k -> meanNoise[k] + meanNoiseSolution.step[k]);
  }

  /// Weak Gaussian priors, which count as one observation each: between knots s′ rises as that of
  /// free spins, T Δa, give or take twice as much; N is 1 give or take the size that its terms have
  /// for independent spins. Cells outweigh them by thousands wherever there are any; where there
  /// are few, s′ does not jump from knot to knot, which over a lag would make the path of a cell
  /// unstable, and standard errors say how little is known.
  ///
  /// @param sums of all unknowns of the fit
  /// @param position of the unknowns of this branch among them
  /// @return ln of their density, but for a constant
  double addPriors(Sums sums, int[] position) {
    double logDensity = 0;
    for (int i = 0; i < slopes(); i++) {
      double rises = free(i) - (i > 0 ? free(i - 1) : 0);
      logDensity +=
          i > 0
              ? addPrior(
                  sums, position[i - 1], position[i], slope[i] - slope[i - 1] - rises, rise * rises)
              : addPrior(sums, position[i], slope[i] - rises, rise * rises);
    }
    int first = position.length - nu.length;
    return logDensity + addPriors(sums, noise, nu, k -> position[first + k]);
  }

  /// The same for N(m), the mean at given m.
  void addMeanNoisePriors(Sums sums) {
    addPriors(sums, knots.noise(), meanNoise, k -> k);
  }

  private double addPriors(Sums sums, NoiseBasis basis, double[] nu, IntUnaryOperator position) {
    double[] free = basis.free();
    double[] deviation = basis.deviation();
    double logDensity = 0;
    for (int k = 0; k < nu.length; k++) {
      logDensity += addPrior(sums, position.applyAsInt(k), nu[k] - free[k], deviation[k]);
    }
    double[] rise = basis.rise();
    for (int k = 0; k < rise.length; k++) {
      int at = position.applyAsInt(k);
      logDensity += addPrior(sums, at, position.applyAsInt(k + 1), nu[k + 1] - nu[k], rise[k]);
    }
    return logDensity;
  }

  /// Of the difference of two unknowns.
  private static double addPrior(Sums sums, int i, int j, double offset, double deviation) {
    double precision = 1 / (deviation * deviation);
    addPrior(sums, i, -offset, deviation);
    sums.matrix[Math.min(i, j) * sums.size + Math.max(i, j)] -= precision;
    sums.scores[i * sums.size + j] -= precision;
    sums.scores[j * sums.size + i] -= precision;
    return addPrior(sums, j, offset, deviation);
  }

  private static double addPrior(Sums sums, int i, double offset, double deviation) {
    double precision = 1 / (deviation * deviation);
    sums.matrix[i * sums.size + i] += precision;
    sums.scores[i * sums.size + i] += precision;
    sums.right[i] -= precision * offset;
    return -0.5 * precision * offset * offset;
  }
}
