package onsagerflow.cli;

import java.util.Locale;
import onsagerflow.coarsen.Schedule;
import onsagerflow.field.Trajectory;
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
    var file =
        new ResumableFile(
            out,
            runs.origin(spins, seed),
            spins.conditions(),
            runs.spinRuns(),
            runs.framesPerRun(schedule),
            generator);
    file.write(
        plan(file.origin(), spins, schedule),
        common,
        "simulate",
        (done, sink) -> runs.record(done, spins, schedule, generator, seed, sink));
    common.print(
        "%s: %s frames of %s%s"
            .formatted(
                out,
                file.frames(),
                runs.describe(spins),
                generator ? ", with generator channels" : ""));
    caution(schedule);
  }

  /// All that decides the frames, as text.
  private String plan(Trajectory.Origin origin, SpinOptions spins, Schedule schedule) {
    return String.format(
        Locale.ROOT,
        "%s, %s, times %08x%s",
        origin.model(),
        spins.identify(),
        schedule.runs().hashCode(),
        generator ? ", generator" : "");
  }
}
