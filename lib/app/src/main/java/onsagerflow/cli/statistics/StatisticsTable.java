package onsagerflow.cli.statistics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import onsagerflow.cli.command.Quantity;
import onsagerflow.statistics.Mean;

/// Statistics of one trajectory, a line each with times side by side, and as CSV.
///
/// @param rows statistic by statistic
record StatisticsTable(List<Row> rows) {

  /// One statistic at one time.
  ///
  /// @param shown whether people see it, or the CSV only
  record Row(double time, String statistic, Mean mean, boolean shown) {}

  private static final int SHOWN_TIMES = 4;

  static Row row(double time, String statistic, Mean mean) {
    return new Row(time, statistic, mean, true);
  }

  String text() {
    var times = new TreeSet<Double>();
    rows.forEach(row -> times.add(row.time()));
    var shown = ComparisonTable.spread(List.copyOf(times), SHOWN_TIMES);
    var byName = new LinkedHashMap<String, Map<Double, Mean>>();
    for (var row : rows) {
      if (row.shown()) {
        byName.computeIfAbsent(row.statistic(), s -> new TreeMap<>()).put(row.time(), row.mean());
      }
    }
    var text = new StringBuilder(line("t", shown.stream().map(Quantity::time).toList()));
    byName.forEach(
        (name, means) ->
            text.append(
                line(
                    name,
                    shown.stream()
                        .map(t -> means.containsKey(t) ? cell(means.get(t)) : "")
                        .toList())));
    text.append(System.lineSeparator());
    boolean oneRun = rows.stream().anyMatch(row -> row.mean().runs() == 1);
    boolean severalRuns = rows.stream().anyMatch(row -> row.mean().runs() > 1);
    text.append(
        severalRuns
            ? "Means over runs ± standard error."
            : "One run: there is no standard error, and none of what needs several runs.");
    if (severalRuns && oneRun) {
      text.append(" Where one run is left there is no standard error.");
    }
    if (shown.size() < times.size()) {
      text.append(" Shown are %s of %s times.".formatted(shown.size(), times.size()));
    }
    return text.toString();
  }

  String csv() {
    return rows.stream()
        .map(
            row ->
                "%s,%s,%s,%s,%s%n"
                    .formatted(
                        row.time(),
                        row.statistic().contains(",")
                            ? '"' + row.statistic() + '"'
                            : row.statistic(),
                        ComparisonTable.csv(row.mean().value()),
                        ComparisonTable.csv(row.mean().standardError()),
                        row.mean().runs()))
        .collect(Collectors.joining("", "time,statistic,value,standard_error,runs\n", ""));
  }

  private static String line(String name, List<String> cells) {
    var line = new StringBuilder(String.format(Locale.ROOT, "%-13s", name));
    cells.forEach(cell -> line.append(String.format(Locale.ROOT, " %-21s", cell)));
    return line.toString().stripTrailing() + System.lineSeparator();
  }

  /// A mean with its error, "-" where there is no number.
  static String cell(Mean mean) {
    return Double.isFinite(mean.value()) ? Quantity.of(mean.value(), mean.standardError()) : "-";
  }
}
