package onsagerflow.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import onsagerflow.field.Kernel;
import onsagerflow.meso.Closure;

/// The iteration towards the common solution.
///
/// The unknowns stand in one vector: s′ of each temperature, J, N of each temperature.
final class Fit {

  private static final double FIRST_DAMPING = 1e-3;
  private static final int MOST_ATTEMPTS = 12;
  private static final int MOST_ROUNDS_TO_START = 15;

  /// Of the gain that a quadratic likelihood would have: a step that gains less is too long.
  private static final double LEAST_SHARE = 0.05;

  /// A gain of ln likelihood within what rounding and the approximate information make of it.
  private static final double NEGLIGIBLE = 1e-3;

  private final Learner learner;
  private final List<Symmetry.Orbit> orbits;
  private final List<Branch> branches;
  private final int radius;
  private final double[] kernel;
  private boolean coupled;
  private Closure closure = Closure.ONSAGER;
  private double largestForce = Closure.ONSAGER.largestForce();
  private FitPass.Equations equations = FitPass.Equations.DRIFT;
  private double damping = FIRST_DAMPING;

  /// ln of the likelihood and of the priors at the last pass, of the cells that entered it, and of
  /// those that entered the one before.
  private double logPosterior;

  private double logPosteriorOfBefore;
  private Solution solution = Solution.empty();

  /// @param branches one for each temperature, increasing
  Fit(Learner learner, int radius, List<Branch> branches) {
    this.learner = learner;
    this.radius = radius;
    this.branches = branches;
    this.orbits = learner.symmetry().orbits(radius);
    this.kernel = new double[orbits.size()];
  }

  /// The number of unknowns of s′ and J.
  int drifts() {
    return kernelAt() + orbits.size();
  }

  /// Where J begins in the vector of unknowns.
  int kernelAt() {
    return branches.stream().mapToInt(Branch::slopes).sum();
  }

  int size() {
    return drifts() + branches.stream().mapToInt(branch -> branch.nu.length).sum();
  }

  /// Where the unknowns of one branch (s′, J, N) stand in the vector of all.
  int[] position(int b) {
    int slopeAt = branches.subList(0, b).stream().mapToInt(Branch::slopes).sum();
    int noiseAt =
        drifts() + branches.subList(0, b).stream().mapToInt(branch -> branch.nu.length).sum();
    var branch = branches.get(b);
    return IntStream.concat(
            IntStream.range(slopeAt, slopeAt + branch.slopes()),
            IntStream.concat(
                IntStream.range(kernelAt(), drifts()),
                IntStream.range(noiseAt, noiseAt + branch.nu.length)))
        .toArray();
  }

  List<Symmetry.Orbit> orbits() {
    return orbits;
  }

  List<Branch> branches() {
    return branches;
  }

  Solution solution() {
    return solution;
  }

  int radius() {
    return radius;
  }

  /// J at its orbits.
  double[] orbitValues() {
    return kernel.clone();
  }

  /// Whether N is shared by mean and variance in one likelihood.
  boolean coupled() {
    return coupled;
  }

  Drift drift(Branch branch) {
    return branch.drift(closure, kernel(kernel), largestForce);
  }

  Kernel kernel(double[] orbitValues) {
    return Symmetry.kernel(orbits, radius, orbitValues);
  }

  /// The names of the drift unknowns, for messages.
  IntFunction<String> names() {
    var names = new String[drifts()];
    for (int b = 0; b < branches.size(); b++) {
      var branch = branches.get(b);
      int[] position = position(b);
      for (int i = 0; i < branch.slopes(); i++) {
        names[position[i]] =
            String.format(Locale.ROOT, "s'(m=%.2f)", Math.tanh(branch.knots.slope().knot(i + 1)));
      }
    }
    for (int o = 0; o < orbits.size(); o++) {
      names[kernelAt() + o] = orbits.get(o).toString();
    }
    return i -> names[i];
  }

