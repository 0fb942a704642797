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
  /// @param covariance of both means, 0 of independent ones
  public record Row(String quantity, Mean reference, Mean model, double covariance) {

    /// Of independent means.
    public Row(String quantity, Mean reference, Mean model) {
      this(quantity, reference, model, 0);
    }

    /// Model − reference; a single run adds nothing to its error.
    public Mean difference() {
      return new Mean(
          model.value() - reference.value(),
          error(model.errorBetweenRuns(), reference.errorBetweenRuns(), covariance),
          runs());
    }

    private static double error(double one, double other, double covariance) {
      return Math.sqrt(Math.max(0, one * one + other * other - 2 * covariance));
    }

    private int runs() {
      return Math.max(model.runs(), reference.runs());
    }

    /// Model − reference, per cent of the size of the reference.
    public double percent() {
      return model.percentAbove(reference);
    }

    /// The standard error of the difference, per cent of the reference.
    public double percentError() {
      return 100 * difference().standardError() / Math.abs(reference.value());
    }

    /// Model over reference, its error to first order.
    public Mean ratio() {
      double ratio = model.value() / reference.value();
      double error =
          error(model.errorBetweenRuns(), ratio * reference.errorBetweenRuns(), ratio * covariance);
      return new Mean(ratio, error / Math.abs(reference.value()), runs());
    }

    /// The distance in joint standard errors.
    public double standardErrors() {
      return Math.abs(deviation());
    }

    /// Model − reference in joint standard errors; 0 where both are equal, as at a common start,
    /// otherwise NaN where both are of a single run.
    public double deviation() {
      if (model.value() == reference.value()) {
        return 0;
      }
      return runs() == 1 ? Double.NaN : difference().value() / difference().standardError();
    }

    /// Degrees of freedom of the joint error: those of the pairs where the means go together, of
    /// Welch, Biometrika 34, 28 (1947), where they do not.
    double degrees() {
      if (covariance != 0) {
        return Math.min(model.runs(), reference.runs()) - 1;
      }
      double a = Math.pow(model.errorBetweenRuns(), 2);
      double b = Math.pow(reference.errorBetweenRuns(), 2);
      return Math.pow(a + b, 2)
          / ((model.runs() > 1 ? a * a / (model.runs() - 1) : 0)
              + (reference.runs() > 1 ? b * b / (reference.runs() - 1) : 0));
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

  /// Two independent series at all times that both have, equal but for rounding.
  public static SideBySide of(Series reference, Series model) {
    return of(reference, model, (quantity, time, one, other) -> new Row(quantity, one, other));
  }

  /// Sets the means of a time beside each other.
  interface Pairing {
    Row of(String quantity, double time, Mean reference, Mean model);
  }

  static SideBySide of(Series reference, Series model, Pairing pairing) {
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
                                pairing.of(
                                    name(reference, i),
                                    reference.times().get(i),
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
