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
  }

  /// Integrals ∫ f dt from every node to the end of the lag: of a node at the end of a step by
  /// Simpson's rule, of one in the middle by the same parabola.
  ///
  /// @param f at the nodes
  /// @param left receives the integrals
  void rest(double[] f, double[] left) {
    left[2 * steps] = 0;
    for (int i = 2 * steps - 2; i >= 0; i -= 2) {
      left[i + 1] = left[i + 2] + step / 24 * (-f[i] + 8 * f[i + 1] + 5 * f[i + 2]);
      left[i] = left[i + 2] + step / 6 * (f[i] + 4 * f[i + 1] + f[i + 2]);
    }
  }

  /// The chain rule backwards through [#rest]: from derivatives by the integrals, which are spent,
  /// to those by f.
  void pullRest(double[] toLeft, double[] byF) {
    byF[0] = 0;
    for (int i = 0; i < 2 * steps; i += 2) {
      double half = step / 24 * toLeft[i + 1];
      double whole = step / 6 * toLeft[i];
      byF[i] += whole - half;
      byF[i + 1] = 4 * whole + 8 * half;
      byF[i + 2] = whole + 5 * half;
      toLeft[i + 2] += toLeft[i] + toLeft[i + 1];
    }
  }

  int size() {
    return times.length;
  }

  double lag() {
    return steps * step;
  }
}
