package onsagerflow.statistics.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import onsagerflow.field.Timeline;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.Series;

/// Numbers of a reference and of a model beside each other: how far off each is, and all together.
///
/// @param rows one for each number
public record SideBySide(List<Row> rows) {

  /// One number.
  ///
  /// @param quantity its name
  public record Row(String quantity, Mean reference, Mean model) {

    /// Model over reference − 1, per cent.
    public double percent() {
      return model.percentAbove(reference);
    }

    /// The standard error of the difference, per cent of the reference.
    public double percentError() {
      return 100
          * Math.hypot(model.errorBetweenRuns(), reference.errorBetweenRuns())
          / Math.abs(reference.value());
    }

    /// Model over reference.
    public Mean ratio() {
      return model.over(reference);
    }

    /// The distance in joint standard errors.
    public double standardErrors() {
      return model.standardErrorsFrom(reference);
    }

    /// One line, as in `χ: -3.9 ± 1.3 %`.
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%s: %+.1f ± %.1f %%", quantity, percent(), percentError());
    }
  }

  public SideBySide {
    rows = List.copyOf(rows);
  }

  /// Two series at all times that both have, equal but for rounding.
  public static SideBySide of(Series reference, Series model) {
    return new SideBySide(
        IntStream.range(0, reference.size())
            .boxed()
            .flatMap(
                i ->
                    IntStream.range(0, model.size())
                        .filter(
                            j ->
                                Timeline.isSameTime(reference.times().get(i), model.times().get(j)))
                        .mapToObj(
                            j ->
                                new Row(
                                    name(reference, i),
                                    reference.means().get(i),
                                    model.means().get(j))))
            .toList());
  }

  private static String name(Series series, int i) {
    return series.size() == 1
        ? series.quantity()
        : "%s(%s)".formatted(series.quantity(), text(series.times().get(i)));
  }

  private static String text(double time) {
    return time == Math.rint(time) ? String.valueOf((long) time) : String.valueOf((float) time);
  }

  /// The row of a quantity.
  ///
  /// @throws IllegalArgumentException if there is none
  public Row row(String quantity) {
    return rows.stream()
        .filter(row -> row.quantity.equals(quantity))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no " + quantity + " in " + rows.stream().map(Row::quantity).toList()));
  }

  /// Whether there is a row of this quantity.
  public boolean has(String quantity) {
    return rows.stream().anyMatch(row -> row.quantity.equals(quantity));
  }

  /// The rows whose names begin in one of these ways.
  public SideBySide only(String... beginnings) {
    return new SideBySide(rows.stream().filter(row -> begins(row, beginnings)).toList());
  }

  /// The others.
  public SideBySide without(String... beginnings) {
    return new SideBySide(rows.stream().filter(row -> !begins(row, beginnings)).toList());
  }

  private static boolean begins(Row row, String... beginnings) {
    return Arrays.stream(beginnings).anyMatch(row.quantity::startsWith);
  }

  /// The rows that are off by more than so many per cent.
  public SideBySide beyond(double percent) {
    return new SideBySide(rows.stream().filter(row -> Math.abs(row.percent()) > percent).toList());
  }

  /// The root mean square of how far off they are, per cent.
  public double rootMeanSquare() {
    return rootMeanSquare(Row::percent);
  }

  /// What their standard errors alone make of [#rootMeanSquare].
  public double noise() {
    return rootMeanSquare(Row::percentError);
  }

  private double rootMeanSquare(ToDoubleFunction<Row> of) {
    return Math.sqrt(mean(row -> Math.pow(of.applyAsDouble(row), 2)));
  }

  private double mean(ToDoubleFunction<Row> of) {
    return rows.stream()
        .mapToDouble(of)
        .average()
        .orElseThrow(() -> new IllegalStateException("nothing is set side by side here"));
  }

  /// The geometric mean of model over reference.
  public double ratio() {
    return Math.exp(mean(row -> Math.log(row.model.value() / row.reference.value())));
  }

  /// A line for each.
  @Override
  public String toString() {
    return String.join("\n", rows.stream().map(Row::toString).toList());
  }
}
