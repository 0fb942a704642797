package onsagerflow.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {

  @TempDir private Path folder;

  @Test
  void resultsAreReadableByAnyProgram() throws IOException {
    var results = new LinkedHashMap<String, Object>();
    results.put("system", "8 x 8 \"blocks\"");
    results.put("time", 1.0 / 3);
    results.put("high", Double.POSITIVE_INFINITY);
    results.put("curve", Map.of("t", List.of(0.0, Double.NaN, 2e300)));
    var file = folder.resolve("r.json");
    ResultFile.write(file, results);
    assertEquals(
        """
        {
          "system": "8 x 8 \\"blocks\\"",
          "time": 0.3333333333333333,
          "high": null,
          "curve": {
            "t": [0.0, null, 2.0E300]
          }
        }
        """,
        Files.readString(file));
  }

  @Test
  void refusingDiskIsNamed() {
    var file = folder.resolve("none").resolve("r.json");
    var failure =
        assertThrows(UncheckedIOException.class, () -> ResultFile.write(file, Map.of("a", 1)));
    assertEquals("cannot write " + file + ": no such directory", failure.getMessage());
  }
}
