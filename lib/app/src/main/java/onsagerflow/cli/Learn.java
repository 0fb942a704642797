package onsagerflow.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import onsagerflow.estimate.Gauge;
import onsagerflow.estimate.Learned;
import onsagerflow.estimate.Learner;
import onsagerflow.estimate.MobilityForm;
import onsagerflow.estimate.Observations;
import onsagerflow.estimate.Symmetry;
import onsagerflow.estimate.UnidentifiableException;
import onsagerflow.field.Frame;
import onsagerflow.io.ModelFile;
import onsagerflow.io.TrajectoryFile;
import onsagerflow.meso.Closure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// `onsagerflow learn`: trajectories in, a model out.
@Command(
    name = "learn",
    header = "Learns K, s' and J from block trajectories.",
    description =
        "Learns the mobility K, the entropy slope s' and the interaction J of block fields, with"
            + " standard errors, and writes them as one JSON file. All trajectories must have the"
            + " same block size and temperature. Where every frame carries generator channels these"
            + " are used; otherwise each two consecutive frames of a run are a pair, and the closer"
            + " the two the better (0.1 sweeps). A short summary with the diagnostics follows.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  onsagerflow learn a.h5 --out model.json",
      "  # the paper's model, from bare trajectories",
      "  onsagerflow learn a.h5 b.h5 --closure onsager --mobility m --use-generator never \\",
      "    --out paper.json",
      "  # a kernel known to reach 4 blocks and to have the symmetry of the square",
      "  onsagerflow learn a.h5 --radius 4 --symmetry c4 --out model.json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets parameters and options with defaults
final class Learn implements Runnable {

  @Parameters(arity = "1..*", paramLabel = "<a.h5>", description = "Trajectories to learn from.")
  private List<Path> files;

  @Option(
      names = "--closure",
      paramLabel = "cosh|onsager",
      defaultValue = "cosh",
      description =
          "Response of the drift to the force: cosh (exact for single spin flips) or onsager"
              + " (linear, eq. (5) of the paper).")
  private Closure closure;

  @Option(
      names = "--mobility",
      paramLabel = "m|m,phi",
      defaultValue = "m,phi",
      description =
          "What K depends on: m alone (the paper), or m and the local field phi = J*m + h.")
  private MobilityForm mobility;

  @Option(
      names = "--radius",
      paramLabel = "<r>|auto",
      defaultValue = "auto",
      description = "Reach of J in blocks; auto chooses it by held-out frames.")
  private OptionalInt radius;

  @Option(
      names = "--symmetry",
      paramLabel = "inversion|c4|radial",
      defaultValue = "inversion",
      description =
          "Symmetry imposed on J: J(r) = J(-r) only, quarter turns too, or a function of |r|.")
  private Symmetry symmetry;

  @Option(
      names = "--use-generator",
      paramLabel = "auto|never",
      defaultValue = "auto",
      description = "Whether to learn from generator channels where all files have them.")
  private Observations.UseGenerator useGenerator;

  @Option(
      names = "--gauge",
      paramLabel = "slope|<value>",
      defaultValue = "slope",
      description =
          "How J(0) is fixed, which data cannot tell from s': by s'(m)/m -> T as m -> 0, or to a"
              + " value.")
  private Gauge gauge;

  @Mixin private final OutputFile output = new OutputFile();

  @Mixin private final Common common = new Common();

  static OptionalInt radius(String text) {
    if (text.equals("auto")) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw new TypeConversionException("must be auto or a number of blocks, got '" + text + "'");
    }
  }

  static Gauge gauge(String text) {
    if (text.equals("slope")) {
      return new Gauge.Slope();
    }
    try {
      return new Gauge.Centre(Double.parseDouble(text));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("must be slope or a finite number, got '" + text + "'");
    }
  }

  @Override
  public void run() {
    var out = output.path();
    var learner =
        new Learner(
            closure, mobility, radius, symmetry, Learner.standard().regressor(), gauge, line -> {});
    try (var inputs = new Inputs(files)) {
      requireAgreement(inputs.files());
      var learned = fit(learner, inputs);
      var model = learned.model();
      ModelFile.write(out, model);
      var summary = new LearnSummary(learned, model, learner, pairLag(inputs));
      common.print(out + ": " + summary.text());
      summary.cautions().forEach(common::warn);
    }
  }

  private Learned fit(Learner learner, Inputs inputs) {
    try (var progress = common.progress("learn", "rounds", ProgressReporter.UNKNOWN)) {
      return learner
          .withProgress(
              line -> {
                Interruption.check();
                progress.note(line);
              })
          .fit(Observations.of(inputs.files(), useGenerator));
    } catch (UnidentifiableException | IllegalArgumentException e) {
      double lag = pairLag(inputs);
      String hint = lag > LearnSummary.LONG_LAG ? "; " + LearnSummary.farApart(lag) : "";
      throw new RunFailedException(e.getMessage() + hint, e);
    }
  }

  /// The longest time between the two frames of a pair; 0 where generator channels are used.
  private double pairLag(Inputs inputs) {
    boolean generator =
        useGenerator == Observations.UseGenerator.AUTO
            && inputs.files().stream().allMatch(TrajectoryFile::hasGenerator);
    return generator ? 0 : inputs.longestLag();
  }

  private void requireAgreement(List<TrajectoryFile> trajectories) {
    var first = files.getFirst();
    int block = trajectories.getFirst().origin().block();
    double temperature = temperature(first, trajectories.getFirst());
    for (int i = 1; i < files.size(); i++) {
      var file = files.get(i);
      var trajectory = trajectories.get(i);
      Inputs.requireSame("block size", first, block, file, trajectory.origin().block());
      Inputs.requireSame("temperature", first, temperature, file, temperature(file, trajectory));
    }
  }

  private static double temperature(Path file, TrajectoryFile trajectory) {
    return Inputs.constant(file, trajectory, "temperature", Frame.Conditions::temperature);
  }
}
