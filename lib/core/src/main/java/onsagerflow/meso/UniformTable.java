package onsagerflow.meso;

import java.util.Locale;

/// A function on evenly spaced points, linear between them and constant beyond the ends.
final class UniformTable {

  private final UniformAxis axis;
  private final double low;
  private final double inverseStep;
  private final int last;
  private final double[] value;

  private UniformTable(UniformAxis axis, double[] value) {
    this.axis = axis;
    this.low = axis.low();
    this.inverseStep = axis.inverseStep();
    this.last = axis.points() - 1;
    this.value = value;
  }

  static UniformTable of(Table table) {
    var axis = UniformAxis.over(table.m(), 4096);
    var value = new double[axis.points()];
    for (int i = 0; i < value.length; i++) {
      value[i] = table.at(axis.point(i));
    }
    return new UniformTable(axis, value);
  }

  double at(double x) {
    double s = (x - low) * inverseStep;
    if (!(s > 0)) {
      return value[0];
    }
    if (s >= last) {
      return value[last];
    }
    int i = (int) s;
    return value[i] + (s - i) * (value[i + 1] - value[i]);
  }

  /// The function at many numbers.
  ///
  /// @param y receives the values; may be x
  void at(double[] x, double[] y) {
    var places = new Places(axis);
    for (int from = 0; from < x.length; from += Places.STRETCH) {
      int size = Math.min(Places.STRETCH, x.length - from);
      places.find(x, from, size);
      for (int i = 0; i < size; i++) {
        int at = places.interval(i);
        y[from + i] = value[at] + places.part(i) * (value[at + 1] - value[at]);
      }
    }
  }

  double slope(double x) {
    double s = (x - low) * inverseStep;
    if (!(s >= 0 && s <= last)) {
      return 0;
    }
    int i = Math.min((int) s, last - 1);
    return (value[i + 1] - value[i]) * inverseStep;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d points: m from %.4g to %.4g", last + 1, low, low + last / inverseStep);
  }
}
