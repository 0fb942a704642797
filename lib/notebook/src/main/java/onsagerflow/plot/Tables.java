package onsagerflow.plot;

import static java.util.stream.Collectors.joining;

import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import onsagerflow.estimate.Diagnostics;
import onsagerflow.estimate.Learned;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Kernel;
import onsagerflow.meso.FieldTable;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.ModelFamily;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.Statistic;
import onsagerflow.statistics.comparison.Agreement;
import onsagerflow.statistics.comparison.Comparison;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/// What was learned, as Tablesaw tables with standard errors.
public final class Tables {

  private static final String ERROR = "standard error";

  /// Numbers of a list shown one by one.
  private static final int SHOWN = 4;

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

  /// One row per record, one column per component: what a statistic says at each time, say. A
  /// [Mean] takes two columns, its value and `±` its standard error.
  ///
  /// @param records all of one type
  /// @throws IllegalArgumentException if there is none, or their types differ
  public static Table of(List<? extends Record> records) {
    var types = records.stream().map(Object::getClass).distinct().toList();
    if (types.size() != 1) {
      throw new IllegalArgumentException("a table is of records of one type, got " + types);
    }
    var type = types.getFirst();
    var table = Table.create(type.getSimpleName());
    for (var component : type.getRecordComponents()) {
      var values = records.stream().map(record -> value(component, record)).toList();
      columns(component.getName(), values).forEach(table::addColumns);
    }
    return table;
  }

