package onsagerflow.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;
import onsagerflow.io.TrajectoryFile;

/// The finished runs of a command, one file each, kept beside the output until it is complete: an
/// interrupted command goes on from them.
///
/// @param folder `<out>.runs`
/// @param origin text that says all that decides the frames; runs of another text are not used
record FinishedRuns(Path folder, Trajectory.Origin origin) {

  /// The runs that belong to an output file.
  ///
  /// @throws IllegalArgumentException if those there were made otherwise
  static FinishedRuns of(Path out, Trajectory.Origin origin) {
    var runs = new FinishedRuns(out.resolveSibling(out.getFileName() + ".runs"), origin);
    runs.deleteUnfinished();
    if (runs.count() > 0) {
      try (var first = TrajectoryFile.open(runs.file(0))) {
        if (!first.origin().equals(origin)) {
          throw new IllegalArgumentException(
              runs.folder
                  + " holds runs of another command ("
                  + first.origin().model()
                  + "); delete it or choose another --out");
        }
      }
    }
    return runs;
  }

  /// How many runs, counted from the first, are there.
  int count() {
    int run = 0;
    while (Files.exists(file(run))) {
      run++;
    }
    return run;
  }

  /// Hands over the frames of the first `runs` runs, in order.
  void replay(int runs, Consumer<Frame> sink) {
    for (int run = 0; run < runs; run++) {
      try (var file = TrajectoryFile.open(file(run))) {
        for (int frame = 0; frame < file.size(); frame++) {
          sink.accept(file.frame(frame));
        }
      }
    }
  }

  /// A sink that keeps each further run once all its frames have come.
  ///
  /// @param framesPerRun frames of one run
  /// @param generator whether they bring drift and noise
  RunKeeper keeper(int framesPerRun, boolean generator) {
    return new RunKeeper(this, count(), framesPerRun, generator);
  }

  /// The file of one run, its folder made if need be.
  Path newFile(int run) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder + ": " + e, e);
    }
    return file(run);
  }

  /// What to say after an interruption.
  ///
  /// @param runs that were asked for
  CancellationException interrupted(int runs) {
    int finished = count();
    if (finished == 0) {
      discard();
      return new CancellationException();
    }
    return new KeptRunsException(
        "interrupted; %s of %s runs are kept in %s, the same command goes on from them"
            .formatted(finished, runs, folder));
  }

  /// Deletes what a killed process has left of a run.
  private void deleteUnfinished() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var parts = Files.newDirectoryStream(folder, ".*.h5.*.part")) {
      for (var part : parts) {
        Files.delete(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete unfinished runs in " + folder + ": " + e, e);
    }
  }

  /// Deletes them.
  void discard() {
    try {
      for (int run = 0; Files.deleteIfExists(file(run)); run++) {}
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder + ": " + e, e);
    }
  }

  private Path file(int run) {
    return folder.resolve(run + ".h5");
  }
}
