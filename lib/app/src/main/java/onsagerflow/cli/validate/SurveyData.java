package onsagerflow.cli.validate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import onsagerflow.cli.command.Choice;
import onsagerflow.cli.command.TextFile;
import onsagerflow.cli.learn.LearnerOptions;
import onsagerflow.cli.simulate.IsingOptions;
import onsagerflow.cli.simulate.KacOptions;
import onsagerflow.cli.simulate.RecordingTimes;
import onsagerflow.cli.simulate.RunOptions;
import onsagerflow.estimate.Learner;
import onsagerflow.field.Frame;
import onsagerflow.field.Kernel;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.Trajectory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Carries out what a case of the survey says, by the options of its own commands: the frames are
/// those that `simulate` writes, the learner the one that `learn` fits.
final class SurveyData {

  private SurveyData() {}

  /// What `simulate kac` and `validate` read from their options.
  @Command
  private static final class Kac {
    @Mixin private final KacOptions spins = new KacOptions();
    @Mixin private final RunOptions runs = new RunOptions();
    @Mixin private final RecordingTimes times = new RecordingTimes();

    @Option(names = "--seed")
    private long seed;
  }

  /// What `simulate ising` reads.
  @Command
  private static final class Ising {
    @Mixin private final IsingOptions spins = new IsingOptions();
    @Mixin private final RunOptions runs = new RunOptions();
    @Mixin private final RecordingTimes times = new RecordingTimes();

    @Option(names = "--seed")
    private long seed;
  }

  /// What `learn` reads.
  @Command
  private static final class Learning {
    @Mixin private final LearnerOptions learner = new LearnerOptions();
  }

  /// One data set of a case, a trajectory for each file that its commands would write.
  ///
  /// @param set number of the set, from 0
  static List<RecordedTrajectory> record(SurveyCase c, int set) {
    var all = new ArrayList<RecordedTrajectory>();
    var kernel = c.model().interaction().kernel();
    try {
      var file = Files.createTempFile("kernel", ".txt");
      try {
        if (kernel.isPresent()) {
          Files.writeString(file, text(kernel.get()));
        }
        for (var options : c.simulations(set, file.toString())) {
          all.add(kernel.isPresent() ? kac(c.model().truth(), options) : ising(options));
        }
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a kernel: " + e.getMessage(), e);
    }
    return all;
  }

  private static RecordedTrajectory kac(Validate.Truth truth, List<String> options) {
    var kac = parsed(new Kac(), options);
    var frames = truth.frames(kac.spins, kac.runs, kac.times.schedule(), kac.seed);
    return new RecordedTrajectory(kac.runs.origin(kac.spins, kac.seed), frames);
  }

  private static RecordedTrajectory ising(List<String> options) {
    var ising = parsed(new Ising(), options);
    var frames = new ArrayList<Frame>();
    ising.runs.of(ising.spins, ising.times.schedule(), false, ising.seed).record(frames::add);
    return new RecordedTrajectory(ising.runs.origin(ising.spins, ising.seed), frames);
  }

  /// The learner of a case.
  static Learner learner(SurveyCase c) {
    return parsed(new Learning(), c.learning()).learner.learner();
  }

  /// The frames of all trajectories at one temperature, as one.
  static Trajectory at(double temperature, List<RecordedTrajectory> data) {
    var frames =
        data.stream()
            .flatMap(trajectory -> trajectory.frames().stream())
            .filter(frame -> frame.conditions().temperature() == temperature)
            .toList();
    return new RecordedTrajectory(data.getFirst().origin(), frames);
  }

  /// A kernel as `--kernel` reads it.
  static String text(Kernel kernel) {
    var lines = new ArrayList<String>();
    for (double[] row : kernel.rows()) {
      lines.add(
          java.util.Arrays.stream(row).mapToObj(Double::toString).collect(Collectors.joining(" ")));
    }
    return String.join("\n", lines) + "\n";
  }

  private static <T> T parsed(T command, List<String> options) {
    Choice.teach(new CommandLine(command)).parseArgs(options.toArray(String[]::new));
    return command;
  }

  /// Writes the kernel of a case for `--kernel`.
  ///
  /// @throws IllegalArgumentException if it has none
  static void writeKernel(SurveyCase c, Path file) {
    var kernel =
        c.model()
            .interaction()
            .kernel()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "case " + c.number() + " has nearest neighbours and no kernel to write"));
    TextFile.write(file, text(kernel));
  }
}
