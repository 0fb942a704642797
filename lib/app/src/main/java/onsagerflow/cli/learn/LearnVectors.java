package onsagerflow.cli.learn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import onsagerflow.meso.vector.Anisotropy;
import onsagerflow.meso.vector.VectorFamily;

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
      InputCautions.of(paths, files, useGenerator == Observations.UseGenerator.AUTO)
          .forEach(common::warn);
      ModelFile.write(out, new VectorFamily(learned.stream().map(VectorLearned::model).toList()));
      common.print(
          out
              + ": "
              + learned.stream()
                  .map(this::text)
                  .collect(Collectors.joining(System.lineSeparator())));
      learned.stream().flatMap(one -> one.cautions().stream()).distinct().forEach(common::warn);
    } finally {
      files.forEach(VectorTrajectoryFile::close);
    }
  }

  private List<VectorLearned> fit(List<VectorTrajectoryFile> files) {
    try (var progress = common.progress("learn", "rounds", ProgressReporter.UNKNOWN)) {
      return learner
          .withProgress(
              line -> {
                Interruption.check();
                progress.note(line);
              })
          .fitTemperatures(VectorObservations.of(files, useGenerator));
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
                learned.temperature() + unit(learned, " K"),
                learned.fields().stream().map(Object::toString).collect(Collectors.joining(", "))
                    + unit(learned, " T"),
                model.block()));
    model.micromagnet().ifPresent(cells -> lines.add(entry("in SI units", cells.toString())));
    lines.add(
        entry(
            "radius of J",
            learned.radius()
                + (learned.radius() == 1 ? " block" : " blocks")
                + (learner.radius().isEmpty() ? ", chosen by held-out frames" : "")));
    lines.add(
        entry(
            "total strength of J",
            Quantity.of(model.kernel().total(), learned.totalError())
                + learned
                    .bootstrapped()
                    .map(b -> " (bootstrap ± " + Quantity.of(b.totalError()) + ")")
                    .orElse("")
                + unit(learned, " T")));
    lines.add(
        entry(
            "precession gamma",
            rate(learned, learned.precession(), learned.precessionError())
                + unit(learned, " rad/(ns T)")));
    lines.add(entry("anisotropy A", anisotropy(learned)));
    var along = learned.parallel();
    var across = learned.perpendicular();
    for (int k : new int[] {firstSeen(learned), along.size() - 1}) {
      lines.add(
          entry(
              "K along, across at |m| = " + Quantity.fixed(along.m(k), 2),
              rate(learned, along.value(k), along.standardError(k))
                  + ", "
                  + rate(learned, across.value(k), across.standardError(k))
                  + unit(learned, " 1/(ns T)")));
    }
    int last = slope.size() - 1;
    lines.add(
        entry(
            "s' at |m| = " + Quantity.fixed(slope.m(last), 2),
            Quantity.of(
                    learned.entropySlope().value(learned.entropySlope().size() - 1),
                    slope.standardError(last))
                + unit(learned, " T")
                + " (gauge: "
                + model.gauge()
                + ")"));
    return String.join(System.lineSeparator(), lines);
  }

  /// The first |m| at which K is known to a tenth.
  private static int firstSeen(VectorLearned learned) {
    var along = learned.parallel();
    return IntStream.range(0, along.size())
        .filter(k -> along.standardError(k) < 0.1 * along.value(k))
        .findFirst()
        .orElse(0);
  }

  /// A rate in a field; in SI units per nanosecond and tesla.
  private static String rate(VectorLearned learned, double value, double error) {
    double unit = learned.model().micromagnet().isPresent() ? 1e-9 : 1;
    return Quantity.of(unit * value, unit * error);
  }

  private static String unit(VectorLearned learned, String unit) {
    return learned.model().micromagnet().isPresent() ? unit : "";
  }

  /// The diagonal of A, and what else of it there is.
  private static String anisotropy(VectorLearned learned) {
    var a = learned.anisotropy();
    var error = learned.anisotropyError();
    if (a.equals(Anisotropy.NONE)) {
      return "none to be seen";
    }
    return "xx %s, yy %s, zz %s, xy %s, xz %s, yz %s%s"
        .formatted(
            Quantity.of(a.xx(), error.xx()),
            Quantity.of(a.yy(), error.yy()),
            Quantity.of(a.zz(), error.zz()),
            Quantity.of(a.xy(), error.xy()),
            Quantity.of(a.xz(), error.xz()),
            Quantity.of(a.yz(), error.yz()),
            unit(learned, " T"));
  }

  private static String entry(String name, String value) {
    return "  %-27s %s".formatted(name, value);
  }
}
