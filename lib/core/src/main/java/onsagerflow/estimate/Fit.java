package onsagerflow.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import onsagerflow.field.Kernel;
import onsagerflow.meso.Closure;

/// The iteration towards the common solution.
final class Fit {

  private final Learner learner;
  private final List<Symmetry.Orbit> orbits;
  private final Knots knots;
  private final int radius;
  private final NoiseBasis noise;
  private double[] theta;
  private double[] meanNoise;
  private double[][] noiseGram = new double[0][0];
  private double[] slopeErrors;
  private Closure closure;
  private FitPass.Group last = new FitPass.Group(0, 0);
  private Solution solution = Solution.empty();
  private Solution meanNoiseSolution = Solution.empty();

  Fit(Learner learner, int radius, Knots knots) {
    this.learner = learner;
    this.radius = radius;
    this.knots = knots;
    this.orbits = learner.symmetry().orbits(radius);
    this.noise = learner.mobility() == MobilityForm.M ? knots.noise() : new NoiseBasis.OfField(6);
    this.closure = Closure.ONSAGER;
    this.theta = new double[drifts() + noise.size()];
    this.slopeErrors = new double[knots.slope().size() - 1];
    Arrays.fill(slopeErrors, 1);
    this.meanNoise = knots.noise().textbook();
    System.arraycopy(noise.textbook(), 0, theta, drifts(), noise.size());
  }

  int drifts() {
    return knots.slope().size() - 1 + orbits.size();
  }

  List<Symmetry.Orbit> orbits() {
    return orbits;
  }

  Knots knots() {
    return knots;
  }

  NoiseBasis noise() {
    return noise;
  }

  double[] theta() {
    return theta.clone();
  }

  double[] meanNoise() {
    return meanNoise.clone();
  }

  Solution solution() {
    return solution;
  }

  Solution meanNoiseSolution() {
    return meanNoiseSolution;
  }

  FitPass.Group last() {
    return last;
  }

  int radius() {
    return radius;
  }

  Drift drift() {
    int slopes = knots.slope().size() - 1;
    return new Drift(
        closure,
        new SlopeKnots(
            knots.slope(), Arrays.copyOf(theta, slopes), slopeErrors, knots.largestMagnetisation()),
        kernel(Arrays.copyOfRange(theta, slopes, drifts())),
        noise,
        nu(),
        smoothNoise());
  }

  private double[] nu() {
    return Arrays.copyOfRange(theta, drifts(), theta.length);
  }

  private double[] smoothNoise() {
    return noiseGram.length == 0 ? nu() : noise.smooth(nu(), noiseGram);
  }

  Kernel kernel(double[] orbitValues) {
    int width = 2 * radius + 1;
    var values = new double[width * width];
    for (int o = 0; o < orbits.size(); o++) {
      for (int[] offset : orbits.get(o).offsets()) {
        values[(offset[0] + radius) * width + offset[1] + radius] = orbitValues[o];
      }
    }
    return new Kernel(radius, values);
  }

  /// The names of the drift unknowns, for messages.
  IntFunction<String> names() {
    int slopes = knots.slope().size() - 1;
    return i ->
        i < slopes
            ? String.format("s'(m=%.2f)", Math.tanh(knots.slope().knot(i + 1)))
            : orbits.get(i - slopes).toString();
  }

  List<FitPass.Group> groups(Observations observations) {
    return new FitPass(drift(), orbits, knots.noise(), meanNoise).run(observations);
  }

  private void solve(Observations observations) {
    var total = new FitPass.Group(theta.length, meanNoise.length);
    groups(observations).forEach(total::add);
    addPriors(total, observations.temperature());
    if (total.sums.cells < 10L * theta.length) {
      throw new IllegalArgumentException(
          "too few data: "
              + total.sums.cells
              + " cells of "
              + observations.size()
              + (observations.fromGenerator() ? " frames" : " frame pairs")
              + " enter the fit, for "
              + theta.length
              + " unknowns");
    }
    noiseGram = Solution.block(total.sums, drifts(), theta.length);
    solution = Solution.of(total.sums, drifts(), names());
    for (int i = 0; i < slopeErrors.length; i++) {
      slopeErrors[i] = Math.sqrt(solution.covariance[i][i]);
    }
    meanNoiseSolution = Solution.of(total.noiseByMagnetisation, 0, names());
    last = total;
  }

