package onsagerflow.estimate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.function.UnaryOperator;

/// What the last steps of an ascent tell of the curvature of the likelihood that its expectation,
/// the Fisher information, does not: the limited-memory quasi-Newton method (Nocedal, Math. Comput.
/// 35, 773 (1980)) about Fisher scoring.
///
/// Scoring alone creeps along ridges, as where all cells are near one m and the level of s′ and
/// J(0) are hardly told apart.
final class Secants {

  private static final int DEPTH = 8;

  /// A step and the gradient that it took away, with their product.
  private static final class Pair {
    final double[] step;
    final double[] lost;
    final double product;

    Pair(double[] step, double[] lost) {
      this.step = step;
      this.lost = lost;
      this.product = product(step, lost);
    }
  }

  /// The latest first.
  private final ArrayDeque<Pair> pairs = new ArrayDeque<>();

  boolean isEmpty() {
    return pairs.isEmpty();
  }

  void clear() {
    pairs.clear();
  }

  /// @param before the gradient before the step
  /// @param after that after it, of the same cells
  void add(double[] step, double[] before, double[] after) {
    var lost = before.clone();
    addTo(lost, -1, after);
    var pair = new Pair(step, lost);
    if (pair.product > 0) { // else the likelihood is convex there
      pairs.addFirst(pair);
    }
    if (pairs.size() > DEPTH) {
      pairs.removeLast();
    }
  }

  /// @param scoring the step by the information alone, of any gradient
  double[] step(double[] gradient, UnaryOperator<double[]> scoring) {
    var left = gradient.clone();
    var shares = new ArrayList<Double>();
    for (var pair : pairs) {
      double share = product(pair.step, left) / pair.product;
      shares.add(share);
      addTo(left, -share, pair.lost);
    }
    double[] step = scoring.apply(left);
    var oldest = pairs.descendingIterator();
    for (int i = pairs.size() - 1; i >= 0; i--) {
      var pair = oldest.next();
      addTo(step, shares.get(i) - product(pair.lost, step) / pair.product, pair.step);
    }
    return step;
  }

  private static void addTo(double[] to, double factor, double[] from) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * from[i];
    }
  }

  static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
