package onsagerflow.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/// A Tablesaw table as HTML or as text: numbers to five significant digits and aligned to the
/// right, a missing value as a dash, and a last line that counts the rows left out.
///
/// @param most rows shown, from the top
record TableView(Table table, int most) {

  String html() {
    var html = new StringBuilder("<table>\n");
    if (!table.name().isEmpty() && !table.name().equals("null")) {
      html.append("<caption>").append(escaped(table.name())).append("</caption>\n");
    }
    html.append("<thead><tr>");
    table.columns().forEach(c -> html.append(cell("th", c, c.name())));
    html.append("</tr></thead>\n<tbody>\n");
    for (int row = 0; row < shown(); row++) {
      html.append("<tr>");
      for (var column : table.columns()) {
        html.append(cell("td", column, text(column, row)));
      }
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table>\n");
    if (shown() < table.rowCount()) {
      html.append("<p>").append(leftOut()).append("</p>\n");
    }
    return html.toString();
  }

  String text() {
    var lines = new ArrayList<List<String>>();
    lines.add(table.columnNames());
    for (int row = 0; row < shown(); row++) {
      int r = row;
      lines.add(table.columns().stream().map(c -> text(c, r)).toList());
    }
    int[] widths =
        IntStream.range(0, table.columnCount())
            .map(c -> lines.stream().mapToInt(line -> line.get(c).length()).max().orElse(0))
            .toArray();
    String body =
        lines.stream().map(line -> aligned(line, widths)).collect(Collectors.joining("\n"));
    return shown() < table.rowCount() ? body + "\n" + leftOut() : body;
  }

  private int shown() {
    return Math.min(most, table.rowCount());
  }

  private String leftOut() {
    return "%s of %s rows shown, %s left out"
        .formatted(shown(), table.rowCount(), table.rowCount() - shown());
  }

  private String aligned(List<String> line, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(
            c -> {
              String padding = " ".repeat(widths[c] - line.get(c).length());
              return numeric(table.column(c)) ? padding + line.get(c) : line.get(c) + padding;
            })
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private static boolean numeric(Column<?> column) {
    return column instanceof NumericColumn<?>;
  }

  private static String cell(String tag, Column<?> column, String text) {
    String side = numeric(column) ? "right" : "left";
    return "<%s style=\"text-align:%s\">%s</%s>".formatted(tag, side, escaped(text), tag);
  }

  private static String text(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return "–";
    }
    return column.get(row) instanceof Number number && !isWhole(number)
        ? significant(number.doubleValue())
        : column.getString(row);
  }

  private static boolean isWhole(Number number) {
    return number instanceof Integer || number instanceof Long || number instanceof Short;
  }

  /// Five significant digits without idle zeros, with a power of ten where zeros would hide the
  /// size.
  static String significant(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value).replace("Infinity", "∞");
    }
    double size = Math.abs(value);
    if (value != 0 && (size < 1e-4 || size >= 1e6)) {
      return String.format(Locale.ROOT, "%.4e", value);
    }
    var exact = new BigDecimal(value);
    var rounded =
        size < 1e4 ? exact.round(new MathContext(5)) : exact.setScale(0, RoundingMode.HALF_EVEN);
    return rounded.stripTrailingZeros().toPlainString();
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
