package onsagerflow.cli.simulate;

import java.util.Locale;
import onsagerflow.cli.command.Common;
import onsagerflow.cli.command.OutputFile;
import onsagerflow.cli.command.ResumableFile;
import onsagerflow.cli.engine.CommandJobs;
import onsagerflow.cli.engine.Distributed;
import onsagerflow.cli.engine.EngineOptions;
import onsagerflow.cli.engine.FrameBytes;
import onsagerflow.coarsen.Schedule;
import onsagerflow.coarsen.SpinRuns;
import onsagerflow.field.Trajectory;
import onsagerflow.jobs.Task;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What every command that simulates spins does: it records the blocks of all runs into one file.
abstract class Simulation implements Runnable, Distributed {

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

  @Mixin private final CheckpointOptions checkpoint = new CheckpointOptions();

  @Mixin private final EngineOptions engine = new EngineOptions();

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
    spins.conditions().field().requireKnown(0, schedule.last());
    var recorded = runs.of(spins, schedule, generator, seed);
    var origin = runs.origin(spins, seed);
    var file = new ResumableFile(out, plan(origin, spins, schedule), origin, common, "simulate");
    engine.run(
        common,
        jobs ->
            jobs.ifPresentOrElse(
                some -> write(file, recorded, some),
                () -> file.write(recorded, checkpoint.every())));
    common.print(
        "%s: %s frames of %s%s"
            .formatted(
                out,
                recorded.frames(),
                runs.describe(spins),
                generator ? ", with generator channels" : ""));
    caution(schedule);
  }

  private void write(ResumableFile file, SpinRuns recorded, CommandJobs jobs) {
    var conditions = recorded.spins().conditions();
    int frames = recorded.framesPerRun();
    var form = new FrameBytes(file.origin().grid(), conditions, generator);
    file.write(
        conditions,
        recorded.runs(),
        frames,
        generator,
        (done, sink) -> jobs.runs(done, recorded.runs(), frames, form, sink));
  }

  @Override
  public final Task task() {
    var recorded = runs.of(spins(), recordingTimes.schedule(), generator, seed);
    return FrameBytes.task(recorded::record);
  }

  /// All that decides the frames, as text.
  private String plan(Trajectory.Origin origin, SpinOptions spins, Schedule schedule) {
    return String.format(
        Locale.ROOT,
        "%s, %s, seed %d, times %08x, %s generator",
        origin.model(),
        spins.identify(),
        seed,
        schedule.runs().hashCode(),
        generator ? "with" : "without");
  }
}
