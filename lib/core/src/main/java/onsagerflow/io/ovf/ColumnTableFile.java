package onsagerflow.io.ovf;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import onsagerflow.io.format.InvalidFileException;

/// Reads the tables of OOMMF (`.odt`, ODT 1.0) and of mumax3 (`table.txt`).
///
/// An ODT file may hold several tables, one after another, as a program writes that was stopped and
/// went on: those of the same columns are one. `{}` stands there for a number that is not known,
/// and is read as NaN; a line that ends in a backslash goes on in the next.
public final class ColumnTableFile {

  private static final Pattern MUMAX_COLUMN = Pattern.compile("(.*?) *\\(([^()]*)\\)");

  private final Path file;
  private final List<double[]> rows = new ArrayList<>();
  private List<ColumnTable.Column> columns = List.of();
  private List<String> names = List.of();
  private List<String> units = List.of();
  private String title = "";

  private ColumnTableFile(Path file) {
    this.file = file;
  }

  /// Whether the first line is that of such a table.
  public static boolean isOne(String firstLine) {
    return isOdt(firstLine) || isMumax(firstLine);
  }

  private static boolean isOdt(String line) {
    return line.strip().matches("(?i)#+ *ODT\\b.*");
  }

  private static boolean isMumax(String line) {
    return line.startsWith("#")
        && !line.contains(":")
        && MUMAX_COLUMN.matcher(line.substring(1).strip().split("\t", -1)[0]).matches();
  }

  /// Reads a table.
  ///
  /// @throws InvalidFileException if it is absent or damaged, naming the line
  public static ColumnTable read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidFileException(file, Files.exists(file) ? "not a file" : "no such file");
    }
    try (var lines = Files.newBufferedReader(file)) {
      return new ColumnTableFile(file).read(lines);
    } catch (MalformedInputException e) {
      throw new InvalidFileException(file, "not text");
    } catch (IOException e) {
      throw new InvalidFileException(file, "cannot be read (" + e + ")");
    }
  }

  private ColumnTable read(BufferedReader lines) throws IOException {
    String first = lines.readLine();
    if (first == null || !isOne(first)) {
      throw new InvalidFileException(
          file,
          "neither an ODT table nor one of mumax3: it begins with '%s'"
              .formatted(OvfHeaderReader.excerpt(first == null ? "" : first)));
    }
    if (isOdt(first)) {
      if (!first.strip().matches("(?i)#+ *ODT +1\\.0")) {
        throw new InvalidFileException(
            file, "line 1", "'%s', this reads ODT 1.0".formatted(OvfHeaderReader.excerpt(first)));
      }
      odt(lines);
    } else {
      takeMumaxColumns(first, 1);
      mumax(lines);
    }
    if (columns.isEmpty()) {
      throw new InvalidFileException(file, "holds no table");
    }
    var values = IntStream.range(0, columns.size()).mapToObj(this::column).toList();
    try {
      return new ColumnTable(title, columns, values);
    } catch (IllegalArgumentException e) {
      throw new InvalidFileException(file, "columns", String.valueOf(e.getMessage()));
    }
  }

  private double[] column(int i) {
    return rows.stream().mapToDouble(row -> row[i]).toArray();
  }

  private void takeMumaxColumns(String line, int number) {
    var found = new ArrayList<ColumnTable.Column>();
    for (String text : line.substring(1).strip().split("\t", -1)) {
      var column = MUMAX_COLUMN.matcher(text.strip());
      found.add(
          column.matches()
              ? new ColumnTable.Column(column.group(1), column.group(2))
              : new ColumnTable.Column(text.strip(), ""));
    }
    take(found, number);
  }

  private void mumax(BufferedReader lines) throws IOException {
    int number = 1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.startsWith("#")) { // the program went on after a stop
        takeMumaxColumns(line, number);
      } else if (!line.isBlank()) {
        row(number, List.of(line.strip().split("\\s+", -1)));
      }
    }
  }

  private void odt(BufferedReader lines) throws IOException {
    int number = 1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      var whole = new StringBuilder(line);
      while (whole.length() > 0 && whole.charAt(whole.length() - 1) == '\\') {
        whole.setLength(whole.length() - 1);
        String more = lines.readLine();
        if (more == null) {
          throw new InvalidFileException(file, "line " + number, "goes on, but the file ends");
        }
        number++;
        whole.append(more.replaceFirst("^#", ""));
      }
      odtLine(number, whole.toString());
    }
  }

  private void odtLine(int number, String line) {
    if (line.startsWith("##") || line.isBlank()) {
      return;
    }
    if (!line.startsWith("#")) {
      if (columns.isEmpty()) {
        throw new InvalidFileException(file, "line " + number, "numbers before '# Columns:'");
      }
      row(number, OvfNumbers.elements(line));
      return;
    }
    String text = line.substring(1).strip();
    int colon = text.indexOf(':');
    String key = (colon < 0 ? text : text.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
    String value = colon < 0 ? "" : text.substring(colon + 1).strip();
    switch (key) {
      case "title" -> title = title.isEmpty() ? value : title;
      case "columns" -> {
        names = OvfNumbers.elements(value);
        units = List.of();
        take(named(), number);
      }
      case "units" -> {
        units = OvfNumbers.elements(value);
        if (units.size() != names.size()) {
          throw new InvalidFileException(
              file,
              "line " + number,
              "%s units for %s columns".formatted(units.size(), names.size()));
        }
        take(named(), number);
      }
      default -> {} // Table Start, Table End, and whatever else a program says
    }
  }

  private List<ColumnTable.Column> named() {
    var empty = Collections.nCopies(names.size(), "");
    var of = units.isEmpty() ? empty : units;
    return IntStream.range(0, names.size())
        .mapToObj(i -> new ColumnTable.Column(names.get(i), of.get(i)))
        .toList();
  }

  /// Names and units of the rows that follow; they cannot change once there are rows.
  private void take(List<ColumnTable.Column> found, int number) {
    boolean same =
        found.stream()
            .map(ColumnTable.Column::name)
            .toList()
            .equals(columns.stream().map(ColumnTable.Column::name).toList());
    if (!rows.isEmpty() && !same) {
      throw new InvalidFileException(
          file, "line " + number, "another table, whose columns are not those of the first");
    }
    if (found.isEmpty()) {
      throw new InvalidFileException(file, "line " + number, "names no column");
    }
    if (rows.isEmpty()) {
      columns = List.copyOf(found);
    }
  }

  private void row(int number, List<String> words) {
    if (words.size() != columns.size()) {
      throw new InvalidFileException(
          file,
          "line " + number,
          "%s numbers for %s columns".formatted(words.size(), columns.size()));
    }
    var row = new double[words.size()];
    for (int i = 0; i < row.length; i++) {
      String word = words.get(i);
      if (!word.isEmpty() && !OvfNumbers.isNumber(word)) {
        throw new InvalidFileException(
            file,
            "line " + number,
            "'%s' in column %s is no number"
                .formatted(OvfHeaderReader.excerpt(word), columns.get(i).name()));
      }
      row[i] = word.isEmpty() ? Double.NaN : Double.parseDouble(word);
    }
    rows.add(row);
  }
}
