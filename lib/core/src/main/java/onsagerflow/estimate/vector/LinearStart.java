package onsagerflow.estimate.vector;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import onsagerflow.estimate.equations.Solution;

/// Where a fit begins: the regression of [LinearRates] by two-stage least squares with
///
///     b_o = κ J_o,   c_o = γ J_o (of A likewise),   b = κ,   c = γ,   α = κ s′.
///
/// κ is what the rates scatter by, 2Tκ/v in each component; with generator channels it is 1. At any γ
/// the rest is linear, and γ is the best of a wide scale: the likelihood has other maxima, where γ is
/// large or negative and J small, and from there no way leads up to the highest.
final class LinearStart {

  private static final double RIDGE = 1e-9;

  /// Rounds for κ, which multiplies what it is told by.
  private static final int ROUNDS = 4;

  /// |γ|/κ is 0 or from 0.01 to 1000, evenly in its logarithm.
  private static final int STEPS = 60;

  private static final double LEAST = 0.01;
  private static final double GROWTH = Math.pow(1e5, 1.0 / STEPS);
  private static final int NARROWINGS = 12;

  /// χ² of one unknown: what 95 % of all data lose by its true value.
  private static final double ALLOWED = 3.84;

  /// At one γ: J and s′, how much of the rates is explained, and how well J is known.
  private static final class At {
    final double gamma;
    final double[] unknowns;
    final double explained;
    final double information;

    At(double gamma, double[] unknowns, double explained, double information) {
      this.gamma = gamma;
      this.unknowns = unknowns;
      this.explained = explained;
      this.information = information;
    }
  }

  private final VectorBranch branch;
  private final int couplings;
  private final int slopes;
  private final int columns;
  private final long cells;

  /// Products of the columns of the right side, and of the rate (last), as far as instruments see
  /// them.
  private final double[][] seen;

  /// The same products themselves.
  private final double[][] whole;

  private double kappa;

  private LinearStart(VectorBranch branch, int couplings, LinearRates.Group rates) {
    this.branch = branch;
    this.couplings = couplings;
    this.slopes = branch.basis.slopes();
    this.cells = rates.cells;
    int size = rates.sums.size;
    this.columns = size / 2;
    this.whole = Solution.block(rates.sums, columns, size);
    this.seen = seen(Solution.block(rates.sums, 0, size), columns);
  }

  /// Lets a fit begin here.
  static void of(VectorFit fit) {
    int n = fit.shapes() + fit.orbits().size();
    var couplings = new double[n];
    double weight = 0;
    for (var branch : fit.branches()) {
      var rates = LinearRates.of(branch, fit.shapes(), fit.orbits());
      if (rates.cells == 0) {
        continue;
      }
      var best = new LinearStart(branch, n, rates).start(fit.coupled(), rates.mobility);
      double share = best.information;
      for (int o = 0; o < n; o++) {
        couplings[o] = (weight * couplings[o] + share * best.unknowns[o]) / (weight + share);
      }
      weight += share;
    }
    fit.setCouplings(couplings);
  }