  /// Weak Gaussian priors, which count as one observation each: s′ at a knot is that of free spins
  /// give or take T, N is 1 give or take the size that its terms have for independent spins. Cells
  /// outweigh them by thousands wherever there are any; where there are none, the functions stay
  /// tame and their standard errors say that nothing is known.
  private void addPriors(FitPass.Group total, double temperature) {
    int slopes = knots.slope().size() - 1;
    for (int i = 0; i < slopes; i++) {
      double free = temperature * knots.slope().knot(i + 1);
      addPrior(total.sums, i, theta[i] - free, temperature);
    }
    double beta = 1 / temperature;
    addPriors(total.sums, drifts(), nu(), noise, beta);
    addPriors(total.noiseByMagnetisation, 0, meanNoise, knots.noise(), beta);
  }

  private static void addPriors(Sums sums, int at, double[] nu, NoiseBasis basis, double beta) {
    double[] free = basis.free();
    double[] deviation = basis.deviation(beta);
    for (int k = 0; k < nu.length; k++) {
      addPrior(sums, at + k, nu[k] - free[k], deviation[k]);
    }
  }

  private static void addPrior(Sums sums, int i, double offset, double deviation) {
    double precision = 1 / (deviation * deviation);
    sums.matrix[i * sums.size + i] += precision;
    sums.scores[i * sums.size + i] += precision;
    sums.right[i] -= precision * offset;
  }

  /// One linear fit of s′ and J with N = 1 − m².
  void startLinear(Observations few) {
    learner.progress().accept("start: linear fit with K = beta (1 - m^2)");
    solve(few);
    for (int i = 0; i < drifts(); i++) {
      theta[i] += solution.step[i];
    }
    closure = learner.closure();
  }

  /// Rounds until what is left, judged by how fast the steps shrink, is below `tolerance` standard
  /// errors for every unknown of the drift, or as many as allowed.
  ///
  /// @return the largest step of the last round, in standard errors
  double iterate(Observations observations, double tolerance, int mostRounds) {
    var anderson = new Anderson();
    double previous = Double.POSITIVE_INFINITY;
    for (int round = 1; round <= mostRounds; round++) {
      solve(observations);
      var scale = new double[theta.length];
      double largest = 0;
      for (int i = 0; i < theta.length; i++) {
        scale[i] = Math.sqrt(solution.covariance[i][i]);
        if (i < drifts()) {
          largest = Math.max(largest, Math.abs(solution.step[i]) / scale[i]);
        }
      }
      theta = anderson.next(theta, solution.step, scale);
      for (int k = 0; k < meanNoise.length; k++) {
        meanNoise[k] += meanNoiseSolution.step[k];
      }
      learner
          .progress()
          .accept(
              String.format(
                  "round %d: %d %s, largest step %.2g standard errors",
                  round,
                  observations.size(),
                  observations.fromGenerator() ? "frames" : "pairs",
                  largest));
      double contraction = largest / previous;
      previous = largest;
      double left = largest * contraction / (1 - contraction);
      boolean shrinking = round > 1 && contraction < 0.5;
      if (largest < tolerance || (shrinking && left < tolerance / 2)) {
        break;
      }
    }
    return previous;
  }

  /// The same state with another kernel radius, new offsets at 0.
  Fit resized(int other) {
    var fit = new Fit(learner, other, knots);
    int slopes = knots.slope().size() - 1;
    // Orbits come ring by ring, so those in common come first.
    int common = Math.min(orbits.size(), fit.orbits.size());
    fit.noiseGram = noiseGram;
    fit.slopeErrors = slopeErrors.clone();
    System.arraycopy(theta, 0, fit.theta, 0, slopes + common);
    System.arraycopy(theta, drifts(), fit.theta, fit.drifts(), noise.size());
    fit.meanNoise = meanNoise.clone();
    fit.closure = closure;
    return fit;
  }
}
