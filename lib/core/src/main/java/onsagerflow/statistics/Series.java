package onsagerflow.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import onsagerflow.field.Timeline;

/// A quantity against time, each value a mean over runs with its standard error.
///
/// @param quantity its symbol, such as `⟨m²⟩`
/// @param times sweeps, increasing
/// @param means one for each time
public record Series(String quantity, List<Double> times, List<Mean> means) {

  public Series {
    if (times.size() != means.size()) {
      throw new IllegalArgumentException(
          times.size() + " times for " + means.size() + " values of " + quantity);
    }
    times = List.copyOf(times);
    means = List.copyOf(means);
  }

  public int size() {
    return times.size();
  }

  /// The value at a time of the series, equal but for rounding.
  ///
  /// @throws IllegalArgumentException if it has none there
  public Mean at(double time) {
    return means.get(
        IntStream.range(0, size())
            .filter(i -> Timeline.isSameTime(time, times.get(i)))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        quantity + " is known at t = " + times + ", not at " + time)));
  }

  /// Whether it has a value at a time, equal but for rounding.
  public boolean hasTime(double time) {
    return times.stream().anyMatch(t -> Timeline.isSameTime(time, t));
  }

  /// Fewer points: a time is kept if it is at least so many times the one kept before, so that the
  /// points of a logarithmic axis do not lie one on the other.
  public Series thinned(double factor) {
    var kept = new ArrayList<Integer>();
    for (int i = 0; i < size(); i++) {
      if (kept.isEmpty() || times.get(i) >= factor * times.get(kept.getLast())) {
        kept.add(i);
      }
    }
    return points(kept);
  }

  /// The points at some times, equal but for rounding, of those that there are.
  ///
  /// @throws IllegalArgumentException if there is none of them
  public Series only(double... wanted) {
    var kept =
        IntStream.range(0, size())
            .filter(i -> Arrays.stream(wanted).anyMatch(t -> Timeline.isSameTime(t, times.get(i))))
            .boxed()
            .toList();
    if (kept.isEmpty()) {
      throw new IllegalArgumentException(
          quantity + " is known at t = " + times + ", not at " + Arrays.toString(wanted));
    }
    return points(kept);
  }

  private Series points(List<Integer> kept) {
    return new Series(
        quantity, kept.stream().map(times::get).toList(), kept.stream().map(means::get).toList());
  }

  /// The first point and every n-th after it.
  public Series every(int n) {
    return points(IntStream.range(0, size()).filter(i -> i % n == 0).boxed().toList());
  }

  /// How far this is above another series of the same times, in per cent of the other.
  public double[] percentAbove(Series other) {
    requireTimesOf(other);
    return IntStream.range(0, size())
        .mapToDouble(i -> means.get(i).percentAbove(other.means.get(i)))
        .toArray();
  }

  /// The differences from another, independent series of the same times, with joint standard
  /// errors.
  public Series minus(Series other) {
    return with(other, "%s − %s", Mean::minus);
  }

  /// The ratios to another, independent series of the same times, with joint standard errors.
  public Series over(Series other) {
    return with(other, "%s / %s", Mean::over);
  }

  private Series with(Series other, String name, BinaryOperator<Mean> of) {
    requireTimesOf(other);
    var results =
        IntStream.range(0, size())
            .mapToObj(i -> of.apply(means.get(i), other.means.get(i)))
            .toList();
    return new Series(name.formatted(quantity, other.quantity), times, results);
  }

  /// All values and their errors multiplied by a number.
  public Series times(double factor) {
    var scaled = means.stream().map(mean -> mean.times(factor)).toList();
    return new Series(quantity, times, scaled);
  }

  /// The largest |value|.
  public double largest() {
    return means.stream().mapToDouble(mean -> Math.abs(mean.value())).max().orElseThrow();
  }

  /// @throws IllegalArgumentException unless the other is of the same quantity at the same times,
  ///   but for rounding
  public void requireAlike(Series other) {
    if (!quantity.equals(other.quantity)) {
      throw new IllegalArgumentException(
          quantity + " and " + other.quantity + " cannot be compared");
    }
    requireTimesOf(other);
  }

  private void requireTimesOf(Series other) {
    boolean same = size() == other.size();
    for (int i = 0; same && i < size(); i++) {
      same = Timeline.isSameTime(times.get(i), other.times.get(i));
    }
    if (!same) {
      throw new IllegalArgumentException(
          quantity + " at t = " + times + " and at t = " + other.times + " cannot be compared");
    }
  }
}
