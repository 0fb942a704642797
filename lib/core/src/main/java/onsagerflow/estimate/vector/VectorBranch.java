package onsagerflow.estimate.vector;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import onsagerflow.estimate.data.VectorObservations;
import onsagerflow.estimate.equations.Sums;
import onsagerflow.field.Kernel;
import onsagerflow.field.Symmetry;
import onsagerflow.meso.vector.Anisotropy;

/// What a [VectorFit] knows of one temperature: s′ and K at knots, and γ. J is shared by all.
final class VectorBranch {

  /// Standard deviation of the prior of the rise of s′ between knots, over that of free spins.
  private static final double RISE = 2;

  /// Standard deviation of the prior of κ at a knot, over the κ that the fit began with.
  private static final double SPREAD = 1;

  /// In the units of the observations, see [VectorObservations#units].
  final double temperature;

  final int cellVolume;
  final VectorBasis basis;
  final VectorObservations observations;
  VectorEquation.Values values;

  /// κ to begin with, the scale of its prior.
  private double scale = 1;

  /// How far apart values of γ are with which a linear regression explains the data almost as well
  /// as with the best.
  double precessionRange;

  Scatter scatter;
  List<VectorPass.Group> groups = List.of();
  VectorPass.Group total;

  VectorBranch(VectorObservations observations, VectorBasis basis) {
    this.temperature = observations.onlyTemperature() / observations.units().temperature();
    this.cellVolume = observations.origin().cellVolume();
    this.observations = observations;
    this.basis = basis;
    this.values =
        new VectorEquation.Values(new double[basis.slopes()], 0, new double[basis.mobilities()]);
    this.scatter = Scatter.unknown(basis);
    this.total =
        new VectorPass.Group(
            equation(
                Anisotropy.NONE,
                0,
                new Kernel(observations.origin().grid().dimensions(), 0, new double[1]),
                List.of()));
    start(1.5, 0, IntStream.range(0, basis.slopes()).mapToDouble(this::free).toArray());
  }

  /// The same functions for other observations or another J.
  VectorBranch with(VectorObservations others) {
    var branch = new VectorBranch(others, basis);
    branch.values = values;
    branch.scale = scale;
    branch.scatter = scatter;
    branch.precessionRange = precessionRange;
    return branch;
  }

  /// Begins with the K of free spins.
  ///
  /// @param kappa κ
  /// @param slope s′ at the knots but the first
  void start(double kappa, double gamma, double[] slope) {
    scale = kappa;
    var mobility = new double[basis.mobilities()];
    Arrays.fill(mobility, scale);
    values = new VectorEquation.Values(slope, gamma, mobility);
  }

  /// s′ of free spins at a knot.
  double free(int i) {
    return temperature * basis.slope().knot(i + 1);
  }

  VectorEquation equation(
      Anisotropy anisotropy, int shapes, Kernel kernel, List<Symmetry.Orbit> orbits) {
    return new VectorEquation(
        basis, temperature, cellVolume, values, anisotropy, shapes, kernel, orbits);
  }

  /// Unknowns of s′ and γ.
  int own() {
    return basis.slopes() + 1;
  }

  void run(VectorEquation equation, int every, boolean withClusters) {
    var pass = new VectorPass(equation, scatter, every, withClusters);
    groups = pass.over(observations);
    total = new VectorPass.Group(equation);
    groups.forEach(total::add);
    // The information of a few observations serves all groups alike.
    for (var group : groups) {
      double share = (double) group.sums.cells / total.sums.cells;
      Arrays.setAll(group.sums.matrix, i -> share * total.sums.matrix[i]);
    }
  }

  /// What the last pass has found, to go back to.
  Runnable remember() {
    var oldGroups = groups;
    var oldTotal = total;
    return () -> {
      groups = oldGroups;
      total = oldTotal;
    };
  }

  /// Weak Gaussian priors, which count as one observation each: between knots s′ rises as that of
  /// free spins, T Δξ, give or take twice as much; κ is what it began with, give or take as much.
  ///
  /// @param position of the unknowns of this branch among those of `sums`
  /// @return ln of their density, but for a constant
  double addPriors(Sums sums, int[] position) {
    double logDensity = 0;
    for (int i = 0; i < basis.slopes(); i++) {
      double rises = free(i) - (i > 0 ? free(i - 1) : 0);
      double offset = values.slope[i] - (i > 0 ? values.slope[i - 1] : 0) - rises;
      logDensity += addPrior(sums, i > 0 ? position[i - 1] : -1, position[i], offset, RISE * rises);
    }
    int first = position.length - basis.mobilities();
    for (int k = 0; k < basis.mobilities(); k++) {
      double offset = values.mobility[k] - scale;
      logDensity += addPrior(sums, -1, position[first + k], offset, SPREAD * scale);
    }
    return logDensity;
  }

  /// Adds the prior of s′ to linear equations that are multiplied by a variance.
  ///
  /// @param first where s′ stands
  void addRises(double[][] left, double[] right, int first, double variance) {
    for (int i = 0; i < basis.slopes(); i++) {
      double rises = free(i) - (i > 0 ? free(i - 1) : 0);
      double precision = variance / (RISE * rises * RISE * rises);
      int j = first + i;
      left[j][j] += precision;
      right[j] += precision * rises;
      if (i > 0) {
        left[j - 1][j - 1] += precision;
        left[j - 1][j] -= precision;
        left[j][j - 1] -= precision;
        right[j - 1] -= precision * rises;
      }
    }
  }

  /// Of unknown j, less unknown i where there is one.
  private static double addPrior(Sums sums, int i, int j, double offset, double deviation) {
    double precision = 1 / (deviation * deviation);
    add(sums, j, j, precision);
    sums.right[j] -= precision * offset;
    if (i >= 0) {
      add(sums, i, i, precision);
      sums.right[i] += precision * offset;
      sums.matrix[Math.min(i, j) * sums.size + Math.max(i, j)] -= precision;
      sums.scores[i * sums.size + j] -= precision;
      sums.scores[j * sums.size + i] -= precision;
    }
    return -0.5 * precision * offset * offset;
  }

  private static void add(Sums sums, int i, int j, double precision) {
    sums.matrix[i * sums.size + j] += precision;
    sums.scores[i * sums.size + j] += precision;
  }
}
