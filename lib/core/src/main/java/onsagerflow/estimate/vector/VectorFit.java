package onsagerflow.estimate.vector;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import onsagerflow.estimate.LinearFit;
import onsagerflow.estimate.equations.Estimate;
import onsagerflow.estimate.equations.Solution;
import onsagerflow.estimate.equations.Sums;
import onsagerflow.estimate.equations.UnidentifiableException;
import onsagerflow.field.Kernel;
import onsagerflow.field.Symmetry;
import onsagerflow.meso.vector.Anisotropy;
import onsagerflow.meso.vector.Langevin;

/// The common state of a fit of vectors, and its equations there.
///
/// The unknowns stand in one vector: s′ and γ of each temperature, A, J, K of each temperature.
final class VectorFit implements LinearFit {

  /// Fewer groups say too little of how they differ.
  private static final int LEAST_GROUPS = 8;

  private static final List<String> SHAPE_NAMES = List.of("zz", "xx - yy", "xy", "xz", "yz");

  private final List<Symmetry.Orbit> orbits;
  private final List<VectorBranch> branches;
  private final int radius;
  private final boolean coupled;

  /// A as a sum of [Anisotropy#SHAPES]; none of it where there is no anisotropy.
  private double[] shapes;

  private double[] kernel;

  /// ln of the likelihood at the last pass.
  double objective;

  private Solution solution = Solution.empty();

  /// @param shapes of A that are unknown: all or none
  VectorFit(int shapes, List<Symmetry.Orbit> orbits, int radius, List<VectorBranch> branches) {
    this.shapes = new double[shapes];
    this.orbits = orbits;
    this.radius = radius;
    this.branches = branches;
    this.coupled = !branches.getFirst().observations.fromGenerator();
    this.kernel = new double[orbits.size()];
  }

  /// The same functions with another radius, new offsets at 0, or for other observations.
  VectorFit with(List<Symmetry.Orbit> others, int itsRadius, List<VectorBranch> its) {
    var fit = new VectorFit(shapes.length, others, itsRadius, its);
    fit.shapes = shapes.clone();
    // Orbits come ring by ring, so those in common come first.
    System.arraycopy(kernel, 0, fit.kernel, 0, Math.min(kernel.length, fit.kernel.length));
    return fit;
  }

  /// The same functions without anisotropy.
  VectorFit isotropic() {
    var fit = new VectorFit(0, orbits, radius, branches);
    fit.kernel = kernel.clone();
    return fit;
  }

  /// Where A begins in the vector of unknowns.
  int shapesAt() {
    return branches.stream().mapToInt(VectorBranch::own).sum();
  }

  /// The unknowns of A.
  int shapes() {
    return shapes.length;
  }

  @Override
  public int kernelAt() {
    return shapesAt() + shapes.length;
  }

  /// The unknowns of s′, γ, A and J.
  @Override
  public int drifts() {
    return kernelAt() + orbits.size();
  }

  int size() {
    return drifts() + branches.stream().mapToInt(b -> b.basis.mobilities()).sum();
  }

  /// Where the unknowns of one branch (s′, γ, A, J, K) stand in the vector of all.
  int[] position(int b) {
    int ownAt = branches.subList(0, b).stream().mapToInt(VectorBranch::own).sum();
    int mobilityAt =
        drifts() + branches.subList(0, b).stream().mapToInt(x -> x.basis.mobilities()).sum();
    var branch = branches.get(b);
    return IntStream.concat(
            IntStream.range(ownAt, ownAt + branch.own()),
            IntStream.concat(
                IntStream.range(shapesAt(), drifts()),
                IntStream.range(mobilityAt, mobilityAt + branch.basis.mobilities())))
        .toArray();
  }

  @Override
  public List<Symmetry.Orbit> orbits() {
    return orbits;
  }

  List<VectorBranch> branches() {
    return branches;
  }

  @Override
  public int radius() {
    return radius;
  }

  @Override
  public boolean coupled() {
    return coupled;
  }

  @Override
  public double[] orbitValues() {
    return kernel.clone();
  }

  /// @param values of A, then of J
  void setCouplings(double[] values) {
    shapes = Arrays.copyOf(values, shapes.length);
    kernel = Arrays.copyOfRange(values, shapes.length, values.length);
  }

  Anisotropy anisotropy() {
    return Anisotropy.ofShapes(shapes);
  }

  /// Two or three.
  int dimensions() {
    return branches.getFirst().observations.origin().grid().dimensions();
  }

  Kernel kernel() {
    return Symmetry.kernel(dimensions(), orbits, radius, kernel);
  }

  VectorEquation equation(VectorBranch branch) {
    return branch.equation(anisotropy(), shapes.length, kernel(), orbits);
  }

  /// One pass over the data of every branch.
  ///
  /// @param information observations of which it is summed, about
  void run(int information, boolean withClusters) {
    objective = 0;
    for (var branch : branches) {
      int every = Math.max(1, branch.observations.size() / information);
      branch.run(equation(branch), every, withClusters);
      objective += branch.total.objective;
    }
  }

