package onsagerflow.cli.statistics;

import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.TreeSet;
import onsagerflow.field.Trajectory;

/// The times that two trajectories share; times closer than 10⁻⁹ (relative, beyond t = 1) are one.
final class CommonTimes {

  private final NavigableSet<Double> times = new TreeSet<>();

  /// @throws IllegalArgumentException if there are none, telling both ranges
  CommonTimes(Path oneFile, Trajectory one, Path otherFile, Trajectory other) {
    var ofOne = all(one);
    var ofOther = all(other);
    for (double time : ofOne) {
      if (near(ofOther, time)) {
        times.add(time);
      }
    }
    if (times.isEmpty()) {
      throw new IllegalArgumentException(
          "no common times: %s has t = %s to %s, %s has t = %s to %s"
              .formatted(
                  oneFile,
                  ofOne.first(),
                  ofOne.last(),
                  otherFile,
                  ofOther.first(),
                  ofOther.last()));
    }
  }

  private static NavigableSet<Double> all(Trajectory trajectory) {
    var times = new TreeSet<Double>();
    for (int frame = 0; frame < trajectory.size(); frame++) {
      times.add(trajectory.time(frame));
    }
    return times;
  }

  static boolean isSame(double time, double other) {
    return Math.abs(time - other) <= tolerance(other);
  }

  private static double tolerance(double time) {
    return 1e-9 * Math.max(1, Math.abs(time));
  }

  private static boolean near(NavigableSet<Double> times, double time) {
    double tolerance = tolerance(time);
    var next = times.ceiling(time - tolerance);
    return next != null && next <= time + tolerance;
  }

  double first() {
    return times.first();
  }

  boolean contains(double time) {
    return near(times, time);
  }

  /// Frames of a trajectory at these times.
  int frames(Trajectory trajectory) {
    int count = 0;
    for (int frame = 0; frame < trajectory.size(); frame++) {
      if (contains(trajectory.time(frame))) {
        count++;
      }
    }
    return count;
  }
}
