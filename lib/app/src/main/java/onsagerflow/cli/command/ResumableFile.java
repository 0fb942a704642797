package onsagerflow.cli.command;

import java.io.DataInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import onsagerflow.coarsen.SpinRuns;
import onsagerflow.coarsen.VectorRuns;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.io.ResumableTrajectory;
import onsagerflow.io.ResumableVectorTrajectory;

/// A trajectory file that a command writes, with progress; cut off, the same command goes on from
/// what is there.
///
/// @param plan text that says all that decides the frames, in parts separated by `", "`
/// @param origin what the file says of itself
/// @param task what the progress is called
public record ResumableFile(
    Path out, String plan, Trajectory.Origin origin, Common common, String task) {

  /// Computes the runs that are not there yet.
  @FunctionalInterface
  public interface Rest<F> {
    /// @param firstRun number of the first of them
    /// @param sink receives their frames, run after run
    void compute(int firstRun, Consumer<F> sink);
  }

  /// Writes runs that are gone on with one by one.
  ///
  /// @param generator whether frames carry drift and noise
  /// @throws CancellationException if the thread is interrupted; the finished runs are kept
  public void write(
      Frame.Conditions conditions,
      int runs,
      int framesPerRun,
      boolean generator,
      Rest<Frame> rest) {
    shown(
        Math.multiplyExact(framesPerRun, runs),
        progress -> {
          try (var file =
              new ResumableTrajectory(
                  out,
                  plan,
                  origin,
                  conditions,
                  runs,
                  framesPerRun,
                  generator,
                  DataInputStream::readAllBytes)) {
            progress.accept(file.written());
            int[] there = {file.written() % framesPerRun}; // of a run that was cut off
            rest.compute(
                file.written() / framesPerRun,
                frame -> {
                  if (there[0]-- > 0) {
                    return;
                  }
                  file.accept(frame);
                  if (file.written() % framesPerRun == 0) {
                    file.save(state -> {});
                  }
                  progress.accept(file.written());
                });
          }
        });
  }

  /// The same of vectors.
  public void writeVectors(
      Frame.Conditions conditions, int runs, int framesPerRun, Rest<VectorFrame> rest) {
    shown(
        Math.multiplyExact(framesPerRun, runs),
        progress -> {
          try (var file =
              new ResumableVectorTrajectory(
                  out, plan, origin, conditions, runs, framesPerRun, false, in -> {})) {
            progress.accept(file.written());
            rest.compute(
                file.written() / framesPerRun,
                frame -> {
                  file.accept(frame);
                  if (file.written() % framesPerRun == 0) {
                    file.save(state -> {});
                  }
                  progress.accept(file.written());
                });
          }
        });
  }

  /// Writes runs of spins, which are gone on with in the middle of one.
  ///
  /// @param every how often they are saved
  /// @throws CancellationException if the thread is interrupted; the frames are kept
  public void write(SpinRuns spins, Duration every) {
    shown(spins.frames(), progress -> spins.write(out, origin, plan, every, progress));
  }

  /// The same of unit vectors.
  public void write(VectorRuns vectors, Duration every) {
    shown(vectors.frames(), progress -> vectors.write(out, origin, plan, every, progress));
  }

  /// Shows the number of frames that are there.
  private void shown(int frames, Consumer<Consumer<Integer>> writing) {
    try (var progress = common.progress(task, "frames", frames)) {
      int[] before = {0};
      writing.accept(
          written -> {
            for (; before[0] < written; before[0]++) {
              progress.advance();
            }
          });
    } catch (RuntimeException e) {
      if (!Interruption.explains(e)) {
        throw e;
      }
      throw ResumableTrajectory.isCutOff(out)
          ? new KeptRunsException(
              "interrupted; what is there is kept in %s.runs, the same command goes on from it"
                  .formatted(out))
          : new CancellationException();
    }
  }
}