  /// The sums of all branches, priors included.
  @Override
  public Sums sums() {
    var sums = new Sums(size());
    for (int b = 0; b < branches.size(); b++) {
      sums.embed(branches.get(b).total.sums, position(b));
      sums.logPrior += branches.get(b).addPriors(sums, position(b));
    }
    return sums;
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

  Sums requireEnough() {
    var sums = sums();
    if (sums.cells < 10L * size()) {
      throw new UnidentifiableException(
          String.format(
              Locale.ROOT,
              "too few data: %d cells of %d %s enter the fit, for %d unknowns",
              sums.cells,
              branches.stream().mapToInt(b -> b.observations.size()).sum(),
              coupled ? "frame pairs" : "frames",
              size()));
    }
    return sums;
  }

  /// The solution of the equations of the last pass.
  void solve() {
    solution = Solution.of(requireEnough(), drifts(), coupled, names());
  }

  Solution solution() {
    return solution;
  }

  /// The values of all unknowns with their sandwich covariance.
  Estimate estimate() {
    return new Estimate(theta(), solution.covariance);
  }

  /// The same with groups of neighbours in time as clusters; empty where there are too few.
  Optional<Estimate> estimateOfGroups() {
    var groups = groupSums();
    if (branches.stream().anyMatch(branch -> branch.groups.size() < LEAST_GROUPS)) {
      return Optional.empty();
    }
    var sums = sums();
    sums.clearClusters();
    groups.forEach(group -> sums.addScores(group.right));
    return Optional.of(
        new Estimate(theta(), Solution.of(sums, drifts(), coupled, names()).covariance));
  }

  /// The same with the covariance of the Cramér–Rao bound.
  Estimate bound() {
    return new Estimate(theta(), solution.inverse);
  }

  /// The names of the drift unknowns, for messages.
  IntFunction<String> names() {
    var names = new String[drifts()];
    for (int b = 0; b < branches.size(); b++) {
      var branch = branches.get(b);
      int[] position = position(b);
      for (int i = 0; i < branch.basis.slopes(); i++) {
        names[position[i]] =
            String.format(
                Locale.ROOT, "s'(|m|=%.2f)", Langevin.of(branch.basis.slope().knot(i + 1)));
      }
      names[position[branch.basis.slopes()]] = "gamma";
    }
    for (int p = 0; p < shapes.length; p++) {
      names[shapesAt() + p] = "anisotropy " + SHAPE_NAMES.get(p);
    }
    for (int o = 0; o < orbits.size(); o++) {
      names[kernelAt() + o] = orbits.get(o).toString();
    }
    return i -> names[i];
  }

  double[] theta() {
    var theta = new double[size()];
    for (int b = 0; b < branches.size(); b++) {
      var branch = branches.get(b);
      var values = branch.values;
      int[] position = position(b);
      int slopes = values.slope.length;
      for (int i = 0; i < slopes; i++) {
        theta[position[i]] = values.slope[i];
      }
      theta[position[slopes]] = values.gamma;
      int first = position.length - values.mobility.length;
      for (int k = 0; k < values.mobility.length; k++) {
        theta[position[first + k]] = values.mobility[k];
      }
    }
    System.arraycopy(shapes, 0, theta, shapesAt(), shapes.length);
    System.arraycopy(kernel, 0, theta, kernelAt(), kernel.length);
    return theta;
  }

  void moveTo(double[] theta) {
    for (int b = 0; b < branches.size(); b++) {
      var branch = branches.get(b);
      int[] position = position(b);
      int slopes = branch.basis.slopes();
      int first = position.length - branch.basis.mobilities();
      branch.values =
          new VectorEquation.Values(
              IntStream.range(0, slopes).mapToDouble(i -> theta[position[i]]).toArray(),
              theta[position[slopes]],
              IntStream.range(first, position.length)
                  .mapToDouble(k -> theta[position[k]])
                  .toArray());
    }
    shapes = Arrays.copyOfRange(theta, shapesAt(), kernelAt());
    kernel = Arrays.copyOfRange(theta, kernelAt(), drifts());
  }

  /// Whether K is positive everywhere.
  boolean isPositive() {
    return branches.stream().allMatch(b -> Arrays.stream(b.values.mobility).allMatch(k -> k > 0));
  }

  Runnable remember() {
    var before = branches.stream().map(VectorBranch::remember).toList();
    double value = objective;
    return () -> {
      before.forEach(Runnable::run);
      objective = value;
    };
  }

  /// The largest change of s′ by a step, in units of its temperature, or of a quarter of s′ of free
  /// spins where that is more.
  double longest(double[] step) {
    double longest = 0;
    for (int b = 0; b < branches.size(); b++) {
      int[] position = position(b);
      for (int i = 0; i < branches.get(b).basis.slopes(); i++) {
        var branch = branches.get(b);
        double modest = Math.max(branch.temperature, 0.25 * branch.free(i));
        longest = Math.max(longest, Math.abs(step[position[i]]) / modest);
      }
    }
    return longest;
  }

  /// What is left to the solution, in standard errors of the unknown that is farthest from its own;
  /// none where rounding is all that is left.
  double largestStep() {
    double[] theta = theta();
    return IntStream.range(0, size())
        .filter(i -> Math.abs(solution.step[i]) > 1e-9 * Math.abs(theta[i]))
        .mapToDouble(i -> Math.abs(solution.step[i]) / Math.sqrt(solution.covariance[i][i]))
        .max()
        .orElse(0);
  }
}
