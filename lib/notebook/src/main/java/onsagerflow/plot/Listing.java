package onsagerflow.plot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import onsagerflow.statistics.Sweep;
import tech.tablesaw.api.Table;

/// A table of like things: a row for each, a column for each thing that is said of it.
///
///     Listing.of("kernel", kernels).with("Ĵ(0)", Kernel::total).with("J(0)", k -> k.get(0, 0)).table()
///
/// What is said may be a number, a [Mean] (two columns, its value and `±` its standard error) or
/// anything else by its text.
///
/// @param <R> what a row is of
public final class Listing<R> {

  private final List<R> rows;
  private final Table table;

  private Listing(String heading, List<?> names, List<R> rows) {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("a table by " + heading + " needs a row, got none");
    }
    this.rows = rows;
    this.table = Table.create(heading);
    Tables.columns(heading, new ArrayList<>(names)).forEach(table::addColumns);
  }

  /// A row for each entry, named by its key.
  ///
  /// @param heading of the names
  public static <R> Listing<R> of(String heading, Map<?, ? extends R> things) {
    return new Listing<>(heading, List.copyOf(things.keySet()), List.copyOf(things.values()));
  }

  /// A row for each, named by itself.
  public static <R> Listing<R> of(String heading, List<R> things) {
    return new Listing<>(heading, things, things);
  }

  /// A row for each value of a sweep.
  public static <R> Listing<R> of(Sweep<?, R> sweep) {
    return new Listing<>(sweep.quantity(), sweep.values(), sweep.results());
  }

  /// One more column.
  ///
  /// @param heading as the reader sees it, with the unit
  public Listing<R> with(String heading, Function<? super R, ?> said) {
    Tables.columns(heading, rows.stream().<Object>map(said).toList()).forEach(table::addColumns);
    return this;
  }

  /// One more column of what is known already.
  ///
  /// @param said one for each row, in their order
  public Listing<R> with(String heading, List<?> said) {
    if (said.size() != rows.size()) {
      throw new IllegalArgumentException(
          heading + ": " + said.size() + " entries for " + rows.size() + " rows");
    }
    Tables.columns(heading, new ArrayList<>(said)).forEach(table::addColumns);
    return this;
  }

  public Table table() {
    return table;
  }

  /// The table, written as CSV too; makes the folder it goes to.
  public Table save(Path file) {
    return Tables.save(table, file);
  }
}
