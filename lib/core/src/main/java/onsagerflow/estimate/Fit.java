package onsagerflow.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.equations.Estimate;
import onsagerflow.estimate.equations.Solution;
import onsagerflow.estimate.equations.Sums;
import onsagerflow.estimate.equations.UnidentifiableException;
import onsagerflow.estimate.likelihood.CurrentEquation;
import onsagerflow.estimate.likelihood.FitPass;
import onsagerflow.field.Kernel;
import onsagerflow.field.Symmetry;
import onsagerflow.meso.Closure;

/// The common state of a fit, and its equations there; [Scoring] moves it towards the solution.
///
/// The unknowns stand in one vector: s′ of each temperature, J, N of each temperature.
final class Fit implements LinearFit {

  private static final int MOST_ROUNDS_TO_START = 15;

  private final Learner learner;
  private final List<Symmetry.Orbit> orbits;
  private final List<Branch> branches;
  private final int radius;
  private final double[] kernel;
  private boolean coupled;
  private Closure closure = Closure.ONSAGER;

  /// At first all cells: what force acts on them is not known before J.
  private double largestForce = Double.POSITIVE_INFINITY;

  private FitPass.Equations equations = FitPass.Equations.DRIFT;

  /// What the fit raises, without the priors, at the last pass: of the cells that entered it, and
  /// of those that entered the one before.
  double objective;

  double objectiveOfBefore;

  /// Of the last ascent.
  int rounds;

  /// Whether the information of frame pairs is exact, with all that neighbours answer.
  boolean exactInformation;

  /// Of its last step, in which the next ascent of the same unknowns goes on.
  double damping = Scoring.FIRST_DAMPING;

  private Solution solution = Solution.empty();

  /// @param branches one for each temperature, increasing
  Fit(Learner learner, int radius, List<Branch> branches) {
    this.learner = learner;
    this.radius = radius;
    this.branches = branches;
    this.orbits = learner.kernel().symmetry().orbits(radius);
    this.kernel = new double[orbits.size()];
  }

  /// The number of unknowns of s′ and J.
  @Override
  public int drifts() {
    return kernelAt() + orbits.size();
  }

  /// Where J begins in the vector of unknowns.
  @Override
  public int kernelAt() {
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

  @Override
  public List<Symmetry.Orbit> orbits() {
    return orbits;
  }

  List<Branch> branches() {
    return branches;
  }

  Solution solution() {
    return solution;
  }

  @Override
  public int radius() {
    return radius;
  }

  /// J at its orbits.
  @Override
  public double[] orbitValues() {
    return kernel.clone();
  }

  /// Whether N is shared by mean and variance in one likelihood.
  @Override
  public boolean coupled() {
    return coupled;
  }

  CurrentEquation equation(Branch branch) {
    return branch.equation(closure, kernel(kernel), largestForce);
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

  void run(Observations observations, int informationCells, boolean sameCells) {
    coupled = !observations.fromGenerator();
    objective = 0;
    objectiveOfBefore = 0;
    for (var branch : branches) {
      var own = observations.at(branch.temperature);
      branch.run(
          equation(branch), orbits, own, equations, sameCells, exactInformation, informationCells);
      objective += branch.total.objective;
      objectiveOfBefore += branch.total.objectiveOfBefore;
    }
  }

  /// The sums of group 0, 1, … over all branches, without priors.
  @Override
  public List<Sums> groupSums() {
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
  @Override
  public Sums sums() {
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

  Sums requireEnough(Observations observations) {
    var sums = sums();
    if (sums.cells < 10L * size()) {
      throw new UnidentifiableException(tooFew(observations, sums.cells));
    }
    return sums;
  }

  /// The solution of the equations of the last pass.
  void solve(Observations observations) {
    solution = Solution.of(requireEnough(observations), drifts(), coupled, names());
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

  double[] theta() {
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

  void moveTo(double[] theta) {
    for (int b = 0; b < branches.size(); b++) {
      var branch = branches.get(b);
      int[] position = position(b);
      Arrays.setAll(branch.slope, i -> theta[position[i]]);
      Arrays.setAll(branch.nu, k -> theta[position[branch.slopes() + kernel.length + k]]);
    }
    Arrays.setAll(kernel, o -> theta[kernelAt() + o]);
  }

  void moveBy(double[] step) {
    double[] theta = theta();
    moveTo(IntStream.range(0, step.length).mapToDouble(i -> theta[i] + step[i]).toArray());
  }

  /// What the last pass has found, to go back to: `fit.remember().run()`.
  Runnable remember() {
    var before = branches.stream().map(Branch::remember).toList();
    return () -> before.forEach(Runnable::run);
  }

  /// One step of N(m) by the last pass.
  void stepMeanNoise() {
    branches.forEach(Branch::stepMeanNoise);
  }

  /// One linear fit of s′ and J with N = 1 − m².
  void startLinear(Observations few, int informationCells) {
    learner.progress().accept("start: linear fit with K = beta (1 - m^2)");
    run(few, informationCells);
    solve(few);
    double[] step = solution.step.clone();
    Arrays.fill(step, drifts(), size(), 0);
    moveBy(step);
    closure = learner.closure();
    largestForce = Closure.ONSAGER.largestForce();
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

  /// Begins with free spins: s′ and J by least squares, then all unknowns, with s′ held near that
  /// of free spins until J is known.
  void startFree(Observations few, int informationCells) {
    closure = learner.closure();
    largestForce = closure.largestForce();
    branches.forEach(branch -> branch.rise = Branch.RISE_TO_START);
    new Scoring(this, learner.progress()).climb(few, informationCells, 3, MOST_ROUNDS_TO_START);
    equations = FitPass.Equations.JOINT;
    damping = Scoring.FIRST_DAMPING;
    new Scoring(this, learner.progress()).climb(few, informationCells, 3, MOST_ROUNDS_TO_START);
    branches.forEach(branch -> branch.rise = Branch.RISE);
    damping = Scoring.FIRST_DAMPING;
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
    solve(observations);
    stepMeanNoise();
    if (isNear) {
      moveBy(solution.step);
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
    fit.exactInformation = exactInformation;
    return fit;
  }
}
