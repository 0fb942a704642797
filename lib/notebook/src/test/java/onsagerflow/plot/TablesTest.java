package onsagerflow.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import onsagerflow.field.Frame;
import onsagerflow.field.Kernel;
import onsagerflow.io.ovf.ColumnTable;
import onsagerflow.meso.Closure;
import onsagerflow.meso.FieldTable;
import onsagerflow.meso.Gauge;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.Table;
import org.junit.jupiter.api.Test;

class TablesTest {

  private static final Kernel NEIGHBOURS =
      Kernel.of(new double[][] {{0, 0.25, 0}, {0.25, 0, 0.25}, {0, 0.25, 0}});
  private static final Table SLOPE =
      new Table(new double[] {-0.5, 0.5}, new double[] {-0.4, 0.4}, new double[] {0.01, 0.02});

  static LearnedModel model() {
    return new LearnedModel(
        Closure.COSH,
        new Frame.Conditions(0.8, 0),
        8,
        new Gauge.Centre(0),
        new LearnedModel.Functions(
            SLOPE, Optional.empty(), SLOPE, NEIGHBOURS, NEIGHBOURS.scaled(0.01)),
        LearnedModel.Notes.of(Map.of("framePairs", 300, "residualVarianceRatio", 1.0)));
  }

  @Test
  void eachPointKeepsItsError() {
    var table = Tables.of("s′", SLOPE);
    assertEquals(2, table.rowCount());
    assertEquals(0.4, table.doubleColumn("s′").getDouble(1));
    assertEquals(0.02, table.doubleColumn("standard error").getDouble(1));
  }

  @Test
  void columnsOfAMicromagneticTableKeepTheirUnits() {
    var columns = List.of(new ColumnTable.Column("t", "s"), new ColumnTable.Column("mx", ""));
    var values = List.of(new double[] {0, 1e-12}, new double[] {1, 0.5});
    var table = Tables.of(new ColumnTable("run", columns, values));
    assertEquals("run", table.name());
    assertEquals(List.of("t (s)", "mx"), table.columnNames());
    assertEquals(0.5, table.doubleColumn("mx").getDouble(1));
  }

  @Test
  void fieldTableHasARowPerPoint() {
    double[][] value = {{1, 2, 3}, {4, 5, 6}};
    var table =
        Tables.of("K", new FieldTable(new double[] {0, 1}, new double[] {0, 1, 2}, value, value));
    assertEquals(6, table.rowCount());
    assertEquals(5, table.doubleColumn("K").getDouble(4));
    assertEquals(1, table.doubleColumn("φ").getDouble(4));
  }

  @Test
  void kernelTableHoldsTheTotalStrength() {
    var table = Tables.of(NEIGHBOURS, NEIGHBOURS.scaled(0.01));
    assertEquals(5, table.rowCount());
    double half = table.doubleColumn("J").sum();
    assertEquals(NEIGHBOURS.total(), 2 * half - NEIGHBOURS.get(0, 0), 1e-12);
    assertEquals(0, table.doubleColumn("|r|").getDouble(0));
    assertThrows(
        IllegalArgumentException.class,
        () -> Tables.of(NEIGHBOURS, new Kernel(0, new double[] {1})));
  }

  @Test
  void summaryNamesWhatTheModelIs() {
    var text = new TableView(Tables.summary(model()), 100).text();
    for (var part :
        new String[] {"cosh", "0.8\n", "64 spins per cell", "J(0) = 0", "framePairs", "300"}) {
      assertTrue(text.contains(part), part + " missing in\n" + text);
    }
  }
}