  /// One pass over the data of every branch.
  void run(Observations observations, int informationCells) {
    run(observations, informationCells, false);
  }

  private void run(Observations observations, int informationCells, boolean sameCells) {
    coupled = !observations.fromGenerator();
    logPosterior = 0;
    logPosteriorOfBefore = 0;
    for (var branch : branches) {
      var own = observations.at(branch.temperature);
      branch.run(drift(branch), orbits, own, equations, sameCells, informationCells);
      logPosterior += branch.total.logLikelihood;
      logPosteriorOfBefore += branch.total.logLikelihoodOfBefore;
    }
  }

  /// The sums of group 0, 1, … over all branches, without priors.
  List<Sums> groupSums() {
    int most = branches.stream().mapToInt(branch -> branch.groups.size()).max().orElse(0);
    var all = IntStream.range(0, most).mapToObj(g -> new Sums(size())).toList();
    for (int b = 0; b < branches.size(); b++) {
      var groups = branches.get(b).groups;
      for (int g = 0; g < groups.size(); g++) {
        all.get(g).embed(groups.get(g).sums, position(b));
      }
    }
    return all;
  }

  /// The values of all unknowns with their sandwich covariance.
  Estimate estimate() {
    return new Estimate(theta(), solution.covariance);
  }

  /// The same values with the covariance of the Cramér–Rao bound, the information being the Fisher
  /// one.
  Estimate bound() {
    return new Estimate(theta(), solution.inverse);
  }

  /// ln of the likelihood that the data lose when every group is judged by the fit to all others,
  /// to second order in how far that fit moves; 0 for generator channels or a single group.
  double heldOutLoss() {
    var groups = groupSums();
    if (!coupled || groups.size() < 2) {
      return 0;
    }
    var all = sums();
    var gains =
        groups.parallelStream()
            .map(
                group -> {
                  var rest = new Sums(size());
                  rest.add(all);
                  rest.subtract(group);
                  return group.gain(Solution.step(rest, drifts(), true));
                })
            .toList();
    return gains.stream().mapToDouble(gain -> gain).sum(); // in order: the same bits always
  }

  /// The sums of all branches, priors included, where branch b counts group g `weights[b][g]`
  /// times.
  Sums sums(int[][] weights) {
    var sums = new Sums(size());
    for (int b = 0; b < branches.size(); b++) {
      var branch = branches.get(b);
      int[] position = position(b);
      for (int g = 0; g < branch.groups.size(); g++) {
        for (int n = 0; n < weights[b][g]; n++) {
          sums.embed(branch.groups.get(g).sums, position);
        }
      }
      branch.addPriors(sums, position);
    }
    return sums;
  }

  /// The sums of all branches, priors included.
  Sums sums() {
    var sums = new Sums(size());
    for (int b = 0; b < branches.size(); b++) {
      sums.embed(branches.get(b).total.sums, position(b));
      sums.logPrior += branches.get(b).addPriors(sums, position(b));
    }
    if (coupled && equations == FitPass.Equations.DRIFT) {
      sums.hold(drifts());
    }
    return sums;
  }

  private Sums requireEnough(Observations observations) {
    var sums = sums();
    if (sums.cells < 10L * size()) {
      throw new UnidentifiableException(tooFew(observations, sums.cells));
    }
    return sums;
  }

  private void solve(Observations observations, int informationCells) {
    run(observations, informationCells);
    var sums = requireEnough(observations);
    solution = Solution.of(sums, drifts(), coupled, names());
  }

  private String tooFew(Observations observations, long cells) {
    String some =
        String.format(
            Locale.ROOT,
            "%d cells of %d %s enter the fit, for %d unknowns",
            cells,
            observations.size(),
            observations.fromGenerator() ? "frames" : "frame pairs",
            size());
    long all = (long) observations.size() * observations.origin().grid().size();
    return all < 20L * size()
        ? "too few data: " + some
        : "only "
            + some
            + "; the others are saturated, or so far from the fit that frames of a pair may not"
            + " belong together";
  }

