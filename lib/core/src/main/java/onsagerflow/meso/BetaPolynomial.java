package onsagerflow.meso;

/// Reads, at one temperature, the polynomial in β through values known at others.
///
/// Of the temperatures at most four are used, two on either side where there are as many. Where a
/// value is known on one side only, it is taken as it is: a polynomial would extrapolate.
final class BetaPolynomial {

  private static final int NODES = 4;

  private final double[] temperatures;
  private final double temperature;
  private final int from;
  private final int to;
  private final int above;

  /// @param temperatures increasing
  /// @param temperature strictly between the first and the last
  BetaPolynomial(double[] temperatures, double temperature) {
    this.temperatures = temperatures.clone();
    this.temperature = temperature;
    this.above = -java.util.Arrays.binarySearch(temperatures, temperature) - 1;
    this.from = Math.clamp(above - NODES / 2, 0, Math.max(0, temperatures.length - NODES));
    this.to = Math.min(from + NODES, temperatures.length);
  }

  /// The first temperature that is used.
  int from() {
    return from;
  }

  /// One past the last temperature that is used.
  int to() {
    return to;
  }

  /// The nearest temperature below.
  int below() {
    return above - 1;
  }

  /// The nearest temperature above.
  int above() {
    return above;
  }

  /// The weight of each temperature.
  ///
  /// @param known at which of them there is a value
  double[] weights(boolean[] known) {
    var weights = new double[temperatures.length];
    if (known[above - 1] != known[above]) {
      weights[known[above] ? above : above - 1] = 1;
      return weights;
    }
    // Where neither knows anything, both are asked all the same: they answer with their edges.
    for (int i = from; i < to; i++) {
      if (isNode(known, i)) {
        weights[i] = 1;
        for (int k = from; k < to; k++) {
          if (k != i && isNode(known, k)) {
            weights[i] *=
                (1 / temperature - 1 / temperatures[k])
                    / (1 / temperatures[i] - 1 / temperatures[k]);
          }
        }
      }
    }
    return weights;
  }

  private boolean isNode(boolean[] known, int i) {
    return i == above - 1 || i == above || (known[i] && known[above]);
  }
}
