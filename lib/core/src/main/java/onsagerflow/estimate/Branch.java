package onsagerflow.estimate;

import java.util.Arrays;
import java.util.List;
import onsagerflow.field.Kernel;
import onsagerflow.meso.Closure;

/// What a [Fit] knows of one temperature: s′ at knots and N in a basis. J is shared by all.
final class Branch {

  final double temperature;
  final Knots knots;
  final NoiseBasis noise;

  /// s′ at the knots but the first.
  double[] slope;

  /// Coefficients of N in `noise`.
  double[] nu;

  /// N(m), the mean at given m, at its knots.
  double[] meanNoise;

  double[] slopeErrors;
  double[][] noiseGram = new double[0][0];
  Solution meanNoiseSolution = Solution.empty();

  /// Sums of the last pass: of each group, and over all.
  List<FitPass.Group> groups = List.of();

  FitPass.Group total = new FitPass.Group(0, 0);

  Branch(double temperature, Knots knots, MobilityForm mobility) {
    this.temperature = temperature;
    this.knots = knots;
    this.noise = mobility == MobilityForm.M ? knots.noise() : new NoiseBasis.OfField();
    this.slope = new double[slopes()];
    this.slopeErrors = new double[slopes()];
    Arrays.fill(slopeErrors, 1);
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
    copy.nu = nu.clone();
    copy.meanNoise = meanNoise.clone();
    copy.slopeErrors = slopeErrors.clone();
    copy.noiseGram = noiseGram;
    return copy;
  }

  /// The number of unknowns of s′.
  int slopes() {
    return knots.slope().size() - 1;
  }

  /// The equation of these functions and a kernel in the gauge J(0) = 0.
  Drift drift(Closure closure, Kernel kernel, double largestForce) {
    var smooth =
        noiseGram.length == 0
            ? new NoiseBasis.Quartic(0, -1, 0, 0, 0, 0, 0, 0, 0, 0) // of the textbook form 1 − m²
            : noise.smooth(nu, noiseGram);
    var entropySlope =
        new SlopeKnots(knots.slope(), slope, slopeErrors, knots.largestMagnetisation());
    return new Drift(closure, entropySlope, kernel, noise, nu, smooth, largestForce);
  }

  /// Reads all observations at this temperature.
  void run(
      Drift drift, List<Symmetry.Orbit> orbits, Observations observations, int informationCells) {
    groups =
        new FitPass(drift, orbits, knots.noise(), meanNoise, informationCells).run(observations);
    total = new FitPass.Group(drift.unknowns(orbits), meanNoise.length);
    groups.forEach(total::add);
    noiseGram = Solution.block(total.sums, slopes() + orbits.size(), total.sums.size);
    addMeanNoisePriors(total.noiseByMagnetisation);
    meanNoiseSolution = Solution.of(total.noiseByMagnetisation, 0, false, i -> "N(m) at knot " + i);
  }

  /// Weak Gaussian priors, which count as one observation each: s′ at a knot is that of free spins
  /// give or take T, N is 1 give or take the size that its terms have for independent spins. Cells
  /// outweigh them by thousands wherever there are any; where there are none, the functions stay
  /// tame and their standard errors say that nothing is known.
  ///
  /// @param sums of all unknowns of the fit
  /// @param position of the unknowns of this branch among them
  void addPriors(Sums sums, int[] position) {
    for (int i = 0; i < slopes(); i++) {
      double free = temperature * knots.slope().knot(i + 1);
      addPrior(sums, position[i], slope[i] - free, temperature);
    }
    double[] free = noise.free();
    double[] deviation = noise.deviation(1 / temperature);
    int first = position.length - nu.length;
    for (int k = 0; k < nu.length; k++) {
      addPrior(sums, position[first + k], nu[k] - free[k], deviation[k]);
    }
  }

  /// The same for N(m), the mean at given m.
  void addMeanNoisePriors(Sums sums) {
    double[] free = knots.noise().free();
    double[] deviation = knots.noise().deviation(1 / temperature);
    for (int k = 0; k < meanNoise.length; k++) {
      addPrior(sums, k, meanNoise[k] - free[k], deviation[k]);
    }
  }

  private static void addPrior(Sums sums, int i, double offset, double deviation) {
    double precision = 1 / (deviation * deviation);
    sums.matrix[i * sums.size + i] += precision;
    sums.scores[i * sums.size + i] += precision;
    sums.right[i] -= precision * offset;
  }
}
