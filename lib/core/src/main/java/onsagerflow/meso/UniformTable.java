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

  /// The function at numbers `from` to `to`, the last not included.
  ///
  /// @param y receives the values; may be x
  void at(double[] x, double[] y, int from, int to) {
    var places = new Places(axis);
    for (int first = from; first < to; first += Places.STRETCH) {
      int size = Math.min(Places.STRETCH, to - first);
      places.find(x, first, size);
      for (int i = 0; i < size; i++) {
        y[first + i] = between(places, i);
      }
    }
  }

  /// Adds the function at the same numbers to y, which is not x.
  void add(double[] x, double[] y, int from, int to) {
    var places = new Places(axis);
    for (int first = from; first < to; first += Places.STRETCH) {
      int size = Math.min(Places.STRETCH, to - first);
      places.find(x, first, size);
      for (int i = 0; i < size; i++) {
        y[first + i] += between(places, i);
      }
    }
  }

  private double between(Places places, int i) {
    int at = places.interval(i);
    return value[at] + places.part(i) * (value[at + 1] - value[at]);
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
