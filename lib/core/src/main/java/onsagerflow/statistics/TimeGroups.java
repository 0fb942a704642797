package onsagerflow.statistics;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import onsagerflow.field.Timeline;

/// One accumulator per time; times that differ by rounding are the same ([Timeline#isSameTime]).
final class TimeGroups<T> {

  private final TreeMap<Double, T> groups = new TreeMap<>();
  private final Supplier<T> empty;

  TimeGroups(Supplier<T> empty) {
    this.empty = empty;
  }

  T at(double time) {
    for (var near : Arrays.asList(groups.floorEntry(time), groups.higherEntry(time))) {
      if (near != null && Timeline.isSameTime(time, near.getKey())) {
        return near.getValue();
      }
    }
    return groups.computeIfAbsent(time, t -> empty.get());
  }

  Map<Double, T> inOrder() {
    return groups;
  }
}
