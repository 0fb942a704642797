package onsagerflow.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import onsagerflow.cli.command.Common;
import onsagerflow.cli.command.Interruption;
import onsagerflow.cli.command.OutputFile;
import onsagerflow.field.Frame;
import onsagerflow.io.NpyTrajectory;
import onsagerflow.io.TrajectoryFile;
import onsagerflow.io.TrajectoryWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `onsagerflow import`: a trajectory file from a numpy array.
@Command(
    name = "import",
    header = "Makes a trajectory file of a numpy array.",
    description =
        "Makes a trajectory file of block magnetisations that another program saved with"
            + " np.save: an array [frame, y, x], or [run, frame, y, x], of numbers in [-1, 1]. The"
            + " file holds them in single precision.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  onsagerflow import m.npy --block 8 --temperature 0.85 --interval 0.1 --out a.h5",
      "  onsagerflow import pairs.npy --block 8 --temperature 0.85 --times 0,0.1 --out b.h5"
    })
@SuppressWarnings("NullAway.Init") // picocli sets parameters
final class Import implements Runnable {

  @Parameters(index = "0", paramLabel = "<m.npy>", description = "The array.")
  private Path file;

  @Option(
      names = "--block",
      required = true,
      paramLabel = "<B>",
      description = "Edge of a block, in spins: each number is the mean of B x B spins.")
  private Integer block;

  @Option(
      names = "--temperature",
      required = true,
      paramLabel = "<T>",
      description = "Temperature, in units of the interaction strength.")
  private Double temperature;

  @Option(names = "--field", paramLabel = "<h>", description = "External field.")
  private double field;

  @ArgGroup(multiplicity = "1")
  private Clock clock;

  /// When the frames of a run were taken.
  private static final class Clock {
    @Option(
        names = "--interval",
        paramLabel = "<dt>",
        description = "Time from frame to frame, in sweeps; the first is at 0.")
    private @Nullable Double interval;

    @Option(
        names = "--times",
        split = ",",
        paramLabel = "<t>",
        description = "Times of the frames of a run, in sweeps; the same for all runs.")
    private double @Nullable [] times;
  }

  @Mixin private final OutputFile out = new OutputFile();
  @Mixin private final Common common = new Common();

  @Override
  public void run() {
    var target = out.path();
    requireOther(target);
    var conditions = new Frame.Conditions(temperature, field);
    try (var array = open(conditions);
        var writer =
            TrajectoryWriter.create(target, array.origin(), conditions, array.size(), false);
        var progress = common.progress("import", "frames", array.size())) {
      for (int frame = 0; frame < array.size(); frame++) {
        Interruption.check();
        writer.accept(array.frame(frame));
        progress.advance();
      }
    }
    try (var made = TrajectoryFile.open(target)) {
      common.print(made.toString());
    }
  }

  private NpyTrajectory open(Frame.Conditions conditions) {
    if (clock.times != null) {
      return NpyTrajectory.open(file, block, conditions, clock.times);
    }
    return NpyTrajectory.open(file, block, conditions, Objects.requireNonNull(clock.interval));
  }

  private void requireOther(Path target) {
    try {
      if (Files.exists(target) && Files.exists(file) && Files.isSameFile(target, file)) {
        throw new IllegalArgumentException("--out " + target + " is the array itself");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
