package onsagerflow.cli.statistics;

import java.nio.file.Path;
import java.util.List;
import onsagerflow.cli.command.Common;
import onsagerflow.cli.command.Inputs;
import onsagerflow.cli.command.Output;
import onsagerflow.cli.command.OutputFile;
import onsagerflow.cli.command.TextFile;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;
import onsagerflow.io.VectorTrajectoryFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `onsagerflow compare`: the statistics of two trajectories side by side.
@Command(
    name = "compare",
    header = "Compares the statistics of two trajectories.",
    description =
        "Compares two trajectories at their common times: moments of m, the mean wave number of the"
            + " structure factor S(k), S(k) in bands (wave numbers in radians per lattice spacing)"
            + " and the distribution P(m). Means and standard errors are over the runs of each"
            + " file; the last column is the difference in joint standard errors, of which 95 %%"
            + " should lie within 2 where both describe the same system. P(m) is compared by the"
            + " Kolmogorov-Smirnov and the Wasserstein distance; the second trajectory's columns"
            + " then say how large they are by chance, from permuted runs. Two trajectories of"
            + " vectors are compared by <|m|>, the components of m, |M|, and S(k) along (Spar) and"
            + " across (Sperp) the mean magnetisation of each frame.",
    footerHeading = "%nExample:%n",
    footer = {
      "  # r.h5: rollouts from the first frame of every run in b.h5; see the example of rollout",
      "  onsagerflow compare r.h5 b.h5 --csv comparison.csv"
    })
@SuppressWarnings("NullAway.Init") // picocli sets parameters
public final class Compare implements Runnable {

  @Parameters(index = "0", paramLabel = "<r.h5>", description = "A trajectory, say a rollout.")
  private Path one;

  @Parameters(index = "1", paramLabel = "<a.h5>", description = "The one to compare it with.")
  private Path other;

  @Option(
      names = "--bands",
      paramLabel = "<n>",
      description =
          "S(k) in at most so many bands, which span equal ratios of k and hold every wave vector.")
  private int bands = 12;

  @Output
  @Option(
      names = "--csv",
      paramLabel = "<file>",
      description = "Also write all statistics at all common times as CSV.")
  private @Nullable Path csv;

  @Option(names = "--force", description = "Replace --csv if it exists.")
  private boolean force;

  @Mixin private final Common common = new Common();

  @Override
  public void run() {
    requireBands(bands);
    if (csv != null) {
      OutputFile.requireWritable("--csv", csv, force);
    }
    if (VectorTrajectoryFile.isOne(one) && VectorTrajectoryFile.isOne(other)) {
      compareVectors();
      return;
    }
    try (var inputs = new Inputs(List.of(one, other))) {
      var a = inputs.files().getFirst();
      var b = inputs.files().getLast();
      requireComparable(a, b);
      var times = new CommonTimes(one, a, other, b);
      new FieldByTime(one, a).requireSame(new FieldByTime(other, b), times);
      List<Comparison.Row> rows;
      try (var progress =
          common.progress("compare", "frames", (long) times.frames(a) + times.frames(b))) {
        rows = Comparison.of(a, b, times, bands, progress);
      }
      print(rows);
      if (times.first() == a.time(0) || times.first() == b.time(0)) { // elsewhere it is a result
        Starts.of(name(one), a, name(other), b, times).difference().ifPresent(common::warn);
      }
    }
  }

  private void print(List<Comparison.Row> rows) {
    var table = new ComparisonTable(name(one), name(other), rows);
    if (csv != null) {
      TextFile.write(csv, table.csv());
    }
    common.print(table.text());
  }

  private void compareVectors() {
    try (var a = VectorTrajectoryFile.open(one);
        var b = VectorTrajectoryFile.open(other)) {
      var times = new CommonTimes(one, a.norm(), other, b.norm());
      for (int c = 0; c < a.components(); c++) {
        requireComparable(a.component(c), b.component(c));
        new FieldByTime(one, a.component(c))
            .requireSame(new FieldByTime(other, b.component(c)), times);
      }
      long frames = (long) times.frames(a.norm()) + times.frames(b.norm());
      List<Comparison.Row> rows;
      try (var progress = common.progress("compare", "frames", frames)) {
        rows = VectorComparison.of(a, b, times, bands, progress);
      }
      print(rows);
    }
  }

  static void requireBands(int bands) {
    if (bands < 1) {
      throw new IllegalArgumentException("--bands must be at least 1, got " + bands);
    }
  }

  private void requireComparable(Trajectory a, Trajectory b) {
    Inputs.requireSame("block size", one, a.origin().block(), other, b.origin().block());
    Inputs.requireSame(
        "blocks along y", one, a.origin().grid().ny(), other, b.origin().grid().ny());
    Inputs.requireSame(
        "blocks along x", one, a.origin().grid().nx(), other, b.origin().grid().nx());
    Inputs.requireSame(
        "blocks along z", one, a.origin().grid().nz(), other, b.origin().grid().nz());
    Inputs.requireSame(
        "temperature",
        one,
        Inputs.constant(one, a, "temperature", Frame.Conditions::temperature),
        other,
        Inputs.constant(other, b, "temperature", Frame.Conditions::temperature));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
