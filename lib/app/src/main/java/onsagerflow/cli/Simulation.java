package onsagerflow.cli;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import onsagerflow.coarsen.Schedule;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;
import onsagerflow.io.TrajectoryWriter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What every command that simulates spins does: it records the blocks of all runs into one file.
abstract class Simulation implements Runnable {

  @Mixin private final RunOptions runs = new RunOptions();

  @Mixin private final RecordingTimes recordingTimes = new RecordingTimes();

  @Option(
      names = "--generator",
      negatable = true,
      defaultValue = "false",
      fallbackValue = "true",
      description =
          "Record the exact drift and noise of each block with each frame; off unless asked for.")
  private boolean generator;

  @Option(
      names = "--seed",
      paramLabel = "<s>",
      description = "Seed of the random numbers: the same seed gives the same file.")
  private long seed = 1;

  @Mixin private final OutputFile output = new OutputFile();

  @Mixin private final Common common = new Common();

  abstract SpinOptions spins();

  Common common() {
    return common;
  }

  /// Warns of what the recording times do to the data.
  void caution(Schedule schedule) {}

  @Override
  public final void run() {
    var out = output.path();
    var schedule = recordingTimes.schedule();
    var spins = spins();
    int framesPerRun = runs.framesPerRun(schedule);
    int frames = Math.multiplyExact(framesPerRun, runs.spinRuns());
    var origin = runs.origin(spins, seed);
    var finished = FinishedRuns.of(out, plan(origin, spins, schedule));
    int done = Math.min(finished.count(), runs.spinRuns());
    try (var writer = TrajectoryWriter.create(out, origin, spins.conditions(), frames, generator);
        var keeper = finished.keeper(framesPerRun, generator);
        var progress = common.progress("simulate", "frames", frames)) {
      Consumer<Frame> sink =
          frame -> {
            writer.accept(frame);
            progress.advance();
          };
      finished.replay(done, sink);
      runs.record(
          done,
          spins,
          schedule,
          generator,
          seed,
          runs.spinRuns() > 1 ? sink.andThen(keeper) : sink);
    } catch (RuntimeException e) {
      // an interruption while a file is written comes as a failure to write
      throw e instanceof CancellationException || Thread.interrupted()
          ? finished.interrupted(runs.spinRuns())
          : e;
    }
    finished.discard();
    common.print(
        "%s: %d frames of %s%s"
            .formatted(
                out, frames, runs.describe(spins), generator ? ", with generator channels" : ""));
    caution(schedule);
  }

  /// An origin whose text says all that decides the frames.
  private Trajectory.Origin plan(Trajectory.Origin origin, SpinOptions spins, Schedule schedule) {
    String text =
        "%s, %s, times %08x%s"
            .formatted(
                origin.model(),
                spins.identify(),
                schedule.runs().hashCode(),
                generator ? ", generator" : "");
    return new Trajectory.Origin(text, origin.grid(), origin.block(), seed);
  }
}
