package onsagerflow.cli.statistics;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import onsagerflow.cli.statistics.Comparison.Kind;
import onsagerflow.cli.statistics.Comparison.Row;
import onsagerflow.statistics.Mean;

/// How far two trajectories agree in all, in two sentences.
///
/// @param rows all comparisons
record Agreement(List<Row> rows) {

  private static final double WITHIN = 2;

  /// Of means of the same frames, which may be there several times.
  private static final double ROUNDING = 1e-9;

  /// Rows at times where the trajectories are not the same frames.
  private List<Row> different() {
    var times =
        rows.stream()
            .filter(row -> row.kind() != Kind.DISTANCE && !isSame(row.one(), row.other()))
            .map(Row::time)
            .collect(Collectors.toSet());
    return rows.stream().filter(row -> times.contains(row.time())).toList();
  }

  private static boolean isSame(Mean one, Mean other) {
    double difference = Math.abs(one.value() - other.value());
    return difference <= ROUNDING * Math.abs(other.value())
        || (Double.isNaN(one.value()) && Double.isNaN(other.value()));
  }

  String text() {
    var counted = different();
    if (counted.isEmpty()) {
      return "Both hold the same frames.";
    }
    var text = new StringBuilder();
    if (counted.stream().allMatch(row -> row.kind() == Kind.DISTANCE || isUnknown(row))) {
      text.append("Whether they agree cannot be said: a single run has no standard error.");
      text.append(System.lineSeparator());
    }
    var known = counted.stream().filter(row -> !Double.isNaN(row.difference())).toList();
    if (!known.isEmpty()) {
      long within = known.stream().filter(Agreement::agrees).count();
      text.append(
          String.format(
              Locale.ROOT,
              "%d of %d comparisons (%.1f %%) lie within %.0f joint standard errors; %.1f %% are"
                  + " expected of so many runs.%n",
              within,
              known.size(),
              100.0 * within / known.size(),
              WITHIN,
              100 * mean(known, row -> true, Agreement::expected)));
    }
    var positive = counted.stream().filter(row -> row.kind() == Kind.SPECTRUM).toList();
    text.append(
        String.format(
            Locale.ROOT,
            "<m^2> and S(k) differ by %.2g %% in the mean",
            100 * mean(positive, row -> true, Agreement::relative)));
    if (positive.stream().anyMatch(row -> !Double.isNaN(row.difference()))) {
      text.append(
          String.format(
              Locale.ROOT,
              ", of which %.2g %% are expected from the standard errors alone",
              100 * mean(positive, row -> !Double.isNaN(chance(row)), Agreement::chance)));
    }
    text.append('.');
    if (counted.size() < rows.size()) {
      text.append(" Times at which both hold the same frames are not counted.");
    }
    return text.toString();
  }

  private static boolean isUnknown(Row row) {
    return Double.isNaN(row.difference());
  }

  /// A distance may be smaller than by chance: only its excess speaks against agreement.
  private static boolean agrees(Row row) {
    double difference = row.difference();
    return (row.kind() == Kind.DISTANCE ? difference : Math.abs(difference)) <= WITHIN;
  }

  /// The probability to agree if both are the same.
  private static double expected(Row row) {
    return row.kind() == Kind.DISTANCE ? 0.95 : Mean.chanceWithin(WITHIN, row.one(), row.other());
  }

  private static double relative(Row row) {
    return row.one().value() == row.other().value()
        ? 0
        : Math.abs(row.one().value() - row.other().value()) / Math.abs(row.other().value());
  }

  /// The mean of |relative| if both are Gaussian with one mean.
  private static double chance(Row row) {
    double joint = Math.hypot(row.one().standardError(), row.other().standardError());
    return Math.sqrt(2 / Math.PI) * joint / Math.abs(row.other().value());
  }

  private static double mean(
      List<Row> rows, Predicate<Row> condition, java.util.function.ToDoubleFunction<Row> of) {
    return rows.stream().filter(condition).mapToDouble(of).average().orElse(Double.NaN);
  }
}
