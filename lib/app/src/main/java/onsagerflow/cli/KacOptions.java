package onsagerflow.cli;

import java.util.Arrays;
import java.util.function.Consumer;
import onsagerflow.coarsen.BlockAverage;
import onsagerflow.coarsen.Recorder;
import onsagerflow.coarsen.Schedule;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.RandomStreams;
import onsagerflow.field.Trajectory;
import onsagerflow.micro.KacIsing;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that say which Kac–Ising spins are simulated.
///
/// Run i draws from its own stream of [onsagerflow.field.CounterRandom]. More runs therefore leave
/// the former ones as they were.
@SuppressWarnings("NullAway.Init") // picocli sets required options
final class KacOptions {

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

  @Option(
      names = "--mean",
      split = ",",
      paramLabel = "<m0>",
      description = "Initial magnetisations, separated by commas; one run each.")
  private double[] means = {0};

  @Option(names = "--runs", paramLabel = "<n>", description = "Independent runs of each mean.")
  private int runs = 1;

  @Option(
      names = "--leap",
      paramLabel = "<tau>",
      description =
          "Longest time step of the spins, in sweeps. Averages have an error of order tau^2, the"
              + " scatter of a pair is too small if its lag is below two steps.")
  private double leap = KacIsing.DEFAULT_LEAP;

  int block() {
    return block;
  }

  double leap() {
    return leap;
  }

  Frame.Conditions conditions() {
    return new Frame.Conditions(temperature, field);
  }

  Kernel kernel() {
    return kernelOptions.kernel();
  }

  /// The frames that all runs record.
  int frames(Schedule schedule) {
    int framesPerRun = schedule.runs().stream().mapToInt(run -> run.size()).sum();
    return Math.multiplyExact(framesPerRun, spinRuns());
  }

  Trajectory.Origin origin(long seed) {
    String model =
        "Kac-Ising, L = %d, %s, tau-leap %s, initial means %s"
            .formatted(length, kernelOptions.describe(kernel()), leap, Arrays.toString(means));
    return new Trajectory.Origin(model, lattice().coarsen(block), block, seed);
  }

  /// Simulates all runs.
  void record(Schedule schedule, boolean generator, long seed, Consumer<Frame> frames) {
    var lattice = lattice();
    var kernel = kernel();
    kernel.requireFits(lattice);
    var recorder = new Recorder(new BlockAverage(block), generator);
    var spins = new KacIsing(lattice, kernel, conditions(), leap);
    var streams = RandomStreams.of(seed, spinRuns());
    int recorded = 0;
    for (int run = 0; run < streams.size(); run++) {
      var random = streams.get(run);
      spins.magnetise(mean(run), random);
      recorded = recorder.record(spins, schedule, recorded, random, frames);
    }
  }

  /// The initial magnetisation of a run.
  double mean(int run) {
    return means[run % means.length];
  }

  /// What is simulated, in a few words.
  String describe() {
    int blocks = length / block;
    int spinRuns = spinRuns();
    return "%d x %d blocks, %d %s of spins, T = %s, h = %s"
        .formatted(blocks, blocks, spinRuns, spinRuns == 1 ? "run" : "runs", temperature, field);
  }

  private Grid lattice() {
    if (length < 1 || length > (int) Math.sqrt(Integer.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "--length must lie between 1 and 46340 spins, got " + length);
    }
    return Grid.square(length);
  }

  /// The number of runs of spins.
  int spinRuns() {
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
