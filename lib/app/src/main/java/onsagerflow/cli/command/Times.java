package onsagerflow.cli.command;

/// Series of times.
public final class Times {

  private static final int MOST = 10_000_000;

  private Times() {}

  /// first, first + interval, … up to and including `last` where the interval divides.
  ///
  /// @throws IllegalArgumentException if a number makes no sense, naming the option
  public static double[] every(double first, double interval, double last) {
    if (!(interval > 0)) {
      throw new IllegalArgumentException("--save-every must be positive, got " + interval);
    }
    requireDuration(first, last);
    if (last > first && interval > (last - first) * (1 + 1e-12)) {
      throw new IllegalArgumentException(
          "--save-every "
              + interval
              + " is longer than the recording, "
              + (last - first)
              + " sweeps, which would be one frame");
    }
    double count = Math.floor((last - first) / interval * (1 + 1e-12)) + 1;
    if (count > MOST) {
      throw new IllegalArgumentException(
          "--save-every " + interval + " up to " + last + " sweeps makes " + count + " frames");
    }
    var times = new double[(int) count];
    for (int i = 0; i < times.length; i++) {
      times[i] = first + i * interval;
    }
    return times;
  }

  public static void requireDuration(double first, double duration) {
    if (!(first >= 0) || !Double.isFinite(duration) || !(duration >= first)) {
      throw new IllegalArgumentException(
          "recording must go from a time >= 0 to a later one, got "
              + first
              + " to "
              + duration
              + " sweeps");
    }
  }
}
