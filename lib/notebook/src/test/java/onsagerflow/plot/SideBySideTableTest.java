package onsagerflow.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.Sweep;
import onsagerflow.statistics.comparison.SideBySide;
import org.junit.jupiter.api.Test;

class SideBySideTableTest {

  private static SideBySide.Row row(String quantity, double reference, double model) {
    return new SideBySide.Row(quantity, new Mean(reference, 0.3, 9), new Mean(model, 0.4, 9));
  }

  @Test
  void aRowForEachQuantityAndThreeColumnsForEachCase() {
    var sweep =
        Sweep.over("T", 2.0, 2.6)
            .of(
                t ->
                    t < 2.3
                        ? new SideBySide(List.of(row("m", 10, 11), row("χ", 5, 4)))
                        : new SideBySide(List.of(row("χ", 20, 20))));
    var table = SideBySideTable.of("spins", sweep);
    assertEquals(
        List.of(
            "quantity",
            "T = 2: spins",
            "T = 2: off by %",
            "T = 2: ± %",
            "T = 2.6: spins",
            "T = 2.6: off by %",
            "T = 2.6: ± %"),
        table.columnNames());
    assertEquals(List.of("m", "χ"), table.stringColumn(0).asList());
    assertEquals(10, table.doubleColumn(2).get(0), 1e-12);
    assertEquals(5, table.doubleColumn(3).get(0), 1e-12);
    assertTrue(table.doubleColumn(4).isMissing(0));
    assertEquals(0, table.doubleColumn(5).get(1), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> SideBySideTable.of("spins", Map.of()));
  }
}
