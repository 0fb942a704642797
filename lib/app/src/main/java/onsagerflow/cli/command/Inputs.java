package onsagerflow.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import onsagerflow.field.Frame;
import onsagerflow.field.Micromagnet;
import onsagerflow.field.Timeline;
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

  /// What a file's numbers are in: of spins on a lattice, or the cells of micromagnetics.
  public static String units(Timeline trajectory) {
    return units(trajectory.origin().micromagnet());
  }

  /// The same of a model.
  public static String units(Optional<Micromagnet> cells) {
    return cells.map(Object::toString).orElse("spins on a lattice");
  }

  /// @throws IllegalArgumentException if a file is in SI units, in which there are no models
  public static void requireReducedUnits(Path file, Timeline trajectory) {
    if (trajectory.origin().micromagnet().isPresent()) {
      throw new IllegalArgumentException(
          "%s is of micromagnetics in SI units (%s), the model is not: not supported by this version"
              .formatted(file, units(trajectory)));
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
