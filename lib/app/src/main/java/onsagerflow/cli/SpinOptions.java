package onsagerflow.cli;

import java.util.Arrays;
import java.util.function.Consumer;
import onsagerflow.coarsen.BlockAverage;
import onsagerflow.coarsen.Recorder;
import onsagerflow.coarsen.Schedule;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RandomStreams;
import onsagerflow.field.Trajectory;
import onsagerflow.micro.SpinSystem;
import picocli.CommandLine.Option;

/// The options that every kind of simulated spins has.
///
/// Run i draws from its own stream of [onsagerflow.field.CounterRandom]. More runs therefore leave
/// the former ones as they were.
@SuppressWarnings("NullAway.Init") // picocli sets required options
abstract class SpinOptions {

  @Option(names = "--length", paramLabel = "<L>", description = "Edge of the lattice, in spins.")
  private int length = 1024;

  @Option(
      names = "--block",
      paramLabel = "<B>",
      description = "Edge of a block, in spins; divides the length.")
  private int block = 8;

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

  /// The kind of spins and what is particular to them, in a few words.
  ///
  /// @param lattice in a few words
  abstract String model(String lattice);

  /// Spins in the given conditions.
  ///
  /// @throws IllegalArgumentException if they do not fit the lattice
  abstract SpinSystem system(Grid lattice, Frame.Conditions conditions);

  int block() {
    return block;
  }

  Frame.Conditions conditions() {
    return new Frame.Conditions(temperature, field);
  }

  /// The frames that all runs record.
  int frames(Schedule schedule) {
    int framesPerRun = schedule.runs().stream().mapToInt(run -> run.size()).sum();
    return Math.multiplyExact(framesPerRun, spinRuns());
  }

  Trajectory.Origin origin(long seed) {
    String model = model("L = " + length) + ", initial means " + Arrays.toString(means);
    return new Trajectory.Origin(model, lattice().coarsen(block), block, seed);
  }

  /// Simulates all runs.
  void record(Schedule schedule, boolean generator, long seed, Consumer<Frame> frames) {
    var spins = system(lattice(), conditions());
    var recorder = new Recorder(new BlockAverage(block), generator);
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
