package onsagerflow.cli.simulate;

import java.util.Arrays;
import onsagerflow.coarsen.BlockAverage;
import onsagerflow.coarsen.Recorder;
import onsagerflow.coarsen.Schedule;
import onsagerflow.coarsen.SpinRuns;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Trajectory;
import picocli.CommandLine.Option;

/// The options that say how often spins are run and from where.
///
/// Run i draws from its own stream of [CounterRandom]. More runs therefore leave the former ones as
/// they were.
public final class RunOptions {

  @Option(
      names = "--mean",
      split = ",",
      paramLabel = "<m0>",
      description = "Initial magnetisations, separated by commas; one run each.")
  private double[] means = {0};

  @Option(names = "--runs", paramLabel = "<n>", description = "Independent runs of each mean.")
  private int runs = 1;

  public Trajectory.Origin origin(SpinOptions spins, long seed) {
    String model = spins.describe() + ", initial means " + Arrays.toString(means);
    return new Trajectory.Origin(
        model, spins.lattice().coarsen(spins.block()), spins.block(), seed);
  }

  /// All runs of spins.
  public SpinRuns of(SpinOptions options, Schedule schedule, boolean generator, long seed) {
    return new SpinRuns(
        options.system(),
        new Recorder(new BlockAverage(options.block()), generator),
        schedule,
        spinRuns(),
        (run, spins) -> {
          var random = new CounterRandom(seed, run);
          spins.magnetise(mean(run), random);
          return random;
        });
  }

  /// The initial magnetisation of a run.
  public double mean(int run) {
    return means[run % means.length];
  }

  /// What is simulated, in a few words.
  public String describe(SpinOptions spins) {
    int spinRuns = spinRuns();
    return "%s blocks, %s %s of spins, %s"
        .formatted(
            spins.blocks(), spinRuns, spinRuns == 1 ? "run" : "runs", spins.describeConditions());
  }

  /// The number of runs of spins.
  public int spinRuns() {
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
