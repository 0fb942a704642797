package onsagerflow.cli;

import java.util.Arrays;
import java.util.function.Consumer;
import onsagerflow.coarsen.BlockAverage;
import onsagerflow.coarsen.Recorder;
import onsagerflow.coarsen.Schedule;
import onsagerflow.field.Frame;
import onsagerflow.field.Kernel;
import onsagerflow.field.RandomStreams;
import onsagerflow.field.Trajectory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that say which Kac–Ising spins are simulated, how often and from where.
///
/// Run i draws from its own stream of [onsagerflow.field.CounterRandom]. More runs therefore leave
/// the former ones as they were.
final class KacOptions {

  @Mixin private final KacSystem system = new KacSystem();

  @Option(
      names = "--mean",
      split = ",",
      paramLabel = "<m0>",
      description = "Initial magnetisations, separated by commas; one run each.")
  private double[] means = {0};

  @Option(names = "--runs", paramLabel = "<n>", description = "Independent runs of each mean.")
  private int runs = 1;

  int block() {
    return system.block();
  }

  double leap() {
    return system.leap();
  }

  Frame.Conditions conditions() {
    return system.conditions();
  }

  Kernel kernel() {
    return system.kernel();
  }

  /// The frames that all runs record.
  int frames(Schedule schedule) {
    int framesPerRun = schedule.runs().stream().mapToInt(run -> run.size()).sum();
    return Math.multiplyExact(framesPerRun, spinRuns());
  }

  Trajectory.Origin origin(long seed) {
    String model = "%s, initial means %s".formatted(system.describe(), Arrays.toString(means));
    return new Trajectory.Origin(model, system.lattice().coarsen(block()), block(), seed);
  }

  /// Simulates all runs.
  void record(Schedule schedule, boolean generator, long seed, Consumer<Frame> frames) {
    var spins = system.spins();
    var recorder = new Recorder(new BlockAverage(block()), generator);
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
    int spinRuns = spinRuns();
    return "%s blocks, %d %s of spins, %s"
        .formatted(
            system.blocks(), spinRuns, spinRuns == 1 ? "run" : "runs", system.describeConditions());
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
