package onsagerflow.statistics.comparison;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import onsagerflow.field.Starts;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.comparison.SideBySide.Row;

/// Runs of a model and of a reference that begin from the same fields, and so go up and down
/// together: all runs from one start are one draw, and the error of a difference is that of the
/// differences start by start.
///
/// With n of N runs of the model and n′ of N′ of the reference from start s, y_s and x_s the numbers
/// of these runs alone and S starts, deviations η_s = n/N (y_s − ȳ) and ξ_s = n′/N′ (x_s − x̄) from
/// means over runs give
///
///     Var ȳ = S/(S − 1) Σ η_s²,   Var x̄ = S/(S − 1) Σ ξ_s²,   Cov = S/(S − 1) Σ η_s ξ_s
///
/// so that what starts differ in by design, such as their mean magnetisations, drops out of ȳ − x̄.
/// For numbers that are no means over runs, such as ratios of these, it holds to first order.
///
/// @param starts at least three of which have runs of both
record SharedStarts(List<Start> starts) {

  /// Two numbers of either always go together or against each other.
  private static final int FEWEST = 3;

  /// The runs from one start.
  record Start(List<Integer> model, List<Integer> reference) {}

  /// Those of two trajectories; none where fewer than three starts have runs of both.
  static Optional<SharedStarts> of(Starts model, Starts reference) {
    Set<String> all = new LinkedHashSet<>(reference.runs().keySet());
    all.addAll(model.runs().keySet());
    var starts = all.stream().map(s -> new Start(model.from(s), reference.from(s))).toList();
    long both =
        starts.stream().filter(s -> !s.model().isEmpty() && !s.reference().isEmpty()).count();
    return both < FEWEST ? Optional.empty() : Optional.of(new SharedStarts(starts));
  }

  /// Two means beside each other, with their covariance; as independent ones where a start does not
  /// have the number.
  ///
  /// @param ofReference,ofModel the numbers of some runs
  Row row(
      String quantity,
      Mean reference,
      Mean model,
      ToDoubleFunction<List<Integer>> ofReference,
      ToDoubleFunction<List<Integer>> ofModel) {
    var of = starts.stream().map(Start::reference).toList();
    var others = starts.stream().map(Start::model).toList();
    double[] x = deviations(of, ofReference);
    double[] y = deviations(others, ofModel);
    double xx = product(x, x);
    double yy = product(y, y);
    if (!Double.isFinite(xx + yy)) {
      return new Row(quantity, reference, model);
    }
    var one = ofDraws(reference, of, xx);
    var other = ofDraws(model, others, yy);
    double together = xx > 0 && yy > 0 ? product(x, y) / Math.sqrt(xx) / Math.sqrt(yy) : 0;
    return new Row(quantity, one, other, together * one.standardError() * other.standardError());
  }

  private static double product(double[] one, double[] other) {
    double sum = 0;
    for (int s = 0; s < one.length; s++) {
      sum += one[s] * other[s];
    }
    return sum * one.length / (one.length - 1);
  }

  /// A mean with the error that its starts give it, where there are more runs than these.
  private static Mean ofDraws(Mean mean, List<List<Integer>> byStart, double variance) {
    int draws = (int) byStart.stream().filter(runs -> !runs.isEmpty()).count();
    int runs = byStart.stream().mapToInt(List::size).sum();
    return draws == runs ? mean : new Mean(mean.value(), Math.sqrt(variance), draws);
  }

  /// η_s or ξ_s.
  private static double[] deviations(
      List<List<Integer>> byStart, ToDoubleFunction<List<Integer>> of) {
    int all = byStart.stream().mapToInt(List::size).sum();
    double[] values =
        byStart.stream().mapToDouble(runs -> runs.isEmpty() ? 0 : of.applyAsDouble(runs)).toArray();
    double mean = 0;
    for (int s = 0; s < values.length; s++) {
      mean += values[s] * byStart.get(s).size() / all;
    }
    for (int s = 0; s < values.length; s++) {
      values[s] = (values[s] - mean) * byStart.get(s).size() / all;
    }
    return values;
  }
}
