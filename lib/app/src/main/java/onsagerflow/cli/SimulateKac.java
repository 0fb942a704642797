package onsagerflow.cli;

import onsagerflow.coarsen.Schedule;
import onsagerflow.io.TrajectoryWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `onsagerflow simulate kac`: Kac–Ising spins, block-averaged as they run.
@Command(
    name = "kac",
    header = "Simulates Ising spins with a long-ranged interaction.",
    description =
        "Simulates Ising spins with a long-ranged (Kac) interaction on a periodic square lattice"
            + " under heat-bath Glauber dynamics, and records the magnetisation of blocks. Each run"
            + " starts from independent spins of the given mean at time 0. Learning wants data"
            + " spread over magnetisations and wavelengths: several means, early and late times."
            + " With --generator each frame also carries the exact drift and noise of each block,"
            + " which makes learning far more accurate.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  # a quench, recorded every sweep, with generator channels",
      "  onsagerflow simulate kac --temperature 0.8 --duration 20 --save-every 1 --generator \\",
      "    --out a.h5",
      "  # 300 bare frame pairs of lag 0.1 from three initial magnetisations",
      "  onsagerflow simulate kac --temperature 0.8 --mean 0,0.2,-0.5 --duration 20 --pairs 100 \\",
      "    --out b.h5",
      "  # eight independent runs to compare a model with",
      "  onsagerflow simulate kac --temperature 0.8 --times 0,5,10,20 --runs 8 --out c.h5"
    })
final class SimulateKac implements Runnable {

  @Mixin private final KacOptions spins = new KacOptions();

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

  @Override
  public void run() {
    var out = output.path();
    var schedule = recordingTimes.schedule();
    int frames = spins.frames(schedule);
    try (var writer =
            TrajectoryWriter.create(
                out, spins.origin(seed), spins.conditions(), frames, generator);
        var progress = common.progress("simulate", "frames", frames)) {
      spins.record(
          schedule,
          generator,
          seed,
          frame -> {
            writer.accept(frame);
            progress.advance();
          });
    }
    common.print(
        "%s: %d frames of %s%s"
            .formatted(
                out, frames, spins.describe(), generator ? ", with generator channels" : ""));
    cautionOfShortLags(schedule);
  }

  private void cautionOfShortLags(Schedule schedule) {
    double shortest = Double.POSITIVE_INFINITY;
    for (var times : schedule.runs()) {
      for (int i = 1; i < times.size(); i++) {
        shortest = Math.min(shortest, times.get(i) - times.get(i - 1));
      }
    }
    double leap = spins.leap();
    if (shortest < 2 * leap * (1 - 1e-9)) {
      common.warn(
          "frames %s sweeps apart scatter too little at --leap %s; take at most half their distance"
              .formatted(Quantity.time(shortest), leap));
    }
  }
}
