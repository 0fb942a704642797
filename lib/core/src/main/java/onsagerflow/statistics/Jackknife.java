package onsagerflow.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Standard errors of functions of means over independent runs, by leaving out each run in turn.
///
/// With θ of all n runs and θ₍ᵢ₎ of all but run i, Var θ = (n−1)/n Σᵢ (θ₍ᵢ₎ − θ₍.₎)²; for a plain
/// mean it is the usual standard error. The value is θ itself, whose bias of order 1/n stays.
/// Tukey, Ann. Math. Stat. 29, 614 (1958); Efron and Stein, Ann. Statist. 9, 586 (1981).
final class Jackknife {

  private Jackknife() {}

  /// @param rows one per run, all of one length
  /// @param function of the means of the columns
  static Mean of(Collection<double[]> rows, ToDoubleFunction<double[]> function) {
    return ofAll(rows, mean -> new double[] {function.applyAsDouble(mean)}).getFirst();
  }

  /// The same of a function that has several numbers.
  static List<Mean> ofAll(Collection<double[]> rows, UnaryOperator<double[]> function) {
    var mean = mean(rows);
    int n = rows.size();
    var without = new ArrayList<double[]>();
    for (double[] row : n > 1 ? rows : List.<double[]>of()) {
      var left = new double[mean.length];
      Arrays.setAll(left, column -> mean[column] + (mean[column] - row[column]) / (n - 1));
      without.add(function.apply(left));
    }
    double[] values = function.apply(mean);
    return IntStream.range(0, values.length)
        .mapToObj(i -> of(values[i], without.stream().map(row -> row[i]).toList()))
        .toList();
  }

  /// @param value θ of all runs
  /// @param without θ₍ᵢ₎, none if there is one run only
  static Mean of(double value, List<Double> without) {
    var scatter = new RunningMean();
    without.forEach(scatter::add);
    int runs = Math.max(1, without.size());
    return new Mean(value, (runs - 1) * scatter.mean().standardError(), runs);
  }

  /// The mean of every column.
  static double[] mean(Collection<double[]> rows) {
    var mean = new double[rows.iterator().next().length];
    for (double[] row : rows) {
      for (int column = 0; column < mean.length; column++) {
        mean[column] += row[column] / rows.size();
      }
    }
    return mean;
  }
}
