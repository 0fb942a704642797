package onsagerflow.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TableViewTest {

  @Test
  void longTableSaysHowManyRowsAreLeftOut() {
    var table = Table.create("n", IntColumn.create("n", IntStream.range(0, 25).toArray()));
    var view = new TableView(table, 20);
    assertTrue(view.html().contains(">19<"));
    assertFalse(view.html().contains(">20<"));
    assertTrue(view.html().contains("20 of 25 rows shown, 5 left out"));
    assertTrue(view.text().endsWith("20 of 25 rows shown, 5 left out"));
    assertFalse(new TableView(table, 25).html().contains("left out"));
  }

  @Test
  void textIsEscapedAndMissingValuesAreSeen() {
    var table =
        Table.create(
            "<b>",
            StringColumn.create("a&b", new String[] {"<script>"}),
            DoubleColumn.create("x", new double[] {Double.NaN}));
    var html = new TableView(table, 5).html();
    assertTrue(html.contains("&lt;script&gt;") && html.contains("a&amp;b"));
    assertFalse(html.contains("<script>") || html.contains("<b>"));
    assertTrue(html.contains(">–<"));
  }

  @Test
  void numbersAreAlignedInText() {
    var table =
        Table.create(
            StringColumn.create("name", new String[] {"K", "slope"}),
            DoubleColumn.create("value", new double[] {1.5, -12.25}));
    assertEquals("name    value\nK         1.5\nslope  -12.25", new TableView(table, 5).text());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.00012345678, 0.00012346",
    "-12.3456789, -12.346",
    "123456.7, 123457",
    "100, 100",
    "Infinity, ∞"
  })
  void fiveDigitsAreShown(double value, String text) {
    assertEquals(text, TableView.significant(value));
  }

  @ParameterizedTest
  @CsvSource({"1.23456789e-5, 1.2346e-05", "1.23456789e7, 1.2346e+07", "NaN, NaN"})
  void sizesOutOfSightBecomePowersOfTen(double value, String text) {
    assertEquals(text, TableView.significant(value));
  }
}
