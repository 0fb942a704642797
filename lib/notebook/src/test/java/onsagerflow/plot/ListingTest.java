package onsagerflow.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.Sweep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingTest {

  @TempDir Path folder;

  @Test
  void aRowForEachAndAColumnForAllThatIsSaid() {
    var lengths = new LinkedHashMap<String, Mean>();
    lengths.put("spins", new Mean(3, 0.5, 8));
    lengths.put("model", new Mean(4, 0.25, 16));
    var table =
        Listing.of("of", lengths)
            .with("ξ (spacings)", m -> m)
            .with("runs", Mean::runs)
            .with("text", m -> "n = " + m.runs())
            .table();
    assertEquals(
        List.of("of", "ξ (spacings)", "± ξ (spacings)", "runs", "text"), table.columnNames());
    assertEquals(List.of("spins", "model"), table.stringColumn("of").asList());
    assertEquals(0.25, table.doubleColumn("± ξ (spacings)").get(1));
    assertEquals(16, table.intColumn("runs").get(1));
    assertEquals("n = 8", table.stringColumn("text").get(0));
  }

  @Test
  void aSweepIsARowForEachValue() throws IOException {
    var table =
        Listing.of(Sweep.over("T", 0.5, 2.0).of(t -> t * t))
            .with("T²", t -> t)
            .with("n", List.of(1, 2))
            .save(folder.resolve("deep/t.csv"));
    assertEquals(0.5, table.doubleColumn("T").get(0));
    assertEquals(4, table.doubleColumn("T²").get(1));
    assertEquals(
        List.of("T,T²,n", "0.5,0.25,1", "2.0,4.0,2"),
        Files.readAllLines(folder.resolve("deep/t.csv")));
  }

  @Test
  void needsARow() {
    assertThrows(IllegalArgumentException.class, () -> Listing.of("of", Map.of()));
    var one = Listing.of("of", List.of("a"));
    assertThrows(IllegalArgumentException.class, () -> one.with("n", List.of(1, 2)));
  }
}
