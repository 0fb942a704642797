package onsagerflow.micro.kac;

import java.util.Arrays;
import onsagerflow.rare.BirthDeathChain;

/// N spins that all act on each other alike, J_ij = 1/(N − 1): their dynamics in exact
/// probabilities, because only numbers of spins count.
///
/// The 3 × 3 lattice with a box kernel of range 1 is the case N = 9.
final class CurieWeiss {

  private final int n;
  private final double beta;
  private final double field;

  CurieWeiss(int spins, double temperature, double field) {
    this.n = spins;
    this.beta = 1 / temperature;
    this.field = field;
  }

  /// The probabilities of 0 … N spins up, for independent spins of a given mean.
  double[] independent(double mean) {
    return binomial(n, (1 + mean) / 2);
  }

  /// ⟨mᵖ⟩.
  double moment(double[] up, int power) {
    double sum = 0;
    for (int k = 0; k <= n; k++) {
      sum += up[k] * Math.pow(2.0 * k / n - 1, power);
    }
    return sum;
  }

  /// The master equation solved, to rounding.
  double[] evolve(double[] initial, double t) {
    return BirthDeathChain.curieWeiss(n, 1.0 / (n - 1), beta, field).evolve(initial, t);
  }

  /// The same by leaps: the Markov chain that [KacIsing] samples, with its own flip probabilities.
  double[] leap(double[] initial, double t, int leaps) {
    double tau = t / leaps;
    var joint = firstLeap(initial, tau);
    for (int done = 1; done < leaps; done++) {
      joint = nextLeap(joint, tau);
    }
    var up = new double[n + 1];
    for (int k = 0; k <= n; k++) {
      for (int lost = 0; lost <= k; lost++) {
        for (int won = 0; won <= n - k; won++) {
          up[k - lost + won] += joint[k][lost][won];
        }
      }
    }
    return up;
  }

  /// Probabilities of [spins up before][how many of them fell][how many others rose].
  private double[][][] firstLeap(double[] initial, double tau) {
    var joint = new double[n + 1][][];
    for (int k = 0; k <= n; k++) {
      float[] sigma = {1, -1};
      float[] h = {(float) localField(k, 1), (float) localField(k, -1)};
      var change = h.clone();
      HeatBathLeap.expectedChanges(sigma, change, beta, tau, 0, 2);
      double total = k * change[0] + (n - k) * change[1];
      var p = new float[2];
      for (int i = 0; i < 2; i++) {
        p[i] = (float) (h[i] - 2 * (total - change[i]) / (n - 1));
      }
      HeatBathLeap.of(beta, tau, 0.5).flipProbabilities(sigma, h, p, 0, 2);
      joint[k] = product(initial[k], binomial(k, p[0]), binomial(n - k, p[1]));
    }
    return joint;
  }

  private double[][][] nextLeap(double[][][] joint, double tau) {
    var next = new double[n + 1][][];
    for (int k = 0; k <= n; k++) {
      next[k] = new double[k + 1][n - k + 1];
    }
    float[] sigma = {1, 1, -1, -1};
    float[] former = {1, -1, 1, -1};
    var update = HeatBathLeap.of(beta, tau, 0.5);
    for (int before = 0; before <= n; before++) {
      for (int lost = 0; lost <= before; lost++) {
        for (int won = 0; won <= n - before; won++) {
          int now = before - lost + won;
          int[] count = {before - lost, won, lost, n - before - won};
          var h = new float[4];
          var p = new float[4];
          for (int i = 0; i < 4; i++) {
            h[i] = (float) localField(now, sigma[i]);
            p[i] = (float) localField(before, former[i]);
          }
          update.flipProbabilities(sigma, h, p, 0, 4);
          var falls = convolve(binomial(count[0], p[0]), binomial(count[1], p[1]));
          var rises = convolve(binomial(count[2], p[2]), binomial(count[3], p[3]));
          add(product(joint[before][lost][won], falls, rises), next[now]);
        }
      }
    }
    return next;
  }

  /// h_i of a spin in a state with k spins up.
  private double localField(int k, double spin) {
    return (2 * k - n - spin) / (n - 1) + field;
  }

  private static double[] binomial(int trials, double p) {
    double[] probability = {1};
    for (int i = 0; i < trials; i++) {
      probability = convolve(probability, new double[] {1 - p, p});
    }
    return probability;
  }

  private static double[] convolve(double[] a, double[] b) {
    var sum = new double[a.length + b.length - 1];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        sum[i + j] += a[i] * b[j];
      }
    }
    return sum;
  }

  private static double[][] product(double weight, double[] a, double[] b) {
    return Arrays.stream(a)
        .mapToObj(x -> Arrays.stream(b).map(y -> weight * x * y).toArray())
        .toArray(double[][]::new);
  }

  private static void add(double[][] term, double[][] sum) {
    for (int i = 0; i < term.length; i++) {
      for (int j = 0; j < term[i].length; j++) {
        sum[i][j] += term[i][j];
      }
    }
  }
}
