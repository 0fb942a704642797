package onsagerflow.estimate.likelihood;

/// The instants at which the path over a lag is evaluated: ends and middle of each of its steps,
/// with the weights of Simpson's rule for integrals over the lag and over what is left of it.
final class LagNodes {

  /// Of the path, relative to the increment, 3·10⁻⁵ for a rate of 1.
  private static final double LONGEST_STEP = 0.25;

  /// Steps of the fourth-order path, and their length δ, sweeps.
  final int steps;

  final double step;

  /// t_i of the nodes, `2·steps + 1` of them.
  final double[] times;

  /// Weights of ∫₀^Δt f dt.
  final double[] over;

  /// Weights of ∫ f dt from t_i to Δt: `[i][j]` of f(t_j).
  final double[][] rest;

  LagNodes(double lag) {
    this.steps = Math.max(1, (int) Math.ceil(lag / LONGEST_STEP - 1e-6));
    this.step = lag / steps;
    int n = 2 * steps + 1;
    this.times = new double[n];
    this.over = new double[n];
    for (int i = 0; i < n; i++) {
      times[i] = 0.5 * i * step;
      over[i] = step / 6 * (i % 2 == 1 ? 4 : i == 0 || i == n - 1 ? 1 : 2);
    }
    this.rest = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int s = (i + 1) / 2; s < steps; s++) {
        add(rest[i], 2 * s, step / 6, 1, 4, 1);
      }
      if (i % 2 == 1) { // from the middle of a parabola to its end
        add(rest[i], i - 1, step / 24, -1, 8, 5);
      }
    }
  }

  private static void add(
      double[] to, int at, double factor, double first, double middle, double last) {
    to[at] += factor * first;
    to[at + 1] += factor * middle;
    to[at + 2] += factor * last;
  }

  int size() {
    return times.length;
  }

  double lag() {
    return steps * step;
  }
}
