package onsagerflow.io.ovf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// A table of numbers in named columns, as micromagnetic programs keep beside their fields: time,
/// mean magnetisation, energies.
public final class ColumnTable {

  /// A column.
  ///
  /// @param unit as the file spells it; empty where the number is pure, or none is said
  public record Column(String name, String unit) {

    /// Name and unit, such as `E_total (J)`.
    @Override
    public String toString() {
      return unit.isEmpty() ? name : name + " (" + unit + ")";
    }
  }

  private final String title;
  private final List<Column> columns;
  private final List<double[]> values;

  /// @param values of each column from the first row to the last; kept, not copied. NaN where the
  ///   file has none
  /// @throws IllegalArgumentException if a name comes twice, or the columns differ in length
  public ColumnTable(String title, List<Column> columns, List<double[]> values) {
    this.title = title;
    this.columns = List.copyOf(columns);
    this.values = List.copyOf(values);
    if (columns.isEmpty() || columns.size() != values.size()) {
      throw new IllegalArgumentException(
          "%s columns of numbers for %s names".formatted(values.size(), columns.size()));
    }
    var names = new HashSet<String>();
    for (int i = 0; i < columns.size(); i++) {
      if (!names.add(columns.get(i).name)) {
        throw new IllegalArgumentException("two columns are called " + columns.get(i).name);
      }
      if (values.get(i).length != rows()) {
        throw new IllegalArgumentException(
            "column %s has %s rows, the first %s"
                .formatted(columns.get(i).name, values.get(i).length, rows()));
      }
    }
  }

  /// What the file calls it; empty where it does not.
  public String title() {
    return title;
  }

  public List<Column> columns() {
    return columns;
  }

  /// The number of rows.
  public int rows() {
    return values.getFirst().length;
  }

  /// The numbers of a column; the caller's own copy.
  public double[] values(int column) {
    return values.get(column).clone();
  }

  /// The numbers of a column by its name, or by the end of it after the last colon, as in `mx` of
  /// `Oxs_TimeDriver::mx`.
  ///
  /// @throws IllegalArgumentException if there is none of that name, or several
  public double[] values(String name) {
    return values(
        find(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no column %s, but %s".formatted(name, columns))));
  }

  /// The place of a column, by name as of [#values].
  ///
  /// @throws IllegalArgumentException if several have the name
  public Optional<Integer> find(String name) {
    var found = new ArrayList<Integer>();
    for (int i = 0; i < columns.size(); i++) {
      String full = columns.get(i).name;
      if (full.equals(name)) {
        return Optional.of(i);
      }
      if (full.substring(full.lastIndexOf(':') + 1).equals(name)) {
        found.add(i);
      }
    }
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "several columns are called %s: %s"
              .formatted(name, found.stream().map(i -> columns.get(i).name).toList()));
    }
    return found.stream().findFirst();
  }

  /// The means of each column; NaN where it lacks a number.
  public double[] means() {
    return values.stream()
        .mapToDouble(column -> Arrays.stream(column).average().orElse(Double.NaN))
        .toArray();
  }

  /// Title, rows and columns in one line.
  @Override
  public String toString() {
    return (title.isEmpty() ? "" : title + ": ")
        + "%s rows of %s columns: %s".formatted(rows(), columns.size(), columns);
  }
}
