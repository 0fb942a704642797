package onsagerflow.coarsen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import onsagerflow.field.Timeline;

/// When to record a run of spins, in sweeps since its start.
///
/// @param runs the recorded runs that one run of spins gives, in time order; consecutive times of
///   one recorded run belong together (file contract: a pair is two consecutive frames of one run).
///   Recorded runs of one run of spins share its history: as many of them know less than as many
///   independent ones
public record Schedule(List<List<Double>> runs) {

  /// @throws IllegalArgumentException if times are negative, not finite, or do not increase, within
  ///   a recorded run or from one to the next: a state that ends one and starts the next would be
  ///   counted as two
  public Schedule {
    runs = runs.stream().map(List::copyOf).toList();
    var latest = OptionalDouble.empty();
    for (var run : runs) {
      for (int k = 0; k < run.size(); k++) {
        double time = run.get(k);
        double before = latest.orElse(0);
        if (k == 0 && latest.isPresent() && Timeline.isSameTime(time, before)) {
          throw new IllegalArgumentException(
              "recorded runs that touch at t = %s share a state: record them as one series"
                  .formatted(time));
        }
        if (!(latest.isPresent() ? time > before : time >= 0) || !Double.isFinite(time)) {
          throw new IllegalArgumentException(
              "recording times must increase, got " + time + " after " + before);
        }
        latest = OptionalDouble.of(time);
      }
    }
  }

  /// The latest time; 0 where nothing is recorded.
  public double last() {
    return runs.stream().flatMap(List::stream).mapToDouble(t -> t).max().orElse(0);
  }

  /// One series, evenly spaced or not.
  public static Schedule series(double... times) {
    return new Schedule(List.of(boxed(times)));
  }

  /// Pairs (m(t), m(t + lag)), each a recorded run of its own.
  ///
  /// @param lag δ, sweeps
  /// @param starts the times t, more than a lag apart
  public static Schedule pairs(double lag, double... starts) {
    if (!(lag > 0)) {
      throw new IllegalArgumentException("lag must be positive, got " + lag + " sweeps");
    }
    var runs = new ArrayList<List<Double>>();
    for (double start : starts) {
      runs.add(List.of(start, start + lag));
    }
    return new Schedule(runs);
  }

  /// Short series (m(t + lag₀), m(t + lag₁), …), each a recorded run of its own.
  ///
  /// @param lags of the frames of one series, increasing from 0 or more, sweeps
  /// @param starts the times t, each after the end of the series before
  public static Schedule windows(double[] lags, double... starts) {
    return new Schedule(
        Arrays.stream(starts)
            .mapToObj(start -> Arrays.stream(lags).mapToObj(lag -> start + lag).toList())
            .toList());
  }

  /// `count` times from first to last, evenly spaced.
  public static double[] even(double first, double last, int count) {
    requireCount(count);
    var times = new double[count];
    for (int k = 0; k < count; k++) {
      times[k] = first + (last - first) * k / (count - 1);
    }
    return times;
  }

  /// `count` times from a first one on, so far apart.
  public static double[] every(double first, double interval, int count) {
    return even(first, first + interval * (count - 1), count);
  }

  /// `count` times from first to last, each the same multiple of the one before.
  ///
  /// @param first positive
  public static double[] geometric(double first, double last, int count) {
    if (!(first > 0)) {
      throw new IllegalArgumentException(
          "a geometric series of times starts above 0, got " + first + " sweeps");
    }
    requireCount(count);
    var times = new double[count];
    for (int k = 0; k < count; k++) {
      times[k] = first * Math.pow(last / first, (double) k / (count - 1));
    }
    return times;
  }

  private static void requireCount(int count) {
    if (count < 2) {
      throw new IllegalArgumentException("a series needs two or more times, got " + count);
    }
  }

  private static List<Double> boxed(double[] times) {
    return Arrays.stream(times).boxed().toList();
  }
}
