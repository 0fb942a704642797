package onsagerflow.cli.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import onsagerflow.cli.command.Common;
import onsagerflow.cli.command.Interruption;
import onsagerflow.cli.learn.LearnerOptions;
import onsagerflow.cli.simulate.KacOptions;
import onsagerflow.cli.simulate.RecordingTimes;
import onsagerflow.cli.simulate.RunOptions;
import onsagerflow.coarsen.Schedule;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.exact.Efficiency;
import onsagerflow.estimate.exact.ExactHeatBath;
import onsagerflow.field.Frame;
import onsagerflow.field.RandomStreams;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.meso.Closure;
import onsagerflow.micro.KacKernel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `onsagerflow validate`: independent data sets of known spins, learned one by one.
@Command(
    name = "validate",
    header = "Measures how good the estimates are on spins whose functions are known.",
    description =
        "Simulates independent data sets of Kac-Ising spins, learns each from frame pairs, and"
            + " compares with the exact functions: the error of J, s', K(m, phi) and K(m), the same"
            + " over the Cramer-Rao bound (1 is the best possible), the share of 95 %% intervals"
            + " that hold the truth, and the bias that is left. Use it to plan how many pairs an"
            + " accuracy takes.",
    footerHeading = "%nExample:%n",
    footer =
        "  onsagerflow validate --temperature 0.8 --length 512 --mean 0,0.2,0.4,0.6,-0.3 \\%n"
            + "    --duration 12 --pairs 60 --radius 4 --sets 20")
public final class Validate implements Runnable {

  @Mixin private final KacOptions spins = new KacOptions();

  @Mixin private final RunOptions runs = new RunOptions();

  @Mixin private final RecordingTimes recordingTimes = new RecordingTimes();

  @Mixin private final LearnerOptions learnerOptions = new LearnerOptions();

  /// What the data obey.
  enum Truth {
    SPINS,
    COSH,
    ONSAGER;

    /// The frames of all runs of one data set.
    List<Frame> frames(KacOptions spins, RunOptions runs, Schedule schedule, long seed) {
      var frames = new ArrayList<Frame>();
      if (this == SPINS) {
        runs.of(spins, schedule, false, seed).record(frames::add);
        return frames;
      }
      var equation =
          new KnownEquation(
              runs.origin(spins, seed).grid(),
              spins.conditions(),
              KacKernel.blockKernel(spins.kernel(), spins.block()),
              this == COSH ? Closure.COSH : Closure.ONSAGER);
      var streams = RandomStreams.of(seed, runs.spinRuns());
      for (int run = 0; run < streams.size(); run++) {
        frames.addAll(
            equation.record(
                schedule, runs.mean(run), run * schedule.runs().size(), streams.get(run)));
      }
      return frames;
    }
  }

  @Option(
      names = "--truth",
      paramLabel = "spins|cosh|onsager",
      defaultValue = "spins",
      description =
          "What is simulated: the spins, whose blocks obey the cosh equation as far as the field is"
              + " constant over a block, or that equation itself with either closure.")
  private Truth truth = Truth.SPINS;

  @Option(names = "--sets", paramLabel = "<n>", description = "Independent data sets.")
  private int sets = 20;

  @Option(
      names = "--seed",
      paramLabel = "<s>",
      description = "Seed of the first set; the others have the next ones.")
  private long seed = 1;

  @Mixin private final Common common = new Common();

  @Override
  public void run() {
    if (sets < 2) {
      throw new IllegalArgumentException("--sets must be at least 2, got " + sets);
    }
    spins.uniformConditions("the efficiency of an estimate");
    var learner = learnerOptions.learner();
    var schedule = recordingTimes.schedule();
    var exact =
        new ExactHeatBath(
            KacKernel.blockKernel(spins.kernel(), spins.block()), spins.conditions().temperature());
    var efficiency = new Efficiency(exact);
    double seconds = 0;
    int pairs = 0;
    try (var progress = common.progress("validate", "sets", sets)) {
      for (int set = 0; set < sets; set++) {
        var frames = truth.frames(spins, runs, schedule, seed + set);
        var data = new RecordedTrajectory(runs.origin(spins, seed + set), frames);
        var observations = Observations.of(data);
        long start = System.nanoTime();
        var learned =
            learner
                .withProgress(
                    line -> {
                      Interruption.check();
                      progress.note(line);
                    })
                .fit(observations);
        seconds += (System.nanoTime() - start) * 1e-9;
        pairs += observations.size();
        efficiency.add(learned, data);
        progress.advance();
      }
    }
    common.print(
        String.format(
            Locale.ROOT,
            "%d sets of %d frame pairs of %s; %.0f pairs learned per second",
            sets,
            pairs / sets,
            runs.describe(spins),
            pairs / seconds));
    common.print(table(efficiency));
  }

  private static String table(Efficiency efficiency) {
    var text = new StringBuilder();
    text.append(
        String.format(
            "%-10s %9s %14s %10s %11s %20s %12s%n",
            "", "error", "over C.-R.", "coverage", "bootstrap", "bias", "one set"));
    for (var r : efficiency.results()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-10s %8.3f%% %14.3f %9.1f%% %10.1f%% %+10.3f +- %.3f%% %10.3f%%%n",
              r.quantity(),
              100 * r.error(),
              r.efficiency(),
              100 * r.coverage(),
              100 * r.bootstrapCoverage(),
              100 * r.bias(),
              100 * r.biasError(),
              100 * r.singleError()));
    }
    return text.append(
            "error: relative, root mean square; bias: along the function; one set: its scatter")
        .toString();
  }
}
