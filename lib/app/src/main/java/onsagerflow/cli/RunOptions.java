package onsagerflow.cli;

import java.util.Arrays;
import java.util.function.Consumer;
import onsagerflow.coarsen.BlockAverage;
import onsagerflow.coarsen.Recorder;
import onsagerflow.coarsen.Schedule;
import onsagerflow.field.Frame;
import onsagerflow.field.RandomStreams;
import onsagerflow.field.Trajectory;
import picocli.CommandLine.Option;

/// The options that say how often spins are run and from where.
///
/// Run i draws from its own stream of [onsagerflow.field.CounterRandom]. More runs therefore leave
/// the former ones as they were.
final class RunOptions {

  @Option(
      names = "--mean",
      split = ",",
      paramLabel = "<m0>",
      description = "Initial magnetisations, separated by commas; one run each.")
  private double[] means = {0};

  @Option(names = "--runs", paramLabel = "<n>", description = "Independent runs of each mean.")
  private int runs = 1;

  /// The frames that one run of spins records.
  int framesPerRun(Schedule schedule) {
    return schedule.runs().stream().mapToInt(run -> run.size()).sum();
  }

  Trajectory.Origin origin(SpinOptions spins, long seed) {
    String model = spins.describe() + ", initial means " + Arrays.toString(means);
    return new Trajectory.Origin(
        model, spins.lattice().coarsen(spins.block()), spins.block(), seed);
  }

  /// Simulates all runs of spins but the first few, which were simulated before.
  void record(
      int done,
      SpinOptions options,
      Schedule schedule,
      boolean generator,
      long seed,
      Consumer<Frame> frames) {
    var spins = options.system();
    var recorder = new Recorder(new BlockAverage(options.block()), generator);
    var streams = RandomStreams.of(seed, spinRuns());
    int recorded = done * schedule.runs().size();
    for (int run = done; run < streams.size(); run++) {
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
  String describe(SpinOptions spins) {
    int spinRuns = spinRuns();
    return "%s blocks, %s %s of spins, %s"
        .formatted(
            spins.blocks(), spinRuns, spinRuns == 1 ? "run" : "runs", spins.describeConditions());
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
