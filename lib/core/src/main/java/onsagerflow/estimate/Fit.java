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

  private final Learner learner;
  private final List<Symmetry.Orbit> orbits;
  private final List<Branch> branches;
  private final int radius;
  private final double[] kernel;
  private boolean coupled;
  private Closure closure = Closure.ONSAGER;
  private double largestForce = Closure.ONSAGER.largestForce();
  private boolean joint;
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

  private int size() {
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
    return branch.drift(closure, kernel(kernel), largestForce, joint);
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
    coupled = joint && !observations.fromGenerator();
    for (var branch : branches) {
      branch.run(drift(branch), orbits, observations.at(branch.temperature), informationCells);
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
    return groups.parallelStream()
        .mapToDouble(
            group -> {
              var rest = new Sums(size());
              rest.add(all);
              rest.subtract(group);
              return group.gain(Solution.step(rest, drifts(), true));
            })
        .sum();
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

  private Sums sums() {
    var sums = new Sums(size());
    for (int b = 0; b < branches.size(); b++) {
      sums.embed(branches.get(b).total.sums, position(b));
      branches.get(b).addPriors(sums, position(b));
    }
    return sums;
  }

  private void solve(Observations observations, int informationCells) {
    run(observations, informationCells);
    var sums = sums();
    if (sums.cells < 10L * size()) {
      throw new UnidentifiableException(tooFew(observations, sums.cells));
    }
    solution = Solution.of(sums, drifts(), coupled, names());
    for (int b = 0; b < branches.size(); b++) {
      double[] errors = branches.get(b).slopeErrors;
      for (int i = 0; i < errors.length; i++) {
        int at = position(b)[i];
        errors[i] = Math.sqrt(solution.covariance[at][at]);
      }
    }
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
    joint = true;
  }

  /// The scores of J, of generator channels, leave N of the drift as it is. N(m, φ) follows J by
  /// equations of its own, which no step of J foresees; where φ hardly differs from m, as in blocks
  /// of an ordered phase with a wide J, the two may drive each other away from the solution. With N
  /// held, each is a linear problem in the other's solution, and they settle.
  void separate() {
    joint = false;
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
      for (var branch : branches) {
        for (int k = 0; k < branch.meanNoise.length; k++) {
          branch.meanNoise[k] += branch.meanNoiseSolution.step[k];
        }
      }
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

  /// The same state with another kernel radius, new offsets at 0.
  Fit resized(int other) {
    var fit = new Fit(learner, other, branches.stream().map(Branch::copy).toList());
    // Orbits come ring by ring, so those in common come first.
    System.arraycopy(kernel, 0, fit.kernel, 0, Math.min(kernel.length, fit.kernel.length));
    fit.closure = closure;
    fit.largestForce = largestForce;
    fit.joint = joint;
    return fit;
  }
}
