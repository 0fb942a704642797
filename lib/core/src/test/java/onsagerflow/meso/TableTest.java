package onsagerflow.meso;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TableTest {

  private final Table table =
      new Table(
          new double[] {-1, -0.5, 0, 0.5},
          new double[] {1, 2, 3, 4},
          new double[] {0.4, 0.1, 0.3, 0.1});

  @Test
  void partsKeepTheirErrors() {
    var inner = table.within(-0.5, 0.2);
    assertArrayEquals(new double[] {-0.5, 0}, inner.m());
    assertArrayEquals(new double[] {2, 3}, inner.value());
    assertArrayEquals(new double[] {0.1, 0.3}, inner.standardError());
    assertArrayEquals(new double[] {-0.5, 0.5}, table.knownTo(0.1).m());
    assertThrows(IllegalArgumentException.class, () -> table.within(0.4, 1));
  }

  @Test
  void whatIsLeftOfAnExactFunctionHasTheSameErrors() {
    var left = table.minus(m -> 3 + 2 * m);
    assertArrayEquals(new double[4], left.value(), 1e-15);
    assertArrayEquals(table.standardError(), left.standardError());
  }

  @Test
  void aSectionOfAFunctionOfBothIsOneOfM() {
    var both =
        new FieldTable(
            new double[] {0, 1},
            new double[] {0, 2},
            new double[][] {{1, 3}, {5, 9}},
            new double[][] {{0.1, 0.3}, {0.2, 0.2}});
    var section = both.section(0.5);
    assertArrayEquals(new double[] {1.5, 6}, section.value(), 1e-15);
    assertArrayEquals(new double[] {0.15, 0.2}, section.standardError(), 1e-15);
    assertEquals(both.at(0.3, 0.5), section.at(0.3), 1e-15);
  }
}
