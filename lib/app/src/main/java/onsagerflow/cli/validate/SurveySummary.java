package onsagerflow.cli.validate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import onsagerflow.cli.validate.SurveyRow.Outcome;

/// The survey in tables, and its verdict.
///
/// @param rows of the cases asked for
record SurveySummary(List<SurveyRow> rows) {

  /// The functions of which the bound of Cramér and Rao is known.
  private static final List<String> BOUNDED = List.of("J", "s'", "K(m, φ)");

  /// A mean over cases.
  ///
  /// @param standardError from the scatter between cases, whose intervals go together
  /// @param cases number of them
  record Pooled(double mean, double standardError, int cases) {}

  /// The rows that must not be: refused without a true reason, broken, or misleading.
  List<SurveyRow> failures() {
    return rows.stream()
        .filter(row -> row.outcome() == Outcome.FAILED || row.outcome() == Outcome.MISLED)
        .toList();
  }

  /// The mean coverage of a function's 95 % intervals over the fits whose truth is known.
  Pooled coverage(String function) {
    return pooled(function + " coverage", row -> true);
  }

  /// The root mean square error over the Cramér–Rao bound of the same; without a prior, which may
  /// stay below it.
  double overBound(String function) {
    var squares = numbers(function + " overBound", row -> row.text("smoothness").equals("none"));
    return Math.sqrt(Arrays.stream(squares).map(x -> x * x).average().orElse(Double.NaN));
  }

  private Pooled pooled(String column, Predicate<SurveyRow> which) {
    double[] x = numbers(column, which);
    double mean = Arrays.stream(x).average().orElse(Double.NaN);
    double squares = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum();
    return new Pooled(mean, Math.sqrt(squares / (x.length - 1) / x.length), x.length);
  }

  /// Of the settled rows whose truth is known.
  private double[] numbers(String column, Predicate<SurveyRow> which) {
    return rows.stream()
        .filter(row -> row.exact() && row.outcome() != Outcome.REFUSED)
        .filter(which)
        .mapToDouble(row -> row.number(column))
        .filter(Double::isFinite)
        .toArray();
  }

  /// A table for each axis, a line for each of its values.
  String text() {
    var text = new StringBuilder();
    text.append(head()).append(line("all", this));
    for (String axis : SurveyDesign.AXES) {
      var values = new TreeSet<>(SurveySummary::compare);
      rows.forEach(row -> values.add(row.text(axis)));
      text.append(axis).append(System.lineSeparator());
      for (String value : values) {
        var some = rows.stream().filter(row -> row.text(axis).equals(value)).toList();
        text.append(line("  " + value, new SurveySummary(some)));
      }
    }
    return text.append(
            "exact: fits whose truth is known; the rest of a line is of those that settled: median"
                + " error over the Cramer-Rao bound of J, s', K(m, phi); mean coverage of 95 %"
                + " intervals of J, s', K(m, phi), K(m); median ratio of sandwich to bootstrap"
                + " errors of J, s'")
        .toString();
  }

  private static int compare(String a, String b) {
    try {
      return Double.compare(Double.parseDouble(a), Double.parseDouble(b));
    } catch (NumberFormatException e) {
      return a.compareTo(b);
    }
  }

  private static String head() {
    return String.format(
        "%-18s %5s %7s %7s %6s %6s  %-18s %-28s %s%n",
        "",
        "fits",
        "settled",
        "refused",
        "failed",
        "exact",
        "over the bound",
        "coverage",
        "sandwich/bootstrap");
  }

  private static String line(String value, SurveySummary some) {
    return String.format(
        Locale.ROOT,
        "%-18s %5d %7d %7d %6d %6d  %-18s %-28s %s%n",
        value,
        some.rows.size(),
        some.count(Outcome.SETTLED),
        some.count(Outcome.REFUSED),
        some.failures().size(),
        some.rows.stream().filter(SurveyRow::exact).count(),
        each(BOUNDED, "%5.2f", f -> some.median(f + " overBound")),
        each(SurveyMeasurement.FUNCTIONS, "%4.0f %%", f -> 100 * some.coverage(f).mean()),
        each(BOUNDED.subList(0, 2), "%5.2f", f -> some.median(f + " sandwichOverBootstrap")));
  }

  private long count(Outcome outcome) {
    return rows.stream().filter(row -> row.outcome() == outcome).count();
  }

  private double median(String column) {
    double[] x = Arrays.stream(numbers(column, row -> true)).sorted().toArray();
    return x.length == 0 ? Double.NaN : (x[(x.length - 1) / 2] + x[x.length / 2]) / 2;
  }

  /// A number for each function, a dash where there is none.
  private static String each(
      List<String> functions, String format, ToDoubleFunction<String> number) {
    return functions.stream()
        .mapToDouble(number)
        .mapToObj(x -> Double.isNaN(x) ? "    -" : String.format(Locale.ROOT, format, x))
        .collect(Collectors.joining(" "));
  }

  /// One line for each row that must not be.
  String complaints() {
    var text = new StringBuilder();
    for (var row : failures()) {
      text.append(
          "case %s (set %s, T = %s): %s%n"
              .formatted(
                  row.text("case"), row.text("set"), row.text("temperature"), row.text("message")));
    }
    return text.toString().stripTrailing();
  }
}
