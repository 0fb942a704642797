package onsagerflow.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;
import onsagerflow.io.TrajectoryFile;

/// Trajectory files that stay open while a command reads them.
final class Inputs implements AutoCloseable {

  private final List<TrajectoryFile> files = new ArrayList<>();

  /// Opens all files.
  ///
  /// @throws onsagerflow.io.InvalidFileException if one cannot be read; none stays open then
  Inputs(List<Path> paths) {
    try {
      for (var path : paths) {
        files.add(TrajectoryFile.open(path));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  List<TrajectoryFile> files() {
    return files;
  }

  /// The longest time between two consecutive frames of a run, sweeps; 0 where no run has two.
  double longestLag() {
    double longest = 0;
    for (var file : files) {
      var latest = new HashMap<Integer, Double>();
      for (int frame = 0; frame < file.size(); frame++) {
        Double before = latest.put(file.run(frame), file.time(frame));
        if (before != null) {
          longest = Math.max(longest, file.time(frame) - before);
        }
      }
    }
    return longest;
  }

  @Override
  public void close() {
    files.forEach(TrajectoryFile::close);
  }

  /// @throws IllegalArgumentException if two files differ in a number that must be the same
  static void requireSame(String what, Path one, Object a, Path other, Object b) {
    if (!a.equals(b)) {
      throw new IllegalArgumentException(
          "files disagree: %s is %s in %s and %s in %s".formatted(what, a, one, b, other));
    }
  }

  /// T of the first frame.
  static double temperature(Trajectory trajectory) {
    return trajectory.conditions(0).temperature();
  }

  /// Temperature and field of all frames.
  ///
  /// @throws IllegalArgumentException if they change within the file
  static Frame.Conditions conditions(Path file, Trajectory trajectory) {
    var first = trajectory.conditions(0);
    for (int frame = 1; frame < trajectory.size(); frame++) {
      var other = trajectory.conditions(frame);
      if (!other.equals(first)) {
        throw new IllegalArgumentException(
            "%s holds several conditions: frame 0 is at T = %s, h = %s, frame %d at T = %s, h = %s"
                .formatted(
                    file,
                    first.temperature(),
                    first.field(),
                    frame,
                    other.temperature(),
                    other.field()));
      }
    }
    return first;
  }
}
