package onsagerflow.meso;

/// Where numbers lie on an axis, a stretch of them at a time: the interval of each, and the part of
/// it that lies below the number.
///
/// Short loops over arrays with one index are turned into vector instructions by the compiler, and
/// leave only the look-up itself to go cell by cell.
final class Places {

  /// Numbers of one stretch: their work space stays in the nearest cache.
  static final int STRETCH = 512;

  private final UniformAxis axis;
  private final int[] interval = new int[STRETCH];
  private final double[] part = new double[STRETCH];

  Places(UniformAxis axis) {
    this.axis = axis;
  }

  /// Finds numbers `from` to `from + size` of x; those beyond an end lie at that end.
  void find(double[] x, int from, int size) {
    double low = axis.low();
    double inverseStep = axis.inverseStep();
    double last = axis.points() - 1;
    int lastInterval = axis.points() - 2;
    System.arraycopy(x, from, part, 0, size);
    for (int i = 0; i < size; i++) {
      part[i] = Math.min(Math.max((part[i] - low) * inverseStep, 0), last);
    }
    for (int i = 0; i < size; i++) {
      interval[i] = Math.min((int) part[i], lastInterval);
    }
    for (int i = 0; i < size; i++) {
      part[i] -= interval[i];
    }
  }

  /// The interval of the i-th number of the stretch, 0 the first of the axis.
  int interval(int i) {
    return interval[i];
  }

  /// How far into its interval the i-th number lies, in [0, 1].
  double part(int i) {
    return part[i];
  }
}
