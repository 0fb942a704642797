package onsagerflow.cli.statistics;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import onsagerflow.cli.command.Common;
import onsagerflow.cli.command.Inputs;
import onsagerflow.cli.command.Interruption;
import onsagerflow.cli.command.Output;
import onsagerflow.cli.command.OutputFile;
import onsagerflow.cli.command.TextFile;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Trajectory;
import onsagerflow.io.VectorTrajectoryFile;
import onsagerflow.statistics.domains.FlatInterfaces;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `onsagerflow statistics`: the statistics of one trajectory.
@Command(
    name = "statistics",
    header = "Prints the statistics of a trajectory by time.",
    description =
        "Prints the statistics of a trajectory, of spins or of a rollout, by time: moments of m and"
            + " of its mean M, Binder's cumulant U and the susceptibilities n beta <M^2> and n beta"
            + " (<M^2> - <|M|>^2) of n spins, the structure factor S(k) (wave numbers in radians"
            + " per lattice spacing), the domain length L = 2 pi/k, the first zero R0 of C(r), the"
            + " correlation length xi by second moments, domains of the sign of m with their hulls,"
            + " and P(m) (in the CSV). Of vectors: <|m|>, the components of m, |M|, and the"
            + " structure factors along (Spar) and across (Sperp, per component) the axis, or all"
            + " of the above of one --component. In three dimensions there are no lengths and"
            + " domains. Means and standard errors are over runs; one run alone has"
            + " no standard error.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  onsagerflow statistics a.h5 --csv statistics.csv",
      "  onsagerflow statistics a.h5 --growth 4,20",
      "  onsagerflow statistics flips.h5 --threshold 0",
      "  onsagerflow statistics llg.h5 --stationary-from 100 --waves 4 --waves-csv magnons.csv"
    })
@SuppressWarnings("NullAway.Init") // picocli sets parameters
public final class Statistics implements Runnable {

  @Parameters(index = "0", paramLabel = "<a.h5>", description = "A trajectory.")
  private Path file;

  @Option(
      names = "--bands",
      paramLabel = "<n>",
      description =
          "S(k) in at most so many bands, which span equal ratios of k and hold every wave vector.")
  private int bands = 12;

  @Option(
      names = "--growth",
      split = ",",
      paramLabel = "<t>",
      description = "The exponent of L ~ t^exponent between two times.")
  private double @Nullable [] growth;

  @Option(
      names = "--stationary-from",
      paramLabel = "<t>",
      description =
          "From this time on the state is stationary: adds the autocorrelation time of M, and U,"
              + " the susceptibilities and xi from all frames of each run.")
  private @Nullable Double stationaryFrom;

  @Option(
      names = "--reference",
      paramLabel = "<s>",
      description = "Adds the autocorrelation C(t, s) with the frame at this time.")
  private @Nullable Double reference;

  @Option(
      names = "--threshold",
      paramLabel = "<m>",
      description =
          "Adds the times at which M first passes this value: mean flip time with its 95 %%"
              + " interval, and whether the times are exponential.")
  private @Nullable Double threshold;

  @Option(
      names = "--interfaces",
      paramLabel = "x|y",
      description =
          "Adds position, width and roughness of the two flat interfaces of a slab, across x or y.")
  private FlatInterfaces.@Nullable Normal interfaces;

  @Option(
      names = "--droplet",
      split = ",",
      paramLabel = "<m>",
      description =
          "Adds the area of a droplet by Gibbs' dividing surface: m of the phase around it, m"
              + " inside.")
  private double @Nullable [] droplet;

  @Mixin private final VectorOptions vectors = new VectorOptions();

  @Output
  @Option(
      names = "--csv",
      paramLabel = "<file>",
      description = "Also write all statistics at all times as CSV.")
  private @Nullable Path csv;

  @Option(names = "--force", description = "Replace files that are written if they exist.")
  private boolean force;

