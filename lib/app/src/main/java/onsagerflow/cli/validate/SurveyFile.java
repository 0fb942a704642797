package onsagerflow.cli.validate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import onsagerflow.cli.command.TextFile;

/// The table of a survey on disk: replaced as a whole after each case, so that a survey that is
/// interrupted, or asked for more cases, goes on from what is there.
final class SurveyFile {

  private record Key(int caseNumber, int set) {}

  private final Path file;
  private final Map<Key, List<SurveyRow>> rows =
      new TreeMap<>(Comparator.comparingInt(Key::caseNumber).thenComparingInt(Key::set));

  private SurveyFile(Path file) {
    this.file = file;
  }

  /// An empty table, not yet on disk.
  static SurveyFile empty(Path file) {
    return new SurveyFile(file);
  }

  /// The table that is there, or an empty one.
  ///
  /// @param design of which its rows must be
  /// @throws IllegalArgumentException if it is no table of this design, naming the line
  static SurveyFile open(Path file, List<SurveyCase> design) {
    var table = new SurveyFile(file);
    if (!Files.exists(file)) {
      return table;
    }
    var lines = lines(file);
    var columns = SurveyRow.parse(lines.getFirst());
    if (!columns.equals(SurveyMeasurement.COLUMNS)) {
      throw new IllegalArgumentException(
          file + ": not a table of this survey; choose another --out, or --force to replace it");
    }
    for (int i = 1; i < lines.size(); i++) {
      table.put(row(file, i + 1, columns, SurveyRow.parse(lines.get(i)), design));
    }
    return table;
  }

  private static List<String> lines(Path file) {
    try {
      var lines = Files.readAllLines(file);
      if (lines.isEmpty()) {
        throw new IllegalArgumentException(file + " is empty; --force replaces it");
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static SurveyRow row(
      Path file, int line, List<String> columns, List<String> cells, List<SurveyCase> design) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "%s, line %s: %s cells where %s are due"
              .formatted(file, line, cells.size(), columns.size()));
    }
    var row = SurveyRow.of(columns, cells);
    int number = row.caseNumber();
    if (number < 1
        || number > design.size()
        || !SurveyMeasurement.conditions(design.get(number - 1)).entrySet().stream()
            .allMatch(axis -> row.text(axis.getKey()).equals(axis.getValue()))) {
      throw new IllegalArgumentException(
          "%s, line %s: case %s is another one in this survey; choose another --out, or --force to replace it"
              .formatted(file, line, number));
    }
    return row;
  }

  private void put(SurveyRow row) {
    rows.computeIfAbsent(new Key(row.caseNumber(), row.set()), key -> new ArrayList<>()).add(row);
  }

  boolean has(int caseNumber, int set) {
    return rows.containsKey(new Key(caseNumber, set));
  }

  /// Adds the rows of one case and set, and writes the table.
  void add(Collection<SurveyRow> some) {
    some.forEach(this::put);
    var text = new StringBuilder(SurveyRow.header(SurveyMeasurement.COLUMNS)).append('\n');
    rows().forEach(row -> text.append(row.line(SurveyMeasurement.COLUMNS)).append('\n'));
    TextFile.write(file, text.toString());
  }

  /// All rows, by case and set.
  List<SurveyRow> rows() {
    return rows.values().stream().flatMap(List::stream).toList();
  }
}
