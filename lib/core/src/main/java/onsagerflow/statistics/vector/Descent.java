package onsagerflow.statistics.vector;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/// The way down to a minimum by steps of Newton's, whose derivatives are differences.
///
/// The first unknown is measured in units of e to the second, a line's place in its width. Where
/// the curvature is not positive it is made so by adding to its diagonal (Levenberg and
/// Marquardt's), and a step that does not lead down is halved.
///
/// @param function of two unknowns or more
record Descent(ToDoubleFunction<double[]> function) {

  private static final int ITERATIONS = 200;
  private static final double STEP = 1e-4;
  private static final double DONE = 1e-6;

  double at(double... unknowns) {
    return function.applyAsDouble(unknowns);
  }

  /// The minimum next to a place.
  double[] from(double... start) {
    double[] at = start.clone();
    double best = at(at);
    for (int i = 0; i < ITERATIONS; i++) {
      double[] step = step(at, best);
      double length = Math.sqrt(Arrays.stream(step).map(x -> x * x).sum());
      double scale = Math.min(1, 1 / length); // at most a width, or a factor e
      double[] next = at;
      double value = best;
      while (scale * length > DONE) {
        next = moved(at, step, scale);
        value = at(next);
        if (value < best) {
          break;
        }
        scale /= 2;
      }
      if (!(value < best)) {
        break;
      }
      at = next;
      best = value;
    }
    return at;
  }

  private static double[] moved(double[] at, double[] step, double scale) {
    double[] next = at.clone();
    for (int a = 0; a < at.length; a++) {
      next[a] += scale * step[a] * (a == 0 ? Math.exp(at[1]) : 1);
    }
    return next;
  }

  private double[] step(double[] at, double centre) {
    int n = at.length;
    var gradient = new double[n];
    var curvature = new double[n][n];
    double largest = 0;
    for (int a = 0; a < n; a++) {
      double up = at(displaced(at, a, 1, a, 0));
      double down = at(displaced(at, a, -1, a, 0));
      gradient[a] = (up - down) / (2 * STEP);
      curvature[a][a] = (up - 2 * centre + down) / (STEP * STEP);
      for (int b = 0; b < a; b++) {
        double both =
            at(displaced(at, a, 1, b, 1))
                - at(displaced(at, a, 1, b, -1))
                - at(displaced(at, a, -1, b, 1))
                + at(displaced(at, a, -1, b, -1));
        curvature[a][b] = both / (4 * STEP * STEP);
        curvature[b][a] = curvature[a][b];
      }
      largest = Math.max(largest, Math.abs(curvature[a][a]));
    }
    double[] step = solution(curvature, 0, gradient);
    double damping = 1e-3 * Math.max(largest, 1e-12);
    while (step.length == 0 && Double.isFinite(damping)) {
      step = solution(curvature, damping, gradient);
      damping *= 10;
    }
    return step.length == 0 ? new double[n] : step;
  }

  private static double[] displaced(double[] at, int a, int stepsOfA, int b, int stepsOfB) {
    var step = new double[at.length];
    step[a] += stepsOfA;
    step[b] += stepsOfB;
    return moved(at, step, STEP);
  }

  /// −(H + damping)⁻¹ g by Cholesky's factors; empty where the matrix is not positive.
  private static double[] solution(double[][] h, double damping, double... g) {
    int n = g.length;
    var l = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = h[i][j] + (i == j ? damping : 0);
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        if (i == j && !(sum > 0)) {
          return new double[0];
        }
        l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
      }
    }
    var x = new double[n];
    for (int i = 0; i < n; i++) {
      double sum = -g[i];
      for (int k = 0; k < i; k++) {
        sum -= l[i][k] * x[k];
      }
      x[i] = sum / l[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        x[i] -= l[k][i] * x[k];
      }
      x[i] /= l[i][i];
    }
    return x;
  }
}