  /// Xᵀ Z (Zᵀ Z)⁻¹ Zᵀ X of instruments Z and of all else X.
  private static double[][] seen(double[][] all, int instruments) {
    var own = new double[instruments][];
    for (int i = 0; i < instruments; i++) {
      own[i] = Arrays.copyOf(all[i], instruments);
    }
    double[][] inverse = Solution.inverse(own, RIDGE);
    int n = all.length - instruments;
    var half = new double[instruments][n];
    var seen = new double[n][n];
    for (int i = 0; i < instruments; i++) {
      for (int k = 0; k < instruments; k++) {
        for (int j = 0; j < n; j++) {
          half[i][j] += inverse[i][k] * all[k][instruments + j];
        }
      }
    }
    for (int k = 0; k < instruments; k++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          seen[i][j] += all[k][instruments + i] * half[k][j];
        }
      }
    }
    return seen;
  }

  /// Sets s′, γ and K of the branch.
  private At start(boolean pairs, double mobility) {
    double perVariance = branch.cellVolume / (2 * branch.temperature);
    double variance = whole[columns][columns] / (3.0 * cells);
    kappa = pairs ? perVariance * variance : 1;
    var best = best(variance);
    for (int round = 1; round < ROUNDS; round++) {
      variance = rest(best) / (3.0 * cells);
      kappa = pairs ? perVariance * variance : 1;
      best = best(variance);
    }
    double own = pairs ? kappa : mobility / (2 * cells); // tr k = 2
    branch.start(
        Math.max(own, Double.MIN_NORMAL),
        best.gamma,
        Arrays.copyOfRange(best.unknowns, couplings, couplings + slopes));
    branch.precessionRange = range(best, variance);
    return best;
  }

  /// How far apart those γ are that lose no more than chance would have.
  private double range(At best, double variance) {
    var allowed =
        scan(variance).stream()
            .filter(at -> best.explained - at.explained < ALLOWED * variance)
            .mapToDouble(at -> at.gamma)
            .summaryStatistics();
    return Math.max(allowed.getMax() - allowed.getMin(), 0);
  }

  private List<At> scan(double variance) {
    return IntStream.rangeClosed(-STEPS - 1, STEPS + 1)
        .mapToObj(
            i -> {
              double size = i == 0 ? 0 : LEAST * Math.pow(GROWTH, Math.abs(i) - 1);
              return at(Math.signum(i) * size * kappa, variance);
            })
        .toList();
  }

  private At best(double variance) {
    var best =
        scan(variance).stream().max(Comparator.comparingDouble(at -> at.explained)).orElseThrow();
    double reach = Math.max(LEAST * kappa, (GROWTH - 1) * Math.abs(best.gamma));
    for (int i = 0; i < NARROWINGS; i++) {
      reach /= 2;
      for (double aside : new double[] {best.gamma - reach, best.gamma + reach}) {
        var at = at(aside, variance);
        best = at.explained > best.explained ? at : best;
      }
    }
    return best;
  }

  /// The rest of the unknowns at one γ, with the prior of s′.
  private At at(double gamma, double variance) {
    int n = couplings + slopes;
    var known = new double[columns]; // seen · the known part of the right side
    double explained = 0;
    int h = couplings;
    for (int i = 0; i < columns; i++) {
      known[i] = kappa * seen[i][h] + gamma * seen[i][couplings + 1 + h];
    }
    explained += 2 * (kappa * seen[h][columns] + gamma * seen[couplings + 1 + h][columns]);
    explained -= kappa * known[h] + gamma * known[couplings + 1 + h];
    var left = new double[n][n];
    var right = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        left[i][j] = sum(i, gamma, j, gamma);
      }
      for (int part = 0; part < parts(i); part++) {
        int at = column(i, part);
        right[i] += factor(part, gamma) * (seen[at][columns] - known[at]);
      }
    }
    double information =
        IntStream.range(0, couplings).mapToDouble(o -> left[o][o]).sum() / variance;
    branch.addRises(left, right, couplings, variance);
    double[] unknowns = solve(left, right);
    for (int i = 0; i < n; i++) {
      explained += unknowns[i] * right[i];
    }
    return new At(gamma, unknowns, explained, information);
  }

  private double sum(int i, double gammaOfI, int j, double gammaOfJ) {
    double sum = 0;
    for (int a = 0; a < parts(i); a++) {
      for (int b = 0; b < parts(j); b++) {
        sum += factor(a, gammaOfI) * factor(b, gammaOfJ) * seen[column(i, a)][column(j, b)];
      }
    }
    return sum;
  }

  /// J acts by κ and by γ, s′ by κ alone.
  private int parts(int unknown) {
    return unknown < couplings ? 2 : 1;
  }

  private double factor(int part, double gamma) {
    return part == 0 ? kappa : gamma;
  }

  private int column(int unknown, int part) {
    return unknown < couplings ? unknown + part * (couplings + 1) : unknown + couplings + 2;
  }

  private static double[] solve(double[][] left, double[] right) {
    int n = right.length;
    var scale = new double[n];
    for (int i = 0; i < n; i++) {
      scale[i] = left[i][i] > 0 ? 1 / Math.sqrt(left[i][i]) : 0;
    }
    var scaled = new double[n][n];
    var b = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        scaled[i][j] = left[i][j] * scale[i] * scale[j];
      }
      scaled[i][i] += scale[i] > 0 ? RIDGE : 1;
      b[i] = right[i] * scale[i];
    }
    double[] x = Solution.factor(scaled).solve(b);
    return IntStream.range(0, n).mapToDouble(i -> scale[i] * x[i]).toArray();
  }

  /// Σ of the squared rest of the rates.
  private double rest(At at) {
    var right = new double[columns + 1];
    right[couplings] = -kappa;
    right[2 * couplings + 1] = -at.gamma;
    right[columns] = 1;
    for (int i = 0; i < couplings + slopes; i++) {
      for (int part = 0; part < parts(i); part++) {
        right[column(i, part)] = -factor(part, at.gamma) * at.unknowns[i];
      }
    }
    double rest = 0;
    for (int i = 0; i <= columns; i++) {
      for (int j = 0; j <= columns; j++) {
        rest += right[i] * whole[i][j] * right[j];
      }
    }
    return Math.max(rest, 1e-9 * whole[columns][columns]);
  }
}