  @Mixin private final Common common = new Common();

  @Override
  public void run() {
    Compare.requireBands(bands);
    requireTwo("--growth", growth);
    requireTwo("--droplet", droplet);
    if (threshold != null && Math.abs(threshold) > 1) {
      throw new IllegalArgumentException(
          "--threshold must lie between -1 and 1, as M does, got " + threshold);
    }
    if (csv != null) {
      OutputFile.requireWritable("--csv", csv, force);
    }
    vectors.requireWritable(force);
    if (VectorTrajectoryFile.isOne(file)) {
      try (var of = VectorTrajectoryFile.open(file)) {
        for (int c = 0; c < of.components(); c++) {
          requireOneCondition(of.component(c));
        }
        if (vectors.component().isEmpty()) {
          vectors.requireNoneOf(file, growth, reference, threshold, interfaces, droplet);
          print(new VectorStatistics(of, bands, stationaryFrom, vectors).table(common));
        } else {
          ofNumbers(vectors.component().get().of(of));
        }
      }
      return;
    }
    vectors.requireUnused(file);
    try (var inputs = new Inputs(List.of(file))) {
      var trajectory = inputs.files().getFirst();
      requireOneCondition(trajectory);
      ofNumbers(trajectory);
    }
  }

  private void requireOneCondition(Trajectory trajectory) {
    Inputs.constant(file, trajectory, "temperature", Frame.Conditions::temperature);
    new FieldByTime(file, trajectory);
  }

  private void print(VectorStatistics.Table result) {
    if (csv != null) {
      TextFile.write(csv, result.table().csv());
    }
    common.print(result.text());
    result.cautions().forEach(common::warn);
  }

  private void ofNumbers(Trajectory trajectory) {
    var byTime = new StatisticsByTime(trajectory.origin(), bands);
    var special = special(trajectory.origin().grid());
    try (var progress = common.progress("statistics", "frames", trajectory.size())) {
      for (int frame = 0; frame < trajectory.size(); frame++) {
        Interruption.check();
        var read = trajectory.frame(frame);
        byTime.accept(read);
        special.forEach(statistic -> statistic.input().accept(read));
        progress.advance();
      }
    }
    var rows = new ArrayList<>(byTime.rows());
    special.forEach(statistic -> rows.addAll(statistic.rows().get()));
    var table = new StatisticsTable(rows);
    var text = new StringBuilder(trajectory.toString());
    text.append(System.lineSeparator()).append(table.text());
    if (growth != null) {
      text.append(System.lineSeparator()).append(byTime.growth(growth[0], growth[1]));
    }
    for (var statistic : special) {
      statistic.lines().get().forEach(line -> text.append(System.lineSeparator()).append(line));
    }
    byTime.leftOut().ifPresent(line -> text.append(System.lineSeparator()).append(line));
    if (csv != null) {
      TextFile.write(csv, table.csv());
    }
    common.print(text.toString());
  }

  /// The statistics that only some trajectories have.
  private List<SpecialStatistic> special(Grid grid) {
    var special = new ArrayList<SpecialStatistic>();
    if (stationaryFrom != null) {
      special.add(SpecialStatistic.stationary(grid, stationaryFrom));
    }
    if (reference != null) {
      special.add(SpecialStatistic.twoTimes(reference));
    }
    if (threshold != null) {
      special.add(SpecialStatistic.passages(threshold));
    }
    if (interfaces != null) {
      special.add(SpecialStatistic.interfaces(grid, interfaces));
    }
    if (droplet != null) {
      special.add(SpecialStatistic.droplet(grid, droplet[0], droplet[1]));
    }
    return special;
  }

  private static void requireTwo(String option, double @Nullable [] numbers) {
    if (numbers != null && numbers.length != 2) {
      throw new IllegalArgumentException(
          option + " needs two numbers separated by a comma, got " + numbers.length);
    }
  }
}
