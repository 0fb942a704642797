package onsagerflow.cli.statistics;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import onsagerflow.cli.command.Quantity;
import onsagerflow.statistics.Mean;

/// Rows of a comparison as text for people and as CSV.
///
/// @param one name of the first trajectory
/// @param other name of the second
record ComparisonTable(String one, String other, List<Comparison.Row> rows) {

  /// Times shown to people; the CSV has all.
  private static final int SHOWN_TIMES = 6;

  String text() {
    var times = new TreeSet<Double>();
    rows.forEach(row -> times.add(row.time()));
    var shown = spread(List.copyOf(times), SHOWN_TIMES);
    var text = new StringBuilder();
    text.append(line("t", "statistic", one, other, "difference"));
    for (var row : rows) {
      if (shown.contains(row.time())) {
        text.append(
            line(
                Quantity.time(row.time()),
                row.statistic(),
                cell(row.one()),
                cell(row.other()),
                difference(row)));
      }
    }
    text.append(System.lineSeparator());
    text.append("Means over runs ± standard error; differences in joint standard errors.");
    if (rows.stream().anyMatch(row -> row.kind() == Comparison.Kind.DISTANCE)) {
      text.append(
          """
           P(m): the distance
          of the two distributions, Kolmogorov-Smirnov and Wasserstein; beside it that of runs of one
          kind (mean ± standard deviation over permuted runs), and the excess in such deviations.\
          """);
    }
    if (shown.size() < times.size()) {
      text.append(System.lineSeparator())
          .append("Shown are %s of %s times.".formatted(shown.size(), times.size()));
    }
    noError(text, one, rows.stream().map(Comparison.Row::one).toList());
    noError(text, other, rows.stream().map(Comparison.Row::other).toList());
    return text.append(System.lineSeparator()).append(new Agreement(rows).text()).toString();
  }

  String csv() {
    var header =
        "time,statistic,value_1,standard_error_1,runs_1,value_2,standard_error_2,runs_2,"
            + "difference_in_standard_errors\n";
    return rows.stream()
        .map(
            row ->
                "%s,%s,%s,%s,%s%n"
                    .formatted(
                        row.time(),
                        row.statistic(),
                        csv(row.one()),
                        csv(row.other()),
                        csv(row.difference())))
        .collect(Collectors.joining("", header, ""));
  }

  /// Some of many times, the first and the last among them.
  static List<Double> spread(List<Double> times, int most) {
    int n = Math.min(most, times.size());
    return java.util.stream.IntStream.range(0, n)
        .mapToObj(i -> times.get(n == 1 ? 0 : (int) ((long) i * (times.size() - 1) / (n - 1))))
        .toList();
  }

  private static String line(
      String time, String statistic, String one, String other, String difference) {
    return String.format(
            Locale.ROOT, "%-9s %-13s %-24s %-24s %10s", time, statistic, one, other, difference)
        + System.lineSeparator();
  }

  private static String cell(Mean mean) {
    return Double.isNaN(mean.value()) ? "-" : Quantity.of(mean.value(), mean.standardError());
  }

  private static String difference(Comparison.Row row) {
    return Double.isNaN(row.difference())
        ? "-"
        : String.format(Locale.ROOT, "%+.1f", row.difference());
  }

  private static void noError(StringBuilder text, String name, List<Mean> means) {
    if (means.stream().anyMatch(mean -> mean.runs() == 1)) {
      text.append(System.lineSeparator())
          .append(name)
          .append(" has one run at some of these times, and no standard error there.");
    }
  }

  static String csv(Mean mean) {
    return csv(mean.value()) + "," + csv(mean.standardError()) + "," + mean.runs();
  }

  static String csv(double number) {
    return Double.isNaN(number) ? "" : Double.toString(number);
  }
}
