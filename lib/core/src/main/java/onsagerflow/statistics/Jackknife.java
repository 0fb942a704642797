package onsagerflow.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

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
    var all = List.copyOf(rows);
    double value = function.applyAsDouble(mean(all, -1));
    var without = new ArrayList<Double>();
    for (int left = 0; all.size() > 1 && left < all.size(); left++) {
      without.add(function.applyAsDouble(mean(all, left)));
    }
    return of(value, without);
  }

  /// @param value θ of all runs
  /// @param without θ₍ᵢ₎, none if there is one run only
  static Mean of(double value, List<Double> without) {
    var scatter = new RunningMean();
    without.forEach(scatter::add);
    int runs = Math.max(1, without.size());
    return new Mean(value, (runs - 1) * scatter.mean().standardError(), runs);
  }

  /// The mean of all rows but one.
  ///
  /// @param left the row to leave out, or −1
  static double[] mean(List<double[]> rows, int left) {
    var mean = new double[rows.getFirst().length];
    int n = left < 0 ? rows.size() : rows.size() - 1;
    for (int i = 0; i < rows.size(); i++) {
      if (i != left) {
        for (int j = 0; j < mean.length; j++) {
          mean[j] += rows.get(i)[j] / n;
        }
      }
    }
    return mean;
  }
}
