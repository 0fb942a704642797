package onsagerflow.cli.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import onsagerflow.cli.command.Common;
import onsagerflow.cli.command.OutputFile;
import onsagerflow.cli.command.ResumableFile;
import onsagerflow.coarsen.Schedule;
import onsagerflow.coarsen.VectorAverage;
import onsagerflow.coarsen.VectorRecorder;
import onsagerflow.coarsen.VectorRuns;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Trajectory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `onsagerflow simulate heisenberg`: atomistic spins, block-averaged as they run.
@Command(
    name = "heisenberg",
    header = "Simulates classical Heisenberg spins (atomistic spin dynamics).",
    description =
        "Simulates unit vectors on a square or simple cubic lattice by the stochastic"
            + " Landau-Lifshitz-Gilbert equation, and records the mean vector of blocks. Each run"
            + " starts from independent spins of the given mean vector at time 0. In reduced units:"
            + " J = 1 a bond, or a total of 1 for a long-ranged exchange; T and h in units of J,"
            + " times in those of one radian of precession in a field of 1. A file with a material"
            + " brings SI units. With --generator each frame also carries the exact drift and noise"
            + " of each block.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  # a long-ranged ferromagnet that orders, with generator channels",
      "  onsagerflow simulate heisenberg --exchange kac --range 16 --temperature 0.22 \\",
      "    --damping 0.2 --duration 40 --save-every 1 --generator --out a.h5",
      "  # nearest neighbours on a simple cubic lattice, from order along z",
      "  onsagerflow simulate heisenberg --lattice sc --length 32 --temperature 0.9 \\",
      "    --mean 0,0,1 --block 4 --duration 100 --save-every 1 --out b.h5",
      "  # a material, 10 ps at 300 K, a frame every 0.1 ps",
      "  onsagerflow simulate heisenberg material.json --temperature 300 --mean 0,0,1 \\",
      "    --block 4 --duration 1e-11 --save-every 1e-13 --out c.h5"
    })
final class SimulateHeisenberg implements Runnable {

  @Mixin private final HeisenbergOptions spins = new HeisenbergOptions();

  @Option(
      names = "--mean",
      split = ";",
      paramLabel = "mx,my,mz",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description =
          "Initial mean vectors, separated by semicolons; one run each.%n  Default: 0,0,0")
  private String[] means = {"0,0,0"};

  @Option(names = "--runs", paramLabel = "<n>", description = "Independent runs of each mean.")
  private int runs = 1;

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

  @Mixin private final OutputFile output = new OutputFile();

  @Mixin private final Common common = new Common();

  @Override
  public void run() {
    var out = output.path();
    var asked = spins.asked();
    var schedule = asked.schedule(recordingTimes);
    var starts = starts();
    var grid = asked.lattice().coarsen(spins.block());
    if (generator && asked.method() == HeisenbergOptions.Method.HEATBATH) {
      throw new IllegalArgumentException(
          "--generator is that of a dynamics, and --method heatbath has none");
    }
    var recorder = new VectorRecorder(new VectorAverage(spins.block()), generator);
    var recorded =
        new VectorRuns(
            asked.system(),
            recorder,
            schedule,
            Math.multiplyExact(runs(), starts.size()),
            (run, vectors) -> {
              var random = new CounterRandom(seed, run);
              vectors.magnetise(starts.get(run % starts.size()), random);
              return random;
            });
    String from = starts.stream().map(Arrays::toString).collect(Collectors.joining(" "));
    var origin =
        new Trajectory.Origin(asked.words() + ", initial means " + from, grid, spins.block(), seed);
    new ResumableFile(out, plan(recorded, schedule, from), origin, common, "simulate")
        .write(recorded, checkpoint.every());
    common.print(
        "%s: %s frames of %s blocks, %s %s, T = %s, h = %s%s"
            .formatted(
                out,
                recorded.frames(),
                grid.extent(),
                recorded.runs(),
                recorded.runs() == 1 ? "run" : "runs",
                (float) asked.conditions().temperature(),
                asked.conditions().field(),
                generator ? ", with generator channels" : ""));
  }

  private int runs() {
    if (runs < 1) {
      throw new IllegalArgumentException("--runs must be at least 1, got " + runs);
    }
    return runs;
  }

  private List<double[]> starts() {
    var starts = new ArrayList<double[]>();
    for (String mean : means) {
      starts.add(start(mean));
    }
    return starts;
  }

  private static double[] start(String text) {
    try {
      double[] mean = Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
      double length = Math.sqrt(Arrays.stream(mean).map(m -> m * m).sum());
      if (mean.length == 3 && length <= 1 + 1e-12) {
        return mean;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--mean is three numbers, mx,my,mz, got '" + text + "'", e);
    }
    throw new IllegalArgumentException(
        "--mean is a vector mx,my,mz no longer than 1, got '" + text + "'");
  }

  /// All that decides the frames, as text.
  private String plan(VectorRuns recorded, Schedule schedule, String from) {
    return String.format(
        Locale.ROOT,
        "%s, block %d, %d runs, means %s, seed %d, times %08x, %s generator",
        recorded.vectors().identity(),
        spins.block(),
        recorded.runs(),
        from,
        seed,
        schedule.runs().hashCode(),
        generator ? "with" : "without");
  }
}
