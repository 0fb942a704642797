package onsagerflow.cli.statistics;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import onsagerflow.cli.command.Output;
import onsagerflow.cli.command.OutputFile;
import onsagerflow.cli.command.TextFile;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.VectorTrajectory;
import onsagerflow.statistics.vector.Axis;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is looked at of vectors.
final class VectorOptions {

  private static final int WAVES = 4;

  /// A number that every vector has.
  enum Component {
    X,
    Y,
    Z,
    NORM;

    Trajectory of(VectorTrajectory vectors) {
      return switch (this) {
        case X -> vectors.component(0);
        case Y -> vectors.component(1);
        case Z -> vectors.component(2);
        case NORM -> vectors.norm();
      };
    }
  }

  @Option(
      names = "--component",
      paramLabel = "x|y|z|norm",
      description = "Of vectors: the statistics of this one number, as of any trajectory.")
  private @Nullable Component component;

  @Option(
      names = "--axis",
      split = ",",
      paramLabel = "<x,y,z>",
      description =
          "Of vectors: the direction that counts as longitudinal (default: that of the mean"
              + " magnetisation, of each frame for S(k), of each run for waves).")
  private double @Nullable [] axis;

  @Option(
      names = "--waves",
      paramLabel = "<n>",
      description =
          "Of vectors: adds the spectrum S(k, omega) of spin waves from all frames from"
              + " --stationary-from on: frequency, half width and weight of its peak, of so many of"
              + " the longest waves along each axis.%n  Default: 4 with --waves-csv or"
              + " --spectrum-csv")
  private @Nullable Integer waves;

  @Output
  @Option(
      names = "--waves-csv",
      paramLabel = "<file>",
      description =
          "Also write the peaks as CSV, in the units of the file: radians per lattice spacing and"
              + " unit of time, or rad/m and rad/s.")
  private @Nullable Path wavesCsv;

  @Output
  @Option(
      names = "--spectrum-csv",
      paramLabel = "<file>",
      description = "Also write S(k, omega) itself at all frequencies as CSV.")
  private @Nullable Path spectrumCsv;

  Optional<Component> component() {
    return Optional.ofNullable(component);
  }

  Optional<Integer> waves() {
    return Optional.ofNullable(
        waves == null && (wavesCsv != null || spectrumCsv != null)
            ? Integer.valueOf(WAVES)
            : waves);
  }

  /// @throws IllegalArgumentException if a file that is to be written exists
  void requireWritable(boolean force) {
    if (wavesCsv != null) {
      OutputFile.requireWritable("--waves-csv", wavesCsv, force);
    }
    if (spectrumCsv != null) {
      OutputFile.requireWritable("--spectrum-csv", spectrumCsv, force);
    }
  }

  /// Writes what was asked for of spin waves.
  void write(WaveTable table) {
    if (wavesCsv != null) {
      TextFile.write(wavesCsv, table.csv());
    }
    if (spectrumCsv != null) {
      TextFile.write(spectrumCsv, table.spectrumCsv());
    }
  }

  Axis axis() {
    if (axis == null) {
      return Axis.ofMean();
    }
    if (axis.length != 3) {
      throw new IllegalArgumentException(
          "--axis needs three numbers separated by commas, got " + axis.length);
    }
    return Axis.along(axis[0], axis[1], axis[2]);
  }

  /// @throws IllegalArgumentException if an option asks for what only numbers have
  void requireNoneOf(
      Path file,
      double @Nullable [] growth,
      @Nullable Double reference,
      @Nullable Double threshold,
      @Nullable Object interfaces,
      double @Nullable [] droplet) {
    var asked = new ArrayList<String>();
    add(asked, "--growth", growth);
    add(asked, "--reference", reference);
    add(asked, "--threshold", threshold);
    add(asked, "--interfaces", interfaces);
    add(asked, "--droplet", droplet);
    if (!asked.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: holds vectors, while %s needs one number in each block: add --component x, y, z or norm"
              .formatted(file, String.join(", ", asked)));
    }
  }

  private static void add(List<String> asked, String option, @Nullable Object value) {
    if (value != null) {
      asked.add(option);
    }
  }

  /// @throws IllegalArgumentException if an option asks for what only vectors have
  void requireUnused(Path file) {
    var asked = new ArrayList<String>();
    add(asked, "--component", component);
    add(asked, "--axis", axis);
    add(asked, "--waves", waves);
    add(asked, "--waves-csv", wavesCsv);
    add(asked, "--spectrum-csv", spectrumCsv);
    if (!asked.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: holds one number in each block, while %s is for vectors"
              .formatted(file, String.join(", ", asked)));
    }
  }
}
