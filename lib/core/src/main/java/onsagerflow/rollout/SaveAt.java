package onsagerflow.rollout;

/// The times at which a rollout keeps its state: not negative, increasing.
public final class SaveAt {

  private final double[] times;

  private SaveAt(double[] times) {
    this.times = times;
  }

  /// Given times, as those of another trajectory; the rollout ends at the last.
  ///
  /// @throws IllegalArgumentException if there are none, one is negative or they do not increase
  public static SaveAt times(double... times) {
    if (times.length == 0) {
      throw new IllegalArgumentException("a rollout needs a time to save at, got none");
    }
    double before = Double.NEGATIVE_INFINITY;
    for (double time : times) {
      if (!(time >= 0) || !(time > before) || Double.isInfinite(time)) {
        throw new IllegalArgumentException(
            "save times must be finite, not negative and increase, got "
                + time
                + " after "
                + before);
      }
      before = time;
    }
    return new SaveAt(times.clone());
  }

  /// 0, interval, 2·interval, … up to and including `duration` where the interval divides it.
  public static SaveAt every(double interval, double duration) {
    if (!(interval > 0) || !(duration >= 0) || Double.isInfinite(duration)) {
      throw new IllegalArgumentException(
          "need a positive interval and a duration, got " + interval + " and " + duration);
    }
    int last = Math.toIntExact((long) (duration / interval * (1 + 1e-12)));
    var times = new double[last + 1];
    for (int i = 0; i <= last; i++) {
      times[i] = i * interval;
    }
    return new SaveAt(times);
  }

  public int size() {
    return times.length;
  }

  public double time(int i) {
    return times[i];
  }

  /// A copy of the times.
  public double[] toArray() {
    return times.clone();
  }

  /// One line: how many times, from when to when.
  @Override
  public String toString() {
    return times.length
        + " times from "
        + (float) times[0]
        + " to "
        + (float) times[times.length - 1];
  }
}
