package onsagerflow.cli;

import java.util.Arrays;
import java.util.List;
import onsagerflow.coarsen.BlockAverage;
import onsagerflow.coarsen.Recorder;
import onsagerflow.coarsen.Schedule;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RandomStreams;
import onsagerflow.field.Trajectory;
import onsagerflow.io.TrajectoryWriter;
import onsagerflow.micro.KacIsing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `onsagerflow simulate kac`: Kac–Ising spins, block-averaged as they run.
///
/// Run i draws from its own stream: xoroshiro128++ from the seed, jumped ahead i times 2⁶⁴ draws.
/// More runs therefore leave the former ones as they were.
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
@SuppressWarnings("NullAway.Init") // picocli sets required options
final class SimulateKac implements Runnable {

  @Option(names = "--length", paramLabel = "<L>", description = "Edge of the lattice, in spins.")
  private int length = 1024;

  @Option(
      names = "--block",
      paramLabel = "<B>",
      description = "Edge of a block, in spins; divides the length.")
  private int block = 8;

  @Mixin private final KernelOptions kernelOptions = new KernelOptions();

  @Option(
      names = "--temperature",
      required = true,
      paramLabel = "<T>",
      description = "Temperature, in units of the interaction strength.")
  private Double temperature;

  @Option(names = "--field", paramLabel = "<h>", description = "External field.")
  private double field;

  @Mixin private final RecordingTimes recordingTimes = new RecordingTimes();

  @Option(
      names = "--mean",
      split = ",",
      paramLabel = "<m0>",
      description = "Initial magnetisations, separated by commas; one run each.")
  private double[] means = {0};

  @Option(names = "--runs", paramLabel = "<n>", description = "Independent runs of each mean.")
  private int runs = 1;

  @Option(
      names = "--generator",
      negatable = true,
      defaultValue = "false",
      fallbackValue = "true",
      description =
          "Record the exact drift and noise of each block with each frame; off unless asked for.")
  private boolean generator;

  @Option(
      names = "--leap",
      paramLabel = "<tau>",
      description =
          "Longest time step of the spins, in sweeps. Averages have an error of order tau^2, the"
              + " scatter of a pair is too small if its lag is below two steps.")
  private double leap = KacIsing.DEFAULT_LEAP;

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
    var conditions = new Frame.Conditions(temperature, field);
    var kernel = kernelOptions.kernel();
    var lattice = lattice();
    var blocks = lattice.coarsen(block);
    kernel.requireFits(lattice);
    var schedule = recordingTimes.schedule();
    int spinRuns = spinRuns();
    int framesPerRun = schedule.runs().stream().mapToInt(List::size).sum();
    int frames = Math.multiplyExact(framesPerRun, spinRuns);
    var spins = new KacIsing(lattice, kernel, conditions, leap);
    String model =
        "Kac-Ising, L = %d, %s, tau-leap %s, initial means %s"
            .formatted(length, kernelOptions.describe(kernel), leap, Arrays.toString(means));
    var origin = new Trajectory.Origin(model, blocks, block, seed);
    var recorder = new Recorder(new BlockAverage(block), generator);
    try (var writer = TrajectoryWriter.create(out, origin, conditions, frames, generator);
        var progress = common.progress("simulate", "frames", frames)) {
      int recorded = 0;
      var streams = RandomStreams.of(seed, spinRuns);
      for (int run = 0; run < spinRuns; run++) {
        var random = streams.get(run);
        spins.magnetise(means[run % means.length], random);
        recorded =
            recorder.record(
                spins,
                schedule,
                recorded,
                random,
                frame -> {
                  writer.accept(frame);
                  progress.advance();
                });
      }
    }
    common.print(
        "%s: %d frames of %d x %d blocks, %d %s of spins, T = %s, h = %s%s"
            .formatted(
                out,
                frames,
                blocks.ny(),
                blocks.nx(),
                spinRuns,
                spinRuns == 1 ? "run" : "runs",
                temperature,
                field,
                generator ? ", with generator channels" : ""));
    cautionOfShortLags(schedule);
  }

  private void cautionOfShortLags(Schedule schedule) {
    double shortest = Double.POSITIVE_INFINITY;
    for (var times : schedule.runs()) {
      for (int i = 1; i < times.size(); i++) {
        shortest = Math.min(shortest, times.get(i) - times.get(i - 1));
      }
    }
    if (shortest < 2 * leap * (1 - 1e-9)) {
      common.warn(
          "frames %s sweeps apart scatter too little at --leap %s; take at most half their distance"
              .formatted(Quantity.time(shortest), leap));
    }
  }

  private Grid lattice() {
    if (length < 1 || length > (int) Math.sqrt(Integer.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "--length must lie between 1 and 46340 spins, got " + length);
    }
    return Grid.square(length);
  }

  private int spinRuns() {
    if (runs < 1) {
      throw new IllegalArgumentException("--runs must be at least 1, got " + runs);
    }
    for (double mean : means) {
      if (!(Math.abs(mean) <= 1)) {
        throw new IllegalArgumentException("--mean must lie in [-1, 1], got " + mean);
      }
    }
    return Math.multiplyExact(runs, means.length);
  }
}
