package onsagerflow.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;
import onsagerflow.io.TrajectoryFile;

/// Trajectory files that stay open while a command reads them.
public final class Inputs implements AutoCloseable {

  private final List<TrajectoryFile> files = new ArrayList<>();

  /// Opens all files.
  ///
  /// @throws onsagerflow.io.format.InvalidFileException if one cannot be read; none stays open then
  public Inputs(List<Path> paths) {
    try {
      for (var path : paths) {
        files.add(TrajectoryFile.open(path));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  public List<TrajectoryFile> files() {
    return files;
  }

  @Override
  public void close() {
    files.forEach(TrajectoryFile::close);
  }

  /// @param one,other name what is compared: files or frames
  /// @throws IllegalArgumentException if the two differ in a number that must be the same
  public static void requireSame(String what, Object one, Object a, Object other, Object b) {
    if (!a.equals(b)) {
      throw new IllegalArgumentException(
          "%s is %s in %s but %s in %s".formatted(what, a, one, b, other));
    }
  }

  /// A condition that must be the same for all frames of a file.
  ///
  /// @throws IllegalArgumentException if it changes, naming the frame
  public static <T> T constant(
      Path file, Trajectory trajectory, String what, Function<Frame.Conditions, T> of) {
    T first = of.apply(trajectory.conditions(0));
    for (int frame = 1; frame < trajectory.size(); frame++) {
      T value = of.apply(trajectory.conditions(frame));
      if (!value.equals(first)) {
        throw new IllegalArgumentException(
            "%s: %s is %s in frame 0 but %s in frame %s"
                .formatted(file, what, first, value, frame));
      }
    }
    return first;
  }
}
