package onsagerflow.cli.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onsagerflow.cli.command.Common;
import onsagerflow.cli.command.Interruption;
import onsagerflow.cli.command.Quantity;
import onsagerflow.cli.statistics.StatisticsTable.Row;
import onsagerflow.io.VectorTrajectoryFile;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.vector.SpinWaves;
import onsagerflow.statistics.vector.VectorFluctuations;
import onsagerflow.statistics.vector.VectorMoments;
import onsagerflow.statistics.vector.VectorStructureFactor;
import org.jspecify.annotations.Nullable;

/// The statistics of a trajectory of vectors, by time and in a stationary state.
final class VectorStatistics {

  /// Rows by time, and all that people see.
  ///
  /// @param cautions a sentence each
  record Table(StatisticsTable table, String text, List<String> cautions) {}

  private final VectorTrajectoryFile vectors;
  private final VectorOptions options;
  private final @Nullable Double stationaryFrom;
  private final VectorMoments moments = new VectorMoments();
  private final VectorStructureFactor factor;
  private final Optional<VectorFluctuations> fluctuations;
  private final Optional<WaveTable> waves;

  /// @throws IllegalArgumentException if waves are asked for without the time from which on the
  ///   state is stationary
  VectorStatistics(
      VectorTrajectoryFile vectors,
      int bands,
      @Nullable Double stationaryFrom,
      VectorOptions options) {
    var grid = vectors.origin().grid();
    this.vectors = vectors;
    this.options = options;
    this.stationaryFrom = stationaryFrom;
    this.factor = new VectorStructureFactor(grid, bands, options.axis());
    this.fluctuations =
        Optional.ofNullable(stationaryFrom)
            .map(from -> new VectorFluctuations(grid, from, bands, options.axis()));
    this.waves =
        options
            .waves()
            .map(
                n -> {
                  if (stationaryFrom == null) {
                    throw new IllegalArgumentException(
                        "--waves needs --stationary-from, the time from which on the state is"
                            + " stationary");
                  }
                  return new WaveTable(
                      new SpinWaves(vectors.origin(), n, stationaryFrom, options.axis()),
                      vectors.origin().micromagnet().isPresent());
                });
  }

  /// Reads all frames.
  ///
  /// @throws IllegalArgumentException if the frames make no spectrum where one is asked for
  Table table(Common common) {
    try (var progress = common.progress("statistics", "frames", vectors.size())) {
      for (int frame = 0; frame < vectors.size(); frame++) {
        Interruption.check();
        var read = vectors.frame(frame);
        moments.accept(read);
        factor.accept(read);
        fluctuations.ifPresent(of -> of.accept(read));
        waves.ifPresent(of -> of.waves().accept(read));
        progress.advance();
      }
    }
    var table = new StatisticsTable(rows());
    var text = new StringBuilder(vectors.toString());
    text.append(System.lineSeparator()).append(table.text());
    text.append(System.lineSeparator())
        .append("Spar is S(k) along %s, Sperp across it, per component.".formatted(options.axis()));
    lines().forEach(line -> text.append(System.lineSeparator()).append(line));
    waves.ifPresent(options::write);
    return new Table(
        table, text.toString(), waves.map(of -> of.waves().cautions()).orElse(List.of()));
  }

  private List<Row> rows() {
    var rows = new ArrayList<Row>();
    for (var p : moments.points()) {
      named(p).forEach((name, mean) -> rows.add(StatisticsTable.row(p.time(), name, mean)));
    }
    factor
        .spectra()
        .forEach(
            spectrum ->
                named(spectrum)
                    .forEach((name, s) -> rows.add(StatisticsTable.row(spectrum.time(), name, s))));
    return rows;
  }

  /// Moments by name.
  static Map<String, Mean> named(VectorMoments.Point p) {
    var named = new LinkedHashMap<String, Mean>();
    named.put("<|m|>", p.norm());
    named.put("<m^2>", p.square());
    named.put("<m_x>", p.x());
    named.put("<m_y>", p.y());
    named.put("<m_z>", p.z());
    named.put("|M|", p.total());
    return named;
  }

  /// S along and across the axis, by name.
  static Map<String, Mean> named(VectorStructureFactor.Spectrum spectrum) {
    var named = new LinkedHashMap<String, Mean>();
    for (var band : spectrum.bands()) {
      named.put("Spar(%s)".formatted(Quantity.of(band.k())), band.parallel());
    }
    for (var band : spectrum.bands()) {
      named.put("Sperp(%s)".formatted(Quantity.of(band.k())), band.perpendicular());
    }
    return named;
  }

  private static List<String> lines(VectorFluctuations.Spread spread) {
    var lines = new ArrayList<String>();
    lines.add(
        "Standard deviations: m_x %s, m_y %s, m_z %s, |m| %s."
            .formatted(
                StatisticsTable.cell(spread.x()),
                StatisticsTable.cell(spread.y()),
                StatisticsTable.cell(spread.z()),
                StatisticsTable.cell(spread.norm())));
    for (var band : spread.bands()) {
      lines.add(
          "S(k = %s): along %s, across %s."
              .formatted(
                  Quantity.of(band.k()),
                  StatisticsTable.cell(band.parallel()),
                  StatisticsTable.cell(band.perpendicular())));
    }
    return lines;
  }

  private List<String> lines() {
    var lines = new ArrayList<String>();
    if (stationaryFrom != null) {
      var p = moments.stationary(stationaryFrom);
      lines.add(
          "Stationary from t = %s: <|m|> = %s, <m> = (%s, %s, %s), |M| = %s."
              .formatted(
                  Quantity.time(stationaryFrom),
                  StatisticsTable.cell(p.norm()),
                  StatisticsTable.cell(p.x()),
                  StatisticsTable.cell(p.y()),
                  StatisticsTable.cell(p.z()),
                  StatisticsTable.cell(p.total())));
    }
    fluctuations.ifPresent(of -> lines.addAll(lines(of.spread())));
    waves.ifPresent(of -> lines.addAll(of.lines()));
    return lines;
  }
}
