package onsagerflow.cli.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import onsagerflow.cli.command.Common;
import onsagerflow.cli.command.Interruption;
import onsagerflow.cli.command.OutputFile;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.io.NpyTrajectory;
import onsagerflow.io.TrajectoryFile;
import onsagerflow.io.TrajectoryWriter;
import onsagerflow.io.VectorTrajectoryFile;
import onsagerflow.io.VectorTrajectoryWriter;
import onsagerflow.io.format.NpyHeader;
import onsagerflow.io.ovf.OvfSeries;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `onsagerflow import`: a trajectory file from a numpy array, or from OVF files.
@Command(
    name = "import",
    header = "Makes a trajectory file of a numpy array or of OVF files.",
    description = {
      "Makes a trajectory file of block magnetisations that another program saved with"
          + " np.save: an array [frame, y, x], or [run, frame, y, x], of numbers in [-1, 1]. The"
          + " file holds them in single precision.",
      "",
      "Or of the magnetisation that OOMMF, mumax3 or another program wrote as a series of OVF"
          + " files, averaged over blocks of B x B cells (B x B x B where there are several"
          + " layers): the output folder of mumax3, or the files. Times are those of the headers,"
          + " or of table.txt beside them, or --time-step apart. The file is in SI units: metres,"
          + " seconds, kelvin, tesla, and m = M/Ms."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  onsagerflow import m.npy --block 8 --temperature 0.85 --interval 0.1 --out a.h5",
      "  onsagerflow import pairs.npy --block 8 --temperature 0.85 --times 0,0.1 --out b.h5",
      "  onsagerflow import film.out --block 4 --saturation 8e5 --temperature 300 --out c.h5",
      "  onsagerflow import film-*.omf --block 4 --saturation 8e5 --time-step 1e-12 --out d.h5"
    })
@SuppressWarnings("NullAway.Init") // picocli sets parameters
public final class Import implements Runnable {

  @Parameters(
      index = "0",
      arity = "1..*",
      paramLabel = "<m.npy|folder|a.ovf>",
      description = "The array; or a folder of OVF files, or the files.")
  private List<Path> files;

  @Option(
      names = "--block",
      paramLabel = "<B>",
      description =
          "Edge of a block, in spins: each number of an array is the mean of B x B spins, and B x B"
              + " cells of OVF files are averaged. Needed for an array; 1 for OVF files.")
  private @Nullable Integer block;

  @Option(
      names = "--temperature",
      paramLabel = "<T>",
      description =
          "Temperature, in units of the interaction strength; of OVF files in kelvin, where log.txt"
              + " of mumax3 does not say it. Needed for an array.")
  private @Nullable Double temperature;

  @Option(
      names = "--field",
      split = ",",
      paramLabel = "<h>|<Bx,By,Bz>",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = "External field; of OVF files three components, in tesla. Default: 0")
  private double[] field = {0};

  @ArgGroup(multiplicity = "0..1")
  private @Nullable Clock clock;

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

  @Option(
      names = "--saturation",
      paramLabel = "<Ms>",
      description =
          "Of OVF files: saturation magnetisation in A/m, by which vectors longer than 1 are"
              + " divided.")
  private @Nullable Double saturation;

  @Option(
      names = "--time-step",
      paramLabel = "<dt>",
      description = "Of OVF files: time from file to file in seconds, where they do not say it.")
  private @Nullable Double timeStep;

  @Option(
      names = "--periodic",
      paramLabel = "<xyz>",
      description =
          "Of OVF files: the axes along which the system repeats, such as xy, where log.txt of"
              + " mumax3 does not say it. Without, it ends at its edges.")
  private @Nullable String periodic;

  @Mixin private final OutputFile out = new OutputFile();
  @Mixin private final Common common = new Common();

  @Override
  public void run() {
    var target = out.path();
    for (var file : files) {
      requireOther(target, file);
    }
    if (files.size() == 1 && isArray(files.getFirst())) {
      importArray(target, files.getFirst());
    } else {
      importSeries(target);
    }
  }

  /// Whether a file is to be read as an array: by its first byte, or where there is none, its name.
  private static boolean isArray(Path file) {
    if (!Files.isRegularFile(file) || file.toString().endsWith(".npy")) {
      return file.toString().endsWith(".npy");
    }
    try (var in = Files.newInputStream(file)) {
      return in.read() == Byte.toUnsignedInt(NpyHeader.FIRST);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private void importArray(Path target, Path file) {
    refuse(saturation, "--saturation", "is for OVF files");
    refuse(timeStep, "--time-step", "is for OVF files: an array takes --interval or --times");
    refuse(periodic, "--periodic", "is for OVF files: arrays are periodic");
    if (field.length != 1) {
      throw new IllegalArgumentException("--field of an array is one number, got " + field.length);
    }
    var conditions = new Frame.Conditions(required(temperature, "--temperature"), field[0]);
    try (var array = open(file, conditions);
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

  private NpyTrajectory open(Path file, Frame.Conditions conditions) {
    int edge = required(block, "--block");
    if (clock != null && clock.times != null) {
      return NpyTrajectory.open(file, edge, conditions, clock.times);
    }
    double interval = required(clock == null ? null : clock.interval, "--interval (or --times)");
    return NpyTrajectory.open(file, edge, conditions, interval);
  }

  private void importSeries(Path target) {
    refuse(clock, "--interval and --times", "are for arrays: OVF files take --time-step");
    var series = OvfSeries.open(files, options());
    if (series.conditions(0).temperature() == 0 && temperature == null) {
      common.warn(
          "the files say no temperature, and 0 K is recorded, no thermal noise; --temperature says"
              + " another");
    }
    try (var writer =
            VectorTrajectoryWriter.create(
                target, series.origin(), series.conditions(0), series.size(), false);
        var progress = common.progress("import", "frames", series.size())) {
      for (int frame = 0; frame < series.size(); frame++) {
        Interruption.check();
        writer.accept(series.frame(frame));
        progress.advance();
      }
    }
    try (var made = VectorTrajectoryFile.open(target)) {
      common.print(made.toString());
    }
  }

  private OvfSeries.Options options() {
    var options = OvfSeries.Options.blocks(block == null ? 1 : block).withField(tesla());
    if (saturation != null) {
      options = options.withSaturation(saturation);
    }
    if (timeStep != null) {
      options = options.withTimeStep(timeStep);
    }
    if (temperature != null) {
      options = options.withTemperature(temperature);
    }
    return periodic == null ? options : options.periodicAlong(periodic);
  }

  private ExternalField tesla() {
    return switch (field.length) {
      case 1 -> ExternalField.vector(0, 0, field[0]);
      case 3 -> ExternalField.vector(field[0], field[1], field[2]);
      default ->
          throw new IllegalArgumentException(
              "--field of vectors is three numbers, Bx,By,Bz, got " + field.length);
    };
  }

  private static <T> T required(@Nullable T value, String option) {
    if (value == null) {
      throw new IllegalArgumentException("an array needs " + option);
    }
    return value;
  }

  private static void refuse(@Nullable Object value, String option, String why) {
    if (value != null) {
      throw new IllegalArgumentException(option + " " + why);
    }
  }

  private static void requireOther(Path target, Path file) {
    try {
      if (Files.exists(target) && Files.exists(file) && Files.isSameFile(target, file)) {
        throw new IllegalArgumentException("--out " + target + " is " + file + " itself");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
