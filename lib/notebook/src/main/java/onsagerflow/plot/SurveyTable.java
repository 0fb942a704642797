package onsagerflow.plot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/// What `onsagerflow survey` measured, by the values on one axis of its design.
///
/// Errors over the Cramér–Rao bound and coverage are those of the fits that settled where the truth
/// is known exactly; their means come with a standard error from the scatter between fits.
public final class SurveyTable {

  private static final List<String> FUNCTIONS = List.of("J", "s'", "K(m, φ)");

  private static final List<Palette> COLOURS =
      List.of(Palette.LEARNED, Palette.DATA, Palette.LEARNED_VARIANT);

  private final Table rows;

  private SurveyTable(Table rows) {
    this.rows = rows;
  }

  /// Reads the table that the command wrote.
  public static SurveyTable read(Path file) throws IOException {
    var options =
        CsvReadOptions.builderFromString(Files.readString(file)) // as UTF-8, without guessing
            .columnTypesToDetect(List.of(ColumnType.STRING));
    return new SurveyTable(Table.read().csv(options));
  }

  /// The number of fits: one for each case, data set and temperature.
  public int fits() {
    return rows.rowCount();
  }

  /// How many neither settled nor were refused for a true reason, or misled without a caution.
  public int failures() {
    return (int) count(i -> is("outcome", "failed", i) || is("outcome", "misled", i));
  }

  /// How many fits settled, were refused for a true reason, or failed, a row for each value of an
  /// axis.
  ///
  /// @param axis a column, such as lag or kernel
  public Table outcomes(String axis) {
    var names = StringColumn.create(axis, values(axis));
    var table = Table.create("fits by " + axis, names);
    for (String outcome : List.of("settled", "refused", "failed", "misled")) {
      var column = IntColumn.create(outcome);
      names.forEach(
          value ->
              column.append((int) count(i -> is(axis, value, i) && is("outcome", outcome, i))));
      table.addColumns(column);
    }
    for (String function : FUNCTIONS) {
      table.addColumns(
          mean(function + " overBound", axis, function + " over bound"),
          mean(function + " coverage", axis, function + " coverage"));
    }
    return table;
  }

  private DoubleColumn mean(String column, String axis, String name) {
    double[] means =
        values(axis).stream().mapToDouble(v -> mean(numbers(column, axis, v))).toArray();
    return DoubleColumn.create(name, means);
  }

  /// Error over the Cramér–Rao bound against the values of an axis; 1 is the best possible.
  public Figure overBound(String axis) {
    return figure("Error over the Cramér–Rao bound", axis, "error over bound", " overBound", 1);
  }

  /// Share of the 95 % intervals that hold the truth against the values of an axis.
  public Figure coverage(String axis) {
    return figure("95 % intervals that hold the truth", axis, "share", " coverage", 0.95);
  }

  private Figure figure(String title, String axis, String label, String suffix, double ideal) {
    var values =
        values(axis).stream().filter(v -> numbers("J" + suffix, axis, v).length > 0).toList();
    int longest = values.stream().mapToInt(String::length).max().orElse(0);
    var figure =
        Figure.of(title, axis, label)
            .size(200 + values.size() * Math.max(45, 9 * longest), 420)
            .line("as it should be", x -> ideal, 0.5, values.size() + 0.5, Palette.EXACT);
    for (int f = 0; f < FUNCTIONS.size(); f++) {
      double shift = 0.15 * (f - 1);
      String function = FUNCTIONS.get(f);
      double[][] found =
          values.stream().map(v -> numbers(function + suffix, axis, v)).toArray(double[][]::new);
      figure.points(
          function.replace("'", "′"),
          IntStream.range(0, values.size()).mapToDouble(i -> i + 1 + shift).toArray(),
          Arrays.stream(found).mapToDouble(SurveyTable::mean).toArray(),
          Arrays.stream(found).mapToDouble(SurveyTable::standardError).toArray(),
          COLOURS.get(f));
    }
    return figure.xNames(values);
  }

  /// The values of an axis, in the order of their numbers where they are numbers.
  private List<String> values(String axis) {
    return rows.stringColumn(axis).unique().asList().stream().sorted(SurveyTable::compare).toList();
  }

  private static int compare(String a, String b) {
    try {
      return Double.compare(Double.parseDouble(a), Double.parseDouble(b));
    } catch (NumberFormatException e) {
      return a.compareTo(b);
    }
  }

  private boolean is(String column, String value, int row) {
    return rows.stringColumn(column).get(row).equals(value);
  }

  private long count(IntPredicate which) {
    return IntStream.range(0, rows.rowCount()).filter(which).count();
  }

  /// Of the settled fits whose truth is known.
  private double[] numbers(String column, String axis, String value) {
    return IntStream.range(0, rows.rowCount())
        .filter(i -> is(axis, value, i) && is("exact", "true", i))
        .mapToObj(i -> rows.stringColumn(column).get(i))
        .filter(cell -> !cell.isEmpty())
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).average().orElse(Double.NaN);
  }

  /// 0 where one number says nothing of its scatter.
  private static double standardError(double[] x) {
    double mean = mean(x);
    double squares = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum();
    return x.length < 2 ? 0 : Math.sqrt(squares / (x.length - 1) / x.length);
  }
}
