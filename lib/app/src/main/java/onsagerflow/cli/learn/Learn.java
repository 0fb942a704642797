package onsagerflow.cli.learn;

import java.nio.file.Path;
import java.util.List;
import onsagerflow.cli.command.Common;
import onsagerflow.cli.command.Inputs;
import onsagerflow.cli.command.Interruption;
import onsagerflow.cli.command.OutputFile;
import onsagerflow.cli.command.ProgressReporter;
import onsagerflow.cli.command.RunFailedException;
import onsagerflow.cli.engine.EngineOptions;
import onsagerflow.cli.engine.GroupTask;
import onsagerflow.estimate.Learned;
import onsagerflow.estimate.Learner;
import onsagerflow.estimate.data.Engine;
import onsagerflow.estimate.data.Observations;
import onsagerflow.io.ModelFile;
import onsagerflow.io.TrajectoryFile;
import onsagerflow.io.VectorTrajectoryFile;
import onsagerflow.meso.ModelFamily;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `onsagerflow learn`: trajectories in, a model out.
@Command(
    name = "learn",
    header = "Learns K, s' and J from block trajectories.",
    description =
        "Learns the mobility K, the entropy slope s' and the interaction J of block fields, with"
            + " standard errors, and writes them as one JSON file. All trajectories must have the"
            + " same block size. Runs may differ in field; at several temperatures K and s' are"
            + " learned at each and one J for all, and rollout predicts what lies between. Where"
            + " every frame carries generator channels these are used; otherwise each two"
            + " consecutive frames of a run are a pair, and the closer the two the better (0.1"
            + " sweeps). Of vector spins it learns K along m and across it, the precession, s' and"
            + " J, at one temperature. A short summary with the diagnostics follows.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  onsagerflow learn a.h5 --out model.json",
      "  # the paper's model, from bare trajectories",
      "  onsagerflow learn a.h5 b.h5 --closure onsager --mobility m --use-generator never \\",
      "    --out paper.json",
      "  # a kernel known to reach 4 blocks and to have the symmetry of the square",
      "  onsagerflow learn a.h5 --radius 4 --symmetry c4 --out model.json",
      "  # K and s' as functions of temperature, J once",
      "  onsagerflow learn t0.8.h5 t1.0.h5 t1.25.h5 --out family.json",
      "  # on a cluster that sees the files",
      "  onsagerflow learn /data/a.h5 /data/b.h5 --engine spark --master spark://host:7077 \\",
      "    --out model.json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets parameters and options with defaults
public final class Learn implements Runnable {

  @Parameters(arity = "1..*", paramLabel = "<a.h5>", description = "Trajectories to learn from.")
  private List<Path> files;

  @Mixin private final LearnerOptions learnerOptions = new LearnerOptions();

  @Option(
      names = "--use-generator",
      paramLabel = "auto|never",
      defaultValue = "auto",
      description = "Whether to learn from generator channels where all files have them.")
  private Observations.UseGenerator useGenerator;

  @Mixin private final EngineOptions engine = new EngineOptions();

  @Mixin private final OutputFile output = new OutputFile();

  @Mixin private final Common common = new Common();

  @Override
  public void run() {
    var out = output.path();
    if (VectorTrajectoryFile.isOne(files.getFirst())) {
      engine.requireLocal("vectors are learned");
      new LearnVectors(learnerOptions.ofVectors(), useGenerator, common).run(files, out);
      return;
    }
    var learner = learnerOptions.learner();
    try (var inputs = new Inputs(files)) {
      requireAgreement(inputs.files());
      var learned = fit(learner, inputs);
      var family = new ModelFamily(learned.stream().map(Learned::model).toList());
      ModelFile.write(out, family);
      var summary = new LearnSummary(learned, family, learner);
      common.print(out + ": " + summary.text());
      InputCautions.of(files, inputs.files(), useGenerator == Observations.UseGenerator.AUTO)
          .forEach(common::warn);
      summary.cautions().forEach(common::warn);
    }
  }

  private List<Learned> fit(Learner learner, Inputs inputs) {
    try (var progress = common.progress("learn", "rounds", ProgressReporter.UNKNOWN)) {
      var observations = Observations.of(inputs.files(), useGenerator);
      var reporting =
          learner.withProgress(
              line -> {
                Interruption.check();
                progress.note(line);
              });
      return engine.with(
          common,
          progress::note,
          jobs ->
              reporting.fitTemperatures(
                  jobs.<Engine>map(some -> groups -> some.jobs().answers(GroupTask.class, groups))
                      .map(observations::on)
                      .orElse(observations)));
    } catch (IllegalArgumentException e) {
      throw new RunFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private void requireAgreement(List<TrajectoryFile> trajectories) {
    var first = files.getFirst();
    int block = trajectories.getFirst().origin().block();
    for (int i = 1; i < files.size(); i++) {
      Inputs.requireSame(
          "block size", first, block, files.get(i), trajectories.get(i).origin().block());
    }
  }
}
