package onsagerflow.cli.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import onsagerflow.cli.command.Quantity;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.vector.SpinWaves;
import onsagerflow.statistics.vector.SpinWaves.Part;
import onsagerflow.statistics.vector.SpinWaves.Peak;

/// Spin waves in lines for people and as CSV.
///
/// @param isSi whether wave numbers are per metre and frequencies per second
record WaveTable(SpinWaves waves, boolean isSi) {

  /// The share at −ω that is spoken of, of waves that turn by so many widths.
  private static final double SEEN = 0.01;

  private static final double CLEAR = 3;

  private static final List<Part> PARTS = List.of(Part.PERPENDICULAR, Part.PARALLEL);

  /// Along the magnetisation or across it.
  static String name(Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }

  /// A line for each wave number, those across the magnetisation first.
  List<String> lines() {
    var lines = new ArrayList<String>();
    String head =
        line(
            isSi ? "k (rad/m)" : "k",
            "waves",
            isSi ? "omega (rad/s)" : "omega",
            "half width",
            "weight",
            "");
    for (var part : PARTS) {
      lines.add(
          part == Part.PARALLEL
              ? "Peaks of Spar(k, omega), along the magnetisation:"
              : "Peaks of Sperp(k, omega), across the magnetisation:");
      lines.add(head);
      waves.peaks(part).forEach(peak -> lines.add(line(part, peak)));
    }
    return lines;
  }

  private static String line(Part part, Peak peak) {
    var notes = new ArrayList<String>();
    if (part == Part.PERPENDICULAR
        && peak.counter().value() > SEEN
        && Math.abs(peak.frequency().value()) > CLEAR * peak.width().value()) {
      notes.add(
          "ellipses: %s of the power at -omega".formatted(StatisticsTable.cell(peak.counter())));
    }
    peak.doubt().ifPresent(doubt -> notes.add(doubt.toString()));
    return line(
        Quantity.of(peak.k()),
        String.valueOf(peak.waves()),
        StatisticsTable.cell(peak.frequency()),
        StatisticsTable.cell(peak.width()),
        StatisticsTable.cell(peak.weight()),
        String.join(", ", notes));
  }

  private static String line(
      String k, String waves, String frequency, String width, String weight, String note) {
    return String.format(
            Locale.ROOT,
            "%-11s %-5s %-24s %-24s %-24s %s",
            k,
            waves,
            frequency,
            width,
            weight,
            note)
        .stripTrailing();
  }

  /// All peaks.
  String csv() {
    return PARTS.stream()
        .flatMap(part -> waves.peaks(part).stream().map(peak -> csv(part, peak)))
        .collect(
            Collectors.joining(
                "",
                "part,k,waves,frequency,frequency_error,half_width,half_width_error,weight,"
                    + "weight_error,counter,counter_error,runs,doubt\n",
                ""));
  }

  private static String csv(Part part, Peak peak) {
    return "%s,%s,%s,%s,%s,%s,%s,%s,%s%n"
        .formatted(
            name(part),
            peak.k(),
            peak.waves(),
            csv(peak.frequency()),
            csv(peak.width()),
            csv(peak.weight()),
            csv(peak.counter()),
            peak.frequency().runs(),
            peak.doubt().map(Object::toString).orElse(""));
  }

  private static String csv(Mean mean) {
    return ComparisonTable.csv(mean.value()) + "," + ComparisonTable.csv(mean.standardError());
  }

  /// S(k, ω) itself.
  String spectrumCsv() {
    var text = new StringBuilder("part,k,frequency,s,standard_error,runs\n");
    for (var part : PARTS) {
      for (int i = 0; i < waves.waveNumbers().size(); i++) {
        for (var point : waves.spectrum(part, i)) {
          text.append(
              "%s,%s,%s,%s,%s%n"
                  .formatted(
                      name(part),
                      waves.waveNumbers().get(i),
                      point.frequency(),
                      csv(point.s()),
                      point.s().runs()));
        }
      }
    }
    return text.toString();
  }
}
