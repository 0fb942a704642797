package onsagerflow.cli.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A line of the survey's table: one case, data set and temperature.
///
/// @param cells text by the name of its column; numbers that are not known are empty
record SurveyRow(Map<String, String> cells) {

  /// What became of a fit.
  enum Outcome {
    /// It settled.
    SETTLED,
    /// It was refused, and the reason that was given is true of the data.
    REFUSED,
    /// It was refused for a reason that is not, or broke.
    FAILED,
    /// It settled far from the truth without a word of caution.
    MISLED
  }

  SurveyRow {
    cells = new LinkedHashMap<>(cells);
  }

  /// The cells of the columns, in their order.
  static SurveyRow of(List<String> columns, List<String> cells) {
    var byName = new LinkedHashMap<String, String>();
    for (int i = 0; i < columns.size(); i++) {
      byName.put(columns.get(i), cells.get(i));
    }
    return new SurveyRow(byName);
  }

  String text(String column) {
    return cells.getOrDefault(column, "");
  }

  /// NaN where it is not known.
  double number(String column) {
    return text(column).isEmpty() ? Double.NaN : Double.parseDouble(text(column));
  }

  int caseNumber() {
    return Integer.parseInt(text("case"));
  }

  int set() {
    return Integer.parseInt(text("set"));
  }

  Outcome outcome() {
    return Outcome.valueOf(text("outcome").toUpperCase(java.util.Locale.ROOT));
  }

  /// Whether the truth is known as exactly as the fit can find it.
  boolean exact() {
    return text("exact").equals("true");
  }

  /// The columns' names as a line of CSV.
  static String header(List<String> columns) {
    return columns.stream().map(SurveyRow::quoted).collect(Collectors.joining(","));
  }

  /// The cells of these columns as a line of CSV.
  String line(List<String> columns) {
    return columns.stream().map(this::text).map(SurveyRow::quoted).collect(Collectors.joining(","));
  }

  private static String quoted(String cell) {
    return cell.matches("[^\",\\n]*")
        ? cell
        : '"' + cell.replace("\n", " ").replace("\"", "\"\"") + '"';
  }

  /// The cells of a line of CSV.
  static List<String> parse(String line) {
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean inside = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && inside && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        inside = !inside;
      } else if (c == ',' && !inside) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
