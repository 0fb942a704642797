package onsagerflow.neural;

/// Adam (Kingma and Ba, arXiv:1412.6980) with an average of the weights along the way.
///
/// The average forgets as it goes: it holds about the last eighth of all steps (polynomial-decay
/// averaging, Shamir and Zhang, ICML 2013).
final class Adam {

  private static final double FIRST = 0.9;
  private static final double SECOND = 0.999;
  private static final double TINY = 1e-10;
  private static final double FORGETTING = 8;

  final double[] weights;
  final double[] first;
  final double[] second;
  final double[] average;
  int steps;

  Adam(double[] start) {
    weights = start.clone();
    first = new double[start.length];
    second = new double[start.length];
    average = start.clone();
  }

  /// One step against the gradient.
  ///
  /// @param from the first weight that moves
  /// @param to where the moving weights end
  void step(double[] gradient, double rate, int from, int to) {
    steps++;
    double unbias = 1 / (1 - Math.pow(FIRST, steps));
    double unbiasSecond = 1 / (1 - Math.pow(SECOND, steps));
    double share = (1 + FORGETTING) / (steps + FORGETTING);
    for (int i = 0; i < weights.length; i++) {
      first[i] += (1 - FIRST) * (gradient[i] - first[i]);
      second[i] += (1 - SECOND) * (gradient[i] * gradient[i] - second[i]);
      if (i >= from && i < to) {
        weights[i] -= rate * first[i] * unbias / (Math.sqrt(second[i] * unbiasSecond) + TINY);
      }
      average[i] += share * (weights[i] - average[i]);
    }
  }
}
