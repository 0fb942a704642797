package onsagerflow.estimate;

import java.util.ArrayDeque;
import onsagerflow.estimate.equations.Solution;

/// Anderson acceleration of a fixed-point iteration x ← x + f(x).
///
/// The next point minimises the residual over the span of the last few rounds, which turns slow or
/// oscillating rounds into a few. Walker and Ni, SIAM J. Numer. Anal. 49, 1715 (2011).
final class Anderson {

  private static final int DEPTH = 4;

  /// Points and their steps, the latest first.
  private final ArrayDeque<double[]> points = new ArrayDeque<>();

  private final ArrayDeque<double[]> steps = new ArrayDeque<>();

  /// The point after x, given the step f(x) and the scale in which each component counts.
  double[] next(double[] x, double[] f, double[] scale) {
    points.addFirst(x.clone());
    steps.addFirst(f.clone());
    if (points.size() > DEPTH + 1) {
      points.removeLast();
      steps.removeLast();
    }
    double[][] xs = points.toArray(new double[0][]);
    double[][] fs = steps.toArray(new double[0][]);
    int depth = xs.length - 1;
    var next = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      next[i] = x[i] + f[i];
    }
    if (depth == 0) {
      return next;
    }
    var normal = new double[depth][depth];
    var right = new double[depth];
    for (int a = 0; a < depth; a++) {
      for (int i = 0; i < x.length; i++) {
        double da = (fs[a][i] - fs[a + 1][i]) / scale[i];
        right[a] += da * f[i] / scale[i];
        for (int b = 0; b < depth; b++) {
          normal[a][b] += da * (fs[b][i] - fs[b + 1][i]) / scale[i];
        }
      }
    }
    double[][] inverse = Solution.inverse(normal, 1e-6);
    for (int a = 0; a < depth; a++) {
      double gamma = 0;
      for (int b = 0; b < depth; b++) {
        gamma += inverse[a][b] * right[b];
      }
      for (int i = 0; i < x.length; i++) {
        double dx = xs[a][i] - xs[a + 1][i];
        double df = fs[a][i] - fs[a + 1][i];
        next[i] -= gamma * (dx + df);
      }
    }
    return next;
  }
}
