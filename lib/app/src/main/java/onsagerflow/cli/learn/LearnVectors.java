package onsagerflow.cli.learn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import onsagerflow.cli.command.Common;
import onsagerflow.cli.command.Inputs;
import onsagerflow.cli.command.Interruption;
import onsagerflow.cli.command.ProgressReporter;
import onsagerflow.cli.command.Quantity;
import onsagerflow.cli.command.RunFailedException;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.data.VectorObservations;
import onsagerflow.estimate.vector.VectorLearned;
import onsagerflow.estimate.vector.VectorLearner;
import onsagerflow.io.ModelFile;
import onsagerflow.io.VectorTrajectoryFile;

/// What `learn` does with trajectories of vectors.
///
/// @param learner as the options say
/// @param useGenerator whether to learn from generator channels where all files have them
record LearnVectors(VectorLearner learner, Observations.UseGenerator useGenerator, Common common) {

  /// Learns from files and writes the model.
  void run(List<Path> paths, Path out) {
    var files = new ArrayList<VectorTrajectoryFile>();
    try {
      for (var path : paths) {
        files.add(VectorTrajectoryFile.open(path));
        Inputs.requireSame(
            "block size",
            paths.getFirst(),
            files.getFirst().origin().block(),
            path,
            files.getLast().origin().block());
      }
      var learned = fit(files);
      ModelFile.write(out, learned.model());
      common.print(out + ": " + text(learned));
      learned.cautions().forEach(common::warn);
    } finally {
      files.forEach(VectorTrajectoryFile::close);
    }
  }

  private VectorLearned fit(List<VectorTrajectoryFile> files) {
    try (var progress = common.progress("learn", "rounds", ProgressReporter.UNKNOWN)) {
      return learner
          .withProgress(
              line -> {
                Interruption.check();
                progress.note(line);
              })
          .fit(VectorObservations.of(files, useGenerator));
    } catch (IllegalArgumentException e) {
      throw new RunFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  /// What was learned in a few lines.
  private String text(VectorLearned learned) {
    var model = learned.model();
    var slope = learned.slopePoints();
    var lines = new ArrayList<String>();
    lines.add(
        "vector equation from %s, T = %s, h = %s, block %s"
            .formatted(
                learned.diagnostics().observations()
                    + (learned.diagnostics().generator()
                        ? " frames with generator channels"
                        : " frame pairs"),
                learned.temperature(),
                learned.fields().stream().map(Object::toString).collect(Collectors.joining(", ")),
                model.block()));
    lines.add(
        entry(
            "radius of J",
            learned.radius()
                + " blocks"
                + (learner.radius().isEmpty() ? ", chosen by held-out frames" : "")));
    lines.add(
        entry("total strength of J", Quantity.of(model.kernel().total(), learned.totalError())));
    lines.add(
        entry("precession gamma", Quantity.of(learned.precession(), learned.precessionError())));
    var along = learned.parallel();
    var across = learned.perpendicular();
    for (int k : new int[] {0, along.size() - 1}) {
      lines.add(
          entry(
              "K along, across at |m| = " + Quantity.fixed(along.m(k), 2),
              Quantity.of(along.value(k), along.standardError(k))
                  + ", "
                  + Quantity.of(across.value(k), across.standardError(k))));
    }
    int last = slope.size() - 1;
    lines.add(
        entry(
            "s' at |m| = " + Quantity.fixed(slope.m(last), 2),
            Quantity.of(
                    learned.entropySlope().value(learned.entropySlope().size() - 1),
                    slope.standardError(last))
                + " (gauge: "
                + model.gauge()
                + ")"));
    return String.join(System.lineSeparator(), lines);
  }

  private static String entry(String name, String value) {
    return "  %-27s %s".formatted(name, value);
  }
}
