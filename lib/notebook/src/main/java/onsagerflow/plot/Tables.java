package onsagerflow.plot;

import java.util.Arrays;
import java.util.Locale;
import java.util.TreeMap;
import onsagerflow.field.Kernel;
import onsagerflow.meso.FieldTable;
import onsagerflow.meso.LearnedModel;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/// What was learned, as Tablesaw tables with standard errors.
public final class Tables {

  private static final String ERROR = "standard error";

  private Tables() {}

  /// One row per point m.
  ///
  /// @param quantity name of the tabulated function, such as K or s′
  public static Table of(String quantity, onsagerflow.meso.Table values) {
    return Table.create(
        quantity,
        DoubleColumn.create("m", values.m()),
        DoubleColumn.create(quantity, values.value()),
        DoubleColumn.create(ERROR, values.standardError()));
  }

  /// One row per point (m, φ).
  ///
  /// @param quantity name of the tabulated function
  public static Table of(String quantity, FieldTable values) {
    var m = DoubleColumn.create("m");
    var phi = DoubleColumn.create("φ");
    var value = DoubleColumn.create(quantity);
    var error = DoubleColumn.create(ERROR);
    for (int i = 0; i < values.m().length; i++) {
      for (int j = 0; j < values.phi().length; j++) {
        m.append(values.m()[i]);
        phi.append(values.phi()[j]);
        value.append(values.value(i, j));
        error.append(values.standardError(i, j));
      }
    }
    return Table.create(quantity, m, phi, value, error);
  }

  /// One row per offset r of the kernel's half plane (J(−r) = J(r)), nearest first.
  ///
  /// @param standardErrors same radius as `kernel`
  public static Table of(Kernel kernel, Kernel standardErrors) {
    if (kernel.radius() != standardErrors.radius()) {
      throw new IllegalArgumentException(
          "kernel radius " + kernel.radius() + " but errors of radius " + standardErrors.radius());
    }
    var y = IntColumn.create("y offset");
    var x = IntColumn.create("x offset");
    var distance = DoubleColumn.create("|r|");
    var value = DoubleColumn.create("J");
    var error = DoubleColumn.create(ERROR);
    int radius = kernel.radius();
    for (int dy = 0; dy <= radius; dy++) {
      for (int dx = dy == 0 ? 0 : -radius; dx <= radius; dx++) {
        y.append(dy);
        x.append(dx);
        distance.append(Math.hypot(dy, dx));
        value.append(kernel.get(dy, dx));
        error.append(standardErrors.get(dy, dx));
      }
    }
    return Table.create("J", y, x, distance, value, error).sortOn("|r|", "y offset", "x offset");
  }

  /// A page of what a learned model says, one quantity per row.
  public static Table summary(LearnedModel model) {
    var name = StringColumn.create("quantity");
    var value = StringColumn.create("value");
    var rows = new Rows(name, value);
    rows.add("closure", model.closure().name().toLowerCase(Locale.ROOT));
    rows.add("temperature T", TableView.significant(model.conditions().temperature()));
    rows.add("field h", TableView.significant(model.conditions().field()));
    rows.add("block B", model.block() + " (" + model.cellVolume() + " spins per cell)");
    rows.add("mobility K(m)", range(model.mobility()));
    model
        .mobilityByField()
        .ifPresent(
            k -> rows.add("mobility K(m, φ)", k.m().length + " × " + k.phi().length + " points"));
    rows.add("entropy slope s′(m)", range(model.entropySlope()));
    rows.add(
        "kernel J",
        "radius %s, Ĵ(0) = %s, J(0) = %s"
            .formatted(
                model.kernel().radius(),
                TableView.significant(model.kernel().total()),
                TableView.significant(model.kernel().get(0, 0))));
    rows.add("gauge", model.gauge());
    new TreeMap<>(model.diagnostics()).forEach((key, entry) -> rows.add(key, entryText(entry)));
    return Table.create("learned model", name, value);
  }

  private record Rows(StringColumn name, StringColumn value) {
    void add(String quantity, String text) {
      name.append(quantity);
      value.append(text);
    }
  }

  private static String range(onsagerflow.meso.Table table) {
    var values = Arrays.stream(table.value()).summaryStatistics();
    double error = Arrays.stream(table.standardError()).max().orElseThrow();
    return "%s points, m from %s to %s, values %s to %s, standard error ≤ %s"
        .formatted(
            table.size(),
            TableView.significant(table.m(0)),
            TableView.significant(table.m(table.size() - 1)),
            TableView.significant(values.getMin()),
            TableView.significant(values.getMax()),
            TableView.significant(error));
  }

  private static String entryText(Object entry) {
    return switch (entry) {
      case Double number -> TableView.significant(number);
      case double[] numbers -> numbers.length + " numbers";
      case java.util.Collection<?> items -> items.size() + " entries";
      default -> entry.toString();
    };
  }
}
