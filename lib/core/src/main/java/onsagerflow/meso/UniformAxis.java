package onsagerflow.meso;

/// Evenly spaced points on [low, high], so that looking one up costs a multiplication.
record UniformAxis(double low, double high, int points) {

  /// The given points if they are evenly spaced, else evenly spaced ones over the same range: four
  /// to the shortest interval, at most `most`.
  static UniformAxis over(double[] points, int most) {
    int last = points.length - 1;
    double step = (points[last] - points[0]) / last;
    double shortest = step;
    boolean even = true;
    for (int i = 0; i < last; i++) {
      double interval = points[i + 1] - points[i];
      shortest = Math.min(shortest, interval);
      even &= Math.abs(interval - step) < 1e-9 * step;
    }
    int count =
        even
            ? points.length
            : (int) Math.min(most, 1 + Math.ceil(4 * (points[last] - points[0]) / shortest));
    return new UniformAxis(points[0], points[last], count);
  }

  double step() {
    return (high - low) / (points - 1);
  }

  double inverseStep() {
    return 1 / step();
  }

  double point(int i) {
    return i == points - 1 ? high : low + i * step();
  }
}