  private double[] theta() {
    var theta = new double[size()];
    for (int b = 0; b < branches.size(); b++) {
      var branch = branches.get(b);
      int[] position = position(b);
      for (int i = 0; i < position.length; i++) {
        int k = i - branch.slopes();
        int n = k - kernel.length;
        theta[position[i]] = k < 0 ? branch.slope[i] : n < 0 ? kernel[k] : branch.nu[n];
      }
    }
    return theta;
  }

  private static double[] moved(double[] theta, double[] step) {
    return IntStream.range(0, step.length).mapToDouble(i -> theta[i] + step[i]).toArray();
  }

  private void moveTo(double[] theta) {
    for (int b = 0; b < branches.size(); b++) {
      var branch = branches.get(b);
      int[] position = position(b);
      Arrays.setAll(branch.slope, i -> theta[position[i]]);
      Arrays.setAll(branch.nu, k -> theta[position[branch.slopes() + kernel.length + k]]);
    }
    Arrays.setAll(kernel, o -> theta[kernelAt() + o]);
  }

  /// One linear fit of s′ and J with N = 1 − m².
  void startLinear(Observations few, int informationCells) {
    learner.progress().accept("start: linear fit with K = beta (1 - m^2)");
    solve(few, informationCells);
    double[] theta = theta();
    for (int i = 0; i < drifts(); i++) {
      theta[i] += solution.step[i];
    }
    moveTo(theta);
    closure = learner.closure();
  }

  /// Near the solution: lets in all cells whose response the closure describes, and the scores
  /// follow the rate.
  void refine() {
    largestForce = closure.largestForce();
    equations = FitPass.Equations.JOINT;
  }

  /// The scores of J, of generator channels, leave N of the drift as it is. N(m, φ) follows J by
  /// equations of its own, which no step of J foresees; where φ hardly differs from m, as in blocks
  /// of an ordered phase with a wide J, the two may drive each other away from the solution. With N
  /// held, each is a linear problem in the other's solution, and they settle.
  void separate() {
    equations = FitPass.Equations.DRIFT;
  }

  /// Rounds until what is left, judged by how fast the steps shrink, is below `tolerance` standard
  /// errors for every unknown, or as many as allowed.
  ///
  /// @return the largest step of the last round, in standard errors
  double iterate(
      Observations observations, int informationCells, double tolerance, int mostRounds) {
    var anderson = new Anderson();
    double previous = Double.POSITIVE_INFINITY;
    for (int round = 1; round <= mostRounds; round++) {
      solve(observations, informationCells);
      var scale = new double[size()];
      double largest = 0;
      for (int i = 0; i < scale.length; i++) {
        scale[i] = Math.sqrt(solution.covariance[i][i]);
        largest = Math.max(largest, Math.abs(solution.step[i]) / scale[i]);
      }
      moveTo(anderson.next(theta(), solution.step, scale));
      branches.forEach(Branch::stepMeanNoise);
      learner
          .progress()
          .accept(
              String.format(
                  Locale.ROOT,
                  "round %d: %d %s, largest step %.2g standard errors",
                  round,
                  observations.size(),
                  observations.fromGenerator() ? "frames" : "pairs",
                  largest));
      double contraction = largest / previous;
      previous = largest;
      double left = largest * contraction / (1 - contraction);
      boolean shrinking = round > 1 && contraction < 0.5 && largest < 1;
      if (largest < tolerance || (shrinking && left < tolerance)) {
        break;
      }
    }
    return previous;
  }

