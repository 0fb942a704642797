package onsagerflow.estimate.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import onsagerflow.estimate.data.VectorObservations;
import onsagerflow.field.Grid;
import onsagerflow.meso.vector.Langevin;

/// How the errors of fits to many data sets of one equation compare with their standard errors and
/// with the Cramér–Rao bound.
///
///     java … onsagerflow.estimate.vector.VectorCoverage 16 16 300 0.22 0.2 0.02 0.1
///
/// with the length of the grid, the number of data sets and of pairs, and of each system T, λ, h and
/// the lag.
final class VectorCoverage {

  /// Errors of one kind of unknown, in units of its standard error and of its bound.
  static final class Kind {
    final List<Double> z = new ArrayList<>();
    final List<Double> overBound = new ArrayList<>();

    void add(double error, double standardError, double bound) {
      z.add(error / standardError);
      overBound.add(error / bound);
    }

    /// Share of 95 % intervals that hold the truth.
    double coverage() {
      return z.stream().filter(x -> Math.abs(x) < 1.96).count() / (double) z.size();
    }

    double rms(List<Double> all) {
      return Math.sqrt(all.stream().mapToDouble(x -> x * x).average().orElseThrow());
    }

    double mean() {
      return z.stream().mapToDouble(x -> x).average().orElseThrow();
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%4d: coverage %.3f, rms z %.3f, error/bound %.3f, mean z %.3f",
          z.size(),
          coverage(),
          rms(z),
          rms(overBound),
          mean());
    }
  }

  final Kind slope = new Kind();
  final Kind precession = new Kind();
  final Kind kernel = new Kind();
  final Kind mobility = new Kind();
  final Kind all = new Kind();

  /// Twice the ln by which the estimates are likelier than the truth: χ² of so many unknowns, also
  /// where J and γ are known but as a product.
  double deviance;

  int unknowns;

  /// Fits one more data set.
  VectorLearned add(
      SyntheticVectors spins, int pairs, double lag, double every, double mean, long seed) {
    var learner =
        VectorLearner.standard().withRadius(spins.kernel().radius()).withProgress(line -> {});
    var learned = learner.fit(VectorObservations.of(spins.pairs(pairs, lag, every, mean, seed)));
    var fit = learned.fit();
    var estimate = fit.estimate();
    var bound = fit.bound();
    var basis = fit.branches().getFirst().basis;
    var exact = new double[estimate.value.length];
    for (int i = 0; i < estimate.value.length; i++) {
      Kind kind;
      double truth;
      if (i < basis.slopes()) {
        kind = slope;
        truth = spins.slope(Langevin.of(basis.slope().knot(i + 1)));
      } else if (i < fit.kernelAt()) {
        kind = precession;
        truth = spins.gamma();
      } else if (i < fit.drifts()) {
        int[] r = fit.orbits().get(i - fit.kernelAt()).offsets().getFirst();
        kind = kernel;
        truth = spins.kernel().get(r[0], r[1]);
      } else {
        kind = mobility;
        truth = spins.damping() * spins.gamma();
      }
      double error = estimate.value[i] - truth;
      exact[i] = truth;
      kind.add(error, estimate.standardError(i), bound.standardError(i));
      all.add(error, estimate.standardError(i), bound.standardError(i));
    }
    double best = fit.objective + fit.sums().logPrior;
    fit.moveTo(exact);
    fit.run(1, false);
    deviance += 2 * (best - fit.objective - fit.sums().logPrior);
    unknowns += exact.length;
    return learned;
  }

  public static void main(String[] arguments) {
    int length = Integer.parseInt(arguments[0]);
    int sets = Integer.parseInt(arguments[1]);
    int pairs = Integer.parseInt(arguments[2]);
    for (int a = 3; a + 4 <= arguments.length; a += 4) {
      double temperature = Double.parseDouble(arguments[a]);
      double damping = Double.parseDouble(arguments[a + 1]);
      double field = Double.parseDouble(arguments[a + 2]);
      double lag = Double.parseDouble(arguments[a + 3]);
      var spins =
          new SyntheticVectors(
              new Grid(length, length, 8),
              SyntheticVectors.bump(3),
              temperature,
              damping,
              1,
              List.of(0.0, 0.0, field));
      var coverage = new VectorCoverage();
      for (int seed = 1; seed <= sets; seed++) {
        coverage.add(spins, pairs, lag, lag + 0.3, 0.2, seed);
      }
      System.out.printf(
          Locale.ROOT,
          "T %s, lambda %s, h %s, lag %s: deviance %.1f of %d%n  s' %s%n  gamma %s%n  J %s%n  K"
              + " %s%n  all %s%n",
          temperature,
          damping,
          field,
          lag,
          coverage.deviance,
          coverage.unknowns,
          coverage.slope,
          coverage.precession,
          coverage.kernel,
          coverage.mobility,
          coverage.all);
    }
  }
}
