package onsagerflow.estimate.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onsagerflow.estimate.equations.Solution;

/// Whether runs follow one equation: the score test of a field and of a temperature of each run's
/// own, estimated together with s′ and J by one step of weighted least squares from the fit.
///
/// Runs of one system differ by chance, and the gain of χ² by two numbers a run is 2(R − 1). Both
/// differences are what the fit, which makes the best of all runs, leaves over: lower bounds.
///
/// @param temperature T, by which they are judged
/// @param runs R, or as many groups of neighbouring runs
/// @param field root mean square of the differences in h, corrected for noise
/// @param temperatures the same of T
/// @param excess the gain of χ² less its expectation, in its standard deviations
public record RunDifferences(
    double temperature, int runs, double field, double temperatures, double excess) {

  /// Of runs that are alike, or of one.
  public static final RunDifferences NONE = new RunDifferences(1, 1, 0, 0, 0);

  /// More runs, such as one for each pair, are compared by groups of neighbours.
  static final int MOST_RUNS = 32;

  private static final double SIGNIFICANT = 6;

  /// Share of T below which differences are those of a good but not perfect fit.
  private static final double LEAST = 0.005;

  /// What is to be done about runs that differ.
  List<String> cautions() {
    if (!(excess > SIGNIFICANT) || Math.max(field, temperatures) < LEAST * temperature) {
      return List.of();
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "runs, or groups of them, differ by more than chance, as if their %s or more (rms of"
                + " %d): error bars are then too small; check that each run has the field,"
                + " temperature and interaction that its file says, or learn from runs that are"
                + " alike",
            Stream.of(of("fields", field), of("temperatures", temperatures))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", or their ")),
            runs));
  }

  /// Of one of the two, where it says something.
  private Optional<String> of(String what, double difference) {
    return difference < LEAST * temperature
        ? Optional.empty()
        : Optional.of(String.format(Locale.ROOT, "%s differed by %.2g", what, difference));
  }

  /// The equations of a field h_r + g_r m of each run, besides those of s′, J and one h for all.
  static final class Equations {

    /// Of the products of the two functions of a run with those of all, with each other (00, 01,
    /// 11), and with the residuals.
    private static final class Run {
      private final double[][] cross;
      private final double[] own = new double[3];
      private final double[] score = new double[2];

      Run(int size) {
        this.cross = new double[2][size];
      }
    }

    private final int size;
    private final List<Run> runs = new ArrayList<>();

    /// @param size of s′, J and the one h
    /// @param runs R
    Equations(int size, int runs) {
      this.size = size;
      for (int r = 0; r < runs; r++) {
        this.runs.add(new Run(size));
      }
    }

    /// Adds a cell.
    ///
    /// @param row derivatives of its weighted increment by s′, J and h, those by h last
    /// @param e its weighted residual
    void add(int r, double[] row, double m, double e) {
      var run = runs.get(r);
      double field = row[size - 1];
      for (int k = 0; k < 2; k++) {
        double f = k == 0 ? field : field * m;
        double[] cross = run.cross[k];
        for (int i = 0; i < size; i++) {
          cross[i] += f * row[i];
        }
        run.score[k] += f * e;
      }
      run.own[0] += field * field;
      run.own[1] += field * field * m;
      run.own[2] += field * field * m * m;
    }

    void add(Equations other) {
      for (int r = 0; r < runs.size(); r++) {
        var to = runs.get(r);
        var from = other.runs.get(r);
        for (int k = 0; k < 2; k++) {
          addTo(to.cross[k], from.cross[k]);
        }
        addTo(to.own, from.own);
        addTo(to.score, from.score);
      }
    }

    private static void addTo(double[] to, double[] from) {
      for (int i = 0; i < to.length; i++) {
        to[i] += from[i];
      }
    }

    /// @param normal equations of s′, J and h, priors included
    /// @param right their right side
    /// @param ratio variance of the weighted residuals
    RunDifferences solve(double[][] normal, double[] right, double temperature, double ratio) {
      var seen = runs.stream().filter(run -> run.own[0] > 0).toList();
      if (seen.size() < 2) {
        return NONE;
      }
      double prior = 1 / (temperature * temperature);
      double[] common = Solution.factor(normal).solve(right);
      double before = product(common, right);
      var schur = new double[size][];
      Arrays.setAll(schur, i -> normal[i].clone());
      double[] rest = right.clone();
      double after = 0;
      for (var run : seen) {
        double b00 = run.own[0] + prior;
        double b01 = run.own[1];
        double b11 = run.own[2] + prior;
        double det = b00 * b11 - b01 * b01;
        double[][] inverse = {{b11 / det, -b01 / det}, {-b01 / det, b00 / det}};
        for (int k = 0; k < 2; k++) {
          for (int l = 0; l < 2; l++) {
            double w = inverse[k][l];
            after += w * run.score[k] * run.score[l];
            for (int i = 0; i < size; i++) {
              double a = w * run.cross[k][i];
              rest[i] -= a * run.score[l];
              for (int j = 0; j < size; j++) {
                schur[i][j] -= a * run.cross[l][j];
              }
            }
          }
        }
      }
      after += product(Solution.factor(schur).solve(rest), rest);
      double free = 2 * (seen.size() - 1);
      return new RunDifferences(
          temperature,
          seen.size(),
          difference(seen, 0, common, ratio),
          difference(seen, 1, common, ratio),
          ((after - before) / ratio - free) / Math.sqrt(2 * free));
    }

    /// Root mean square of one of the two by itself, weighted by information.
    private static double difference(List<Run> runs, int k, double[] common, double ratio) {
      double sum = 0;
      double square = 0;
      double weight = 0;
      for (var run : runs) {
        double information = run.own[2 * k];
        double lacking = run.score[k] - product(run.cross[k], common);
        sum += lacking;
        square += information > 0 ? lacking * lacking / information - ratio : 0;
        weight += information;
      }
      return Math.sqrt(Math.max(0, square / weight - sum * sum / (weight * weight)));
    }
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