  private static Object value(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalArgumentException(
          "a table needs public records, got " + record.getClass().getName(), e);
    }
  }

  /// The column of some values, or the two of means.
  static List<Column<?>> columns(String name, List<Object> values) {
    return switch (values.getFirst()) {
      case Mean mean -> {
        var means = values.stream().map(Mean.class::cast).toList();
        double[] errors = means.stream().mapToDouble(Mean::standardError).toArray();
        yield List.of(
            DoubleColumn.create(name, means.stream().mapToDouble(Mean::value).toArray()),
            DoubleColumn.create("± " + name, errors));
      }
      case Integer whole ->
          List.of(IntColumn.create(name, values.stream().mapToInt(Tables::whole).toArray()));
      case Number number ->
          List.of(
              DoubleColumn.create(
                  name, values.stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray()));
      default ->
          List.of(StringColumn.create(name, values.stream().map(Tables::entryText).toList()));
    };
  }

  /// Writes a table as CSV and makes the folder it goes to.
  ///
  /// @return the table
  public static Table save(Table table, Path file) {
    var text = new StringWriter();
    table.write().csv(text);
    PictureFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    return table;
  }

  private static int whole(Object value) {
    return (Integer) value;
  }

  /// One row per temperature: where K was learned, K and the slope of s′ at its middle.
  static Table of(ModelFamily family) {
    var rows = family.members().stream().map(Tables::at).toList();
    return of(rows).setName("family of models, one J: " + family.members().getFirst().kernel());
  }

  /// A member of a family in a few numbers.
  record Member(
      double temperature, String field, double mLow, double mHigh, double k, double kError) {}

  private static Member at(LearnedModel model) {
    var k = model.mobility();
    double middle = Math.clamp(0, k.m(0), k.m(k.size() - 1));
    return new Member(
        model.conditions().temperature(),
        field(model.conditions().field()),
        k.m(0),
        k.m(k.size() - 1),
        k.at(middle),
        k.standardErrorAt(middle));
  }

  /// Statistics of all that are compared at one time: value, standard error, and how far above the
  /// reference, per cent.
  public static Table of(Comparison comparison, double time, Statistic... statistics) {
    var table =
        Table.create("against %s at t = %s".formatted(comparison.reference(), time))
            .addColumns(StringColumn.create("", comparison.names()));
    for (var statistic : statistics) {
      var value = DoubleColumn.create(statistic.toString());
      var error = DoubleColumn.create("± of " + statistic);
      var above = DoubleColumn.create(statistic + " off by %");
      var reference = comparison.series(statistic, comparison.reference()).at(time);
      for (String name : comparison.names()) {
        var mean = comparison.series(statistic, name).at(time);
        value.append(mean.value());
        error.append(mean.standardError());
        above.append(mean.percentAbove(reference));
      }
      table.addColumns(value, error, above);
    }
    return table;
  }

  /// How all that are compared agree with the reference, over all times and series of some
  /// statistics ([Agreement]).
  public static Table agreement(Comparison comparison, Statistic... statistics) {
    var of = new LinkedHashMap<String, Agreement>();
    comparison.names().stream()
        .skip(1)
        .forEach(name -> of.put(name, comparison.agreement(name, statistics)));
    return Listing.of("against " + comparison.reference(), of)
        .with("points", Agreement::points)
        .with("within 2 errors %", a -> 100 * a.within())
        .with("if equal %", a -> 100 * a.expectedWithin())
        .with("difference %", Agreement::difference)
        .with("discrepancy %", Agreement::discrepancy)
        .with("resolution %", Agreement::resolution)
        .table();
  }

  /// Differences of one from the reference in joint standard errors, at all times.
  public static Table deviations(Comparison comparison, String name, Statistic... statistics) {
    var times = comparison.series(statistics[0], name).times();
    var table =
        Table.create(name + " against " + comparison.reference() + ", in joint standard errors")
            .addColumns(DoubleColumn.create("t", times));
    for (var statistic : statistics) {
      table.addColumns(
          DoubleColumn.create(statistic.toString(), comparison.deviations(statistic, name)));
    }
    return table;
  }

  /// All entries of the diagnostics by name, as the model file holds them.
  public static Table of(Diagnostics diagnostics) {
    var rows = new Rows();
    new TreeMap<>(diagnostics.entries()).forEach((key, entry) -> rows.add(key, entryText(entry)));
    return rows.table("diagnostics");
  }

  /// What was learned in a few lines, with standard errors.
  public static Table summary(Learned learned) {
    var diagnostics = learned.diagnostics();
    var model = learned.model();
    var rows = new Rows();
    rows.add(
        "learned from",
        diagnostics.source().observations()
            + (diagnostics.generator() ? " frames with generator channels" : " frame pairs"));
    rows.add("closure", model.closure().name().toLowerCase(Locale.ROOT));
    rows.add("temperature T", TableView.significant(learned.temperature()));
    rows.add("field h", fields(learned.fields()));
    rows.add("block B", model.block() + " (" + model.cellVolume() + " spins per cell)");
    var mobility = model.mobility();
    double m = Math.clamp(0, mobility.m(0), mobility.m(mobility.size() - 1));
    rows.add(
        "mobility K(" + TableView.significant(m) + ")",
        error(mobility.at(m), mobility.standardErrorAt(m)));
    var slope = model.entropySlope();
    int beyondZero = slope.size() / 2 + 1;
    double x = slope.m(beyondZero);
    rows.add(
        "slope of s′ at 0",
        error(slope.value(beyondZero) / x, slope.standardError(beyondZero) / x));
    rows.add("radius of J", model.kernel().radius() + " cells");
    rows.add("total strength of J", error(model.kernel().total(), learned.totalError()));
    rows.add("gauge", model.gauge().toString());
    if (!diagnostics.generator()) {
      rows.add(
          "residual variance",
          TableView.significant(diagnostics.residuals().varianceRatio()) + " of that expected");
    }
    return rows.table("learned");
  }

  static String error(double value, double standardError) {
    return String.format(Locale.ROOT, "%.4g ± %.2g", value, standardError);
  }

  /// A frame in one line.
  static String describe(Frame frame) {
    return "frame at t = %s of run %s, T = %s: %s"
        .formatted(
            TableView.significant(frame.time()),
            frame.run(),
            TableView.significant(frame.conditions().temperature()),
            frame.m());
  }

  /// A page of what a learned model says, one quantity per row.
  public static Table summary(LearnedModel model) {
    var rows = new Rows();
    rows.add("closure", model.closure().name().toLowerCase(Locale.ROOT));
    rows.add("temperature T", TableView.significant(model.conditions().temperature()));
    rows.add("field h", field(model.conditions().field()));
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
    rows.add("gauge", model.gauge().toString());
    var notes = model.notes();
    if (!notes.fields().isEmpty()) {
      rows.add("fields of the data", fields(notes.fields()));
    }
    notes.networks().ifPresent(weights -> rows.add("networks", weights.toString()));
    new TreeMap<>(notes.diagnostics()).forEach((key, entry) -> rows.add(key, entryText(entry)));
    return rows.table("learned model");
  }

  /// A table of quantities and their values as text.
  static final class Rows {
    private final StringColumn name = StringColumn.create("quantity");
    private final StringColumn value = StringColumn.create("value");

    void add(String quantity, String text) {
      name.append(quantity);
      value.append(text);
    }

    Table table(String title) {
      return Table.create(title, name, value);
    }
  }

  static String fields(List<ExternalField> several) {
    return several.stream().map(Tables::field).collect(joining(", "));
  }

  static String field(ExternalField field) {
    return field instanceof ExternalField.Uniform(double h)
        ? TableView.significant(h)
        : field.toString();
  }

  static String range(onsagerflow.meso.Table table) {
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

  private static boolean isNumber(Object item) {
    return item instanceof Number;
  }

  static String entryText(Object entry) {
    return switch (entry) {
      case Double number -> TableView.significant(number);
      case double[] numbers -> numbers.length + " numbers";
      case Collection<?> items
          when items.size() <= SHOWN && items.stream().allMatch(Tables::isNumber) ->
          items.stream().map(Tables::entryText).collect(joining(", "));
      case Collection<?> items -> items.size() + " entries";
      default -> entry.toString();
    };
  }
}
