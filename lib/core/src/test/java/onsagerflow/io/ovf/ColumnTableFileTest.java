package onsagerflow.io.ovf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import onsagerflow.io.format.InvalidFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTableFileTest {

  private static final String ODT =
      """
      # ODT 1.0
      # Table Start
      # Title: mmArchive Data Table
      # Columns: {Oxs_RungeKuttaEvolve::Total energy} Oxs_TimeDriver::mx {A::Energy} {B::Energy} \\
      #          {Oxs_TimeDriver::Simulation time}
      # Units:   J {} J J s
        -1.5e-17  0.5  1 {} 0
        -2.5e-17  0.25 2 3  1e-12
      # Table End
      """;

  private static final String MUMAX =
      "# t (s)\tmx ()\tE_total (J)\n0\t0.5\t-1e-18\n1e-12\t0.25\t-2e-18\n";

  @TempDir private Path folder;

  private ColumnTable read(String text) throws IOException {
    return ColumnTableFile.read(Files.writeString(folder.resolve("t"), text));
  }

  @Test
  void tableOfOommf() throws IOException {
    var table = read(ODT);
    assertEquals("mmArchive Data Table", table.title());
    assertEquals(2, table.rows());
    assertEquals(
        new ColumnTable.Column("Oxs_RungeKuttaEvolve::Total energy", "J"),
        table.columns().getFirst());
    assertArrayEquals(new double[] {0.5, 0.25}, table.values("mx"));
    assertArrayEquals(new double[] {-1.5e-17, -2.5e-17}, table.values("Total energy"));
    assertArrayEquals(new double[] {Double.NaN, 3}, table.values("B::Energy"));
    assertThrows(IllegalArgumentException.class, () -> table.values("Energy"));
    assertThrows(IllegalArgumentException.class, () -> table.values("absent"));
  }

  @Test
  void aProgramThatWentOnWroteOneTable() throws IOException {
    assertEquals(4, read(ODT + ODT.substring(ODT.indexOf("# Table Start"))).rows());
    assertEquals(4, read(MUMAX + MUMAX).rows());
  }

  @Test
  void tableOfMumax() throws IOException {
    var table = read(MUMAX);
    assertEquals(
        List.of("t (s)", "mx", "E_total (J)"),
        table.columns().stream().map(ColumnTable.Column::toString).toList());
    assertArrayEquals(new double[] {0, 1e-12}, table.values("t"));
    assertArrayEquals(new double[] {5e-13, 0.375, -1.5e-18}, table.means(), 1e-25);
    assertEquals(0, read("# t (s)\tmx ()\n").rows());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      commentCharacter = '!',
      quoteCharacter = '"',
      textBlock =
          """
          # ODT 1.0       | # ODT 2.0           | this reads ODT 1.0
          # ODT 1.0       | t mx                | neither an ODT table nor one of mumax3
          # Columns:      | # Names:            | Units
          # Units:   J    | # Units:            | line 6: 4 units for 5 columns
          1e-12           | 1e-12 4             | line 8: 6 numbers for 5 columns
          1e-12           | 1e-1x               | line 8: '1e-1x' in column
          A::Energy       | B::Energy           | two columns are called B::Energy
          """)
  void whatIsWrongInAnOdtIsNamed(String what, String by, String problem) {
    var refused = assertThrows(InvalidFileException.class, () -> read(ODT.replaceFirst(what, by)));
    assertTrue(
        refused.getMessage().toLowerCase(Locale.ROOT).contains(problem.toLowerCase(Locale.ROOT)),
        refused.getMessage());
  }

  @Test
  void whatIsWrongInATableOfMumaxIsNamed() {
    for (String cut : List.of("1e-12\t0.25\n", "nan\t0\t0\n", "1\t2\t3\t4\n", "# t (s)\tmy ()\n")) {
      var refused = assertThrows(InvalidFileException.class, () -> read(MUMAX + cut));
      assertTrue(refused.getMessage().contains("line 4"), refused.getMessage());
    }
    assertThrows(InvalidFileException.class, () -> read(""));
    assertThrows(InvalidFileException.class, () -> ColumnTableFile.read(folder));
  }

  @Test
  void tablesOfThePrograms() {
    var tables = OvfSamples.REFERENCE.resolve("tables");
    assumeTrue(Files.isDirectory(tables));
    var mumax = ColumnTableFile.read(tables.resolve("mumax3-table.txt"));
    assertEquals(11, mumax.columns().size());
    assertEquals(1e-10, mumax.values("t")[0]);
    assertEquals(0.98323005, mumax.values("mx")[0]);
    var oommf = ColumnTableFile.read(tables.resolve("oommf-hysteresis.odt"));
    assertEquals(28, oommf.columns().size());
    assertEquals("mT", oommf.columns().get(oommf.find("Bx").orElseThrow()).unit());
    assertEquals(1000, oommf.values("B")[0]);
    assertEquals(oommf.rows() - 1.0, oommf.values("Stage")[oommf.rows() - 1]);
  }
}
