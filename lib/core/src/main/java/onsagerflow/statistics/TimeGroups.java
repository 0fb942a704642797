package onsagerflow.statistics;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// One accumulator per time; times closer than 10⁻⁹ (relative, beyond t = 1) are the same.
final class TimeGroups<T> {

  private final TreeMap<Double, T> groups = new TreeMap<>();
  private final Supplier<T> empty;

  TimeGroups(Supplier<T> empty) {
    this.empty = empty;
  }

  T at(double time) {
    double tolerance = 1e-9 * Math.max(1, Math.abs(time));
    var near = groups.ceilingEntry(time - tolerance);
    return near != null && near.getKey() <= time + tolerance
        ? near.getValue()
        : groups.computeIfAbsent(time, t -> empty.get());
  }

  Map<Double, T> inOrder() {
    return groups;
  }
}
