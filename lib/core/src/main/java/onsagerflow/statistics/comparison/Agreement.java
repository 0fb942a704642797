package onsagerflow.statistics.comparison;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.comparison.SideBySide.Row;

/// How far the means of a model agree with those of a reference, over all points that both have.
///
/// Relative measures weigh a point with the inverse square of the reference's own relative error,
/// else the few modes of the longest waves decide. Points of one run at successive times, or of one
/// start, are not independent: shares and resolution scatter more than so many numbers would. Of
/// models with the starts of the reference ([Comparison]), errors are those of differences start by
/// start.
///
/// @param points compared: not those where both are equal, as at a common start, where one does not
///   exist, or where the reference does not know its error
/// @param within share of them within two joint standard errors
/// @param expectedWithin the share of two equal systems of as many runs ([Mean#chanceWithin], with
///   the degrees of freedom of Welch or of pairs)
/// @param difference weighted mean of model/reference − 1, per cent
/// @param discrepancy of what the standard errors do not make, per cent: with x =
///   ln(model/reference) and e its standard error, √⟨x² − e²⟩; not a number where a mean is not
///   positive
/// @param resolution the discrepancy that equal systems show by chance (one standard deviation),
///   per cent
public record Agreement(
    int points,
    double within,
    double expectedWithin,
    double difference,
    double discrepancy,
    double resolution) {

  private static final double WITHIN = 2;

  /// Means of the same fields, which may be there several times, differ by rounding.
  private static final double SAME = 1e-12;

  private record Point(double ratio, double error, double weight, double z, double expected) {

    static Point of(Row row) {
      double own = row.reference().errorBetweenRuns() / row.reference().value();
      var ratio = row.ratio();
      return new Point(
          ratio.value(),
          ratio.standardError() / ratio.value(),
          1 / (own * own),
          row.deviation(),
          Mean.chanceWithin(WITHIN, row.degrees()));
    }
  }

  /// Of independent means that belong together one by one. One of a single run counts as exact.
  ///
  /// @throws IllegalArgumentException if there are not equally many, all are equal, or the
  ///   reference is of one run
  public static Agreement of(List<Mean> model, List<Mean> reference) {
    if (model.size() != reference.size()) {
      throw new IllegalArgumentException(
          model.size() + " means cannot be compared with " + reference.size());
    }
    return of(
        IntStream.range(0, model.size())
            .mapToObj(i -> new Row("", reference.get(i), model.get(i)))
            .toList());
  }

  /// Of numbers beside each other, with what their means have in common.
  ///
  /// @throws IllegalArgumentException if all are equal, or the reference is of one run
  static Agreement of(List<Row> rows) {
    if (rows.stream().allMatch(row -> row.reference().runs() == 1)) {
      throw new IllegalArgumentException(
          "the reference needs two or more runs to know its own errors, got 1");
    }
    var points = rows.stream().filter(Agreement::isPoint).map(Point::of).toList();
    if (points.isEmpty()) {
      throw new IllegalArgumentException("all " + rows.size() + " means are equal: the same data");
    }
    double square = weighted(points, p -> square(Math.log(p.ratio)) - square(p.error));
    double total = points.stream().mapToDouble(Point::weight).sum();
    double chance = 2 * weighted(points, p -> p.weight * square(square(p.error))) / total;
    return new Agreement(
        points.size(),
        points.stream().filter(p -> Math.abs(p.z) <= WITHIN).count() / (double) points.size(),
        points.stream().mapToDouble(Point::expected).average().orElseThrow(),
        100 * weighted(points, p -> p.ratio - 1),
        100 * Math.sqrt(Math.max(0, square)),
        100 * Math.pow(chance, 0.25));
  }

  /// Whether both are known, the reference with its error, and are not the same numbers.
  private static boolean isPoint(Row row) {
    var reference = row.reference();
    double apart = Math.abs(row.difference().value());
    return apart > SAME * Math.abs(reference.value())
        && reference.runs() > 1
        && reference.standardError() > 0;
  }

  private static double weighted(List<Point> points, ToDoubleFunction<Point> of) {
    return points.stream().mapToDouble(p -> p.weight * of.applyAsDouble(p)).sum()
        / points.stream().mapToDouble(Point::weight).sum();
  }

  private static double square(double x) {
    return x * x;
  }

  /// One line.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.1f %% of %d points within two joint standard errors (%.1f %% if equal), difference"
            + " %.2g %%, discrepancy %.2g %% (resolution %.2g %%)",
        100 * within,
        points,
        100 * expectedWithin,
        difference,
        discrepancy,
        resolution);
  }
}
