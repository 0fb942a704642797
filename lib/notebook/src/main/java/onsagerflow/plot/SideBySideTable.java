package onsagerflow.plot;

import java.util.LinkedHashMap;
import java.util.Map;
import onsagerflow.statistics.Sweep;
import onsagerflow.statistics.comparison.SideBySide;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/// Numbers of a reference and of a model in several cases: a row for each quantity, and for each
/// case the reference, how far off the model is, and the standard error of the difference.
public final class SideBySideTable {

  private SideBySideTable() {}

  /// A case for each entry, named by its key. What a case has not stays empty.
  ///
  /// @param reference what the reference is called, such as `spins`
  /// @throws IllegalArgumentException if there is none
  public static Table of(String reference, Map<String, SideBySide> cases) {
    if (cases.isEmpty()) {
      throw new IllegalArgumentException("nothing to set beside " + reference);
    }
    var quantities =
        cases.values().stream()
            .flatMap(side -> side.rows().stream())
            .map(SideBySide.Row::quantity)
            .distinct()
            .toList();
    var table = Table.create("against " + reference, StringColumn.create("quantity", quantities));
    cases.forEach(
        (name, side) -> {
          var value = DoubleColumn.create(name + ": " + reference);
          var off = DoubleColumn.create(name + ": off by %");
          var error = DoubleColumn.create(name + ": ± %");
          for (String quantity : quantities) {
            boolean has = side.has(quantity);
            value.append(has ? side.row(quantity).reference().value() : Double.NaN);
            off.append(has ? side.row(quantity).percent() : Double.NaN);
            error.append(has ? side.row(quantity).percentError() : Double.NaN);
          }
          table.addColumns(value, off, error);
        });
    return table;
  }

  /// A case for each value of a sweep.
  public static Table of(String reference, Sweep<?, SideBySide> sweep) {
    var cases = new LinkedHashMap<String, SideBySide>();
    add(sweep, cases);
    return of(reference, cases);
  }

  private static <P> void add(Sweep<P, SideBySide> sweep, Map<String, SideBySide> cases) {
    sweep.forEach((value, side) -> cases.put(sweep.named(value), side));
  }
}
