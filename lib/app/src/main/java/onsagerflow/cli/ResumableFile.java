package onsagerflow.cli;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;
import onsagerflow.io.TrajectoryWriter;

/// A trajectory file of several runs that a command writes, with progress; interrupted, the same
/// command goes on from the runs that were finished.
///
/// @param origin what the file says of itself
/// @param conditions of all runs
/// @param runs number of runs
/// @param framesPerRun frames of each
/// @param generator whether they bring drift and noise
record ResumableFile(
    Path out,
    Trajectory.Origin origin,
    Frame.Conditions conditions,
    int runs,
    int framesPerRun,
    boolean generator) {

  /// Computes the runs that are not there yet.
  @FunctionalInterface
  interface Rest {
    /// @param firstRun number of the first of them
    /// @param sink receives their frames, run after run
    void compute(int firstRun, Consumer<Frame> sink);
  }

  /// The number of frames of all runs.
  int frames() {
    return Math.multiplyExact(framesPerRun, runs);
  }

  /// Writes the file.
  ///
  /// @param plan text that says all that decides the frames
  /// @param task what the progress is called
  /// @throws CancellationException if the thread is interrupted; the finished runs are kept
  void write(String plan, Common common, String task, Rest rest) {
    var finished =
        FinishedRuns.of(
            out, new Trajectory.Origin(plan, origin.grid(), origin.block(), origin.seed()));
    int done = Math.min(finished.count(), runs);
    try (var writer = TrajectoryWriter.create(out, origin, conditions, frames(), generator);
        var keeper = finished.keeper(framesPerRun, generator);
        var progress = common.progress(task, "frames", frames())) {
      Consumer<Frame> sink =
          frame -> {
            writer.accept(frame);
            progress.advance();
          };
      finished.replay(done, sink);
      rest.compute(done, runs > 1 ? sink.andThen(keeper) : sink);
    } catch (RuntimeException e) {
      // an interruption while a file is written comes as a failure to write
      throw e instanceof CancellationException || Thread.interrupted()
          ? finished.interrupted(runs)
          : e;
    }
    finished.discard();
  }
}