  /// Begins with free spins: s′ and J by least squares, then all unknowns, with s′ held near that
  /// of free spins until J is known.
  void startFree(Observations few, int informationCells) {
    closure = learner.closure();
    largestForce = closure.largestForce();
    branches.forEach(branch -> branch.rise = Branch.RISE_TO_START);
    climb(few, informationCells, 3, MOST_ROUNDS_TO_START);
    equations = FitPass.Equations.JOINT;
    damping = FIRST_DAMPING;
    climb(few, informationCells, 3, MOST_ROUNDS_TO_START);
    branches.forEach(branch -> branch.rise = Branch.RISE);
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
    run(observations, informationCells);
    var sums = requireEnough(observations);
    double value = logPosterior + sums.logPrior;
    double distance = Double.POSITIVE_INFINITY;
    for (int round = 1; round <= mostRounds; round++) {
      distance = Math.sqrt(2 * Math.max(sums.gain(Solution.damped(sums, drifts(), 0)), 0));
      progress(round, observations, distance);
      if (distance < tolerance) {
        return true;
      }
      double[] theta = theta();
      var before = branches.stream().map(Branch::remember).toList();
      boolean risen = false;
      for (int attempt = 0; attempt < MOST_ATTEMPTS && !risen; attempt++) {
        double[] step = modest(sums);
        double promised = sums.gain(step);
        moveTo(moved(theta, step));
        run(observations, informationCells, true);
        var there = sums();
        double gain = logPosteriorOfBefore + there.logPrior - value;
        risen = gain > LEAST_SHARE * promised || (promised < NEGLIGIBLE && gain > -NEGLIGIBLE);
        if (risen) {
          sums = there;
          value = logPosterior + there.logPrior;
          damping = gain > 0.5 * promised ? damping / 10 : damping;
        } else {
          damping = Math.max(10 * damping, FIRST_DAMPING);
          before.forEach(Runnable::run);
        }
      }
      if (!risen) {
        moveTo(theta);
        return false;
      }
      branches.forEach(Branch::stepMeanNoise);
    }
    return false;
  }

  /// A step so damped that no s′ moves by more than its temperature. Where all cells are near one
  /// m, its level and J(0) are hardly told apart, and a longer step, which promises the most, ends
  /// at another maximum.
  private double[] modest(Sums sums) {
    while (true) {
      double[] step = Solution.damped(sums, drifts(), damping);
      if (!(longest(step) > 1)) {
        return step;
      }
      damping = Math.max(10 * damping, FIRST_DAMPING);
    }
  }

  /// The largest change of s′ in units of its temperature.
  private double longest(double[] step) {
    double longest = 0;
    for (int b = 0; b < branches.size(); b++) {
      int[] position = position(b);
      for (int i = 0; i < branches.get(b).slopes(); i++) {
        longest = Math.max(longest, Math.abs(step[position[i]]) / branches.get(b).temperature);
      }
    }
    return longest;
  }

  private void progress(int round, Observations observations, double distance) {
    learner
        .progress()
        .accept(
            String.format(
                Locale.ROOT,
                "round %d: %d %s, %.2g standard errors to go",
                round,
                observations.size(),
                observations.fromGenerator() ? "frames" : "pairs",
                distance));
  }

  /// What is left to the maximum, in standard errors of the unknown that is farthest from its own.
  double largestStep() {
    return IntStream.range(0, size())
        .mapToDouble(i -> Math.abs(solution.step[i]) / Math.sqrt(solution.covariance[i][i]))
        .max()
        .orElse(0);
  }

  /// The solution of the last pass.
  ///
  /// @param isNear whether to take its step, too: near the maximum one step of scoring is
  ///   efficient, whatever would come after it
  void conclude(Observations observations, boolean isNear) {
    solution = Solution.of(requireEnough(observations), drifts(), coupled, names());
    branches.forEach(Branch::stepMeanNoise);
    if (isNear) {
      moveTo(moved(theta(), solution.step));
    }
  }

  /// The same state with another kernel radius, new offsets at 0.
  Fit resized(int other) {
    var fit = new Fit(learner, other, branches.stream().map(Branch::copy).toList());
    // Orbits come ring by ring, so those in common come first.
    System.arraycopy(kernel, 0, fit.kernel, 0, Math.min(kernel.length, fit.kernel.length));
    fit.closure = closure;
    fit.largestForce = largestForce;
    fit.equations = equations;
    fit.damping = damping;
    return fit;
  }
}
