package onsagerflow.rare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptRunsTest {

  @TempDir Path folder;

  @Test
  void longerSamplingGoesOnFromAShorterOne() throws IOException {
    var chain = Systems.chain(16, 1.2);
    var flip = Systems.betweenModes(chain, 2);
    var kept = KeptRuns.in(folder.resolve("deep"));
    var few =
        new BruteForce(flip, 3, Double.POSITIVE_INFINITY, 4)
            .run(Systems.of(chain), kept.execution("spins, T = 0.8"));
    assertEquals(1, files());
    var again = KeptRuns.in(folder.resolve("deep"));
    var more =
        new BruteForce(flip, 5, Double.POSITIVE_INFINITY, 4)
            .run(Systems.of(chain), again.execution("spins, T = 0.8"));
    assertEquals(few, more.subList(0, 3));
    again.delete();
    assertEquals(0, files());
  }

  /// Names that differ in what a file's name cannot hold are two systems.
  @Test
  void eachNameHasAFileOfItsOwn() throws IOException {
    var kept = KeptRuns.in(folder.resolve("deep"));
    var cold = Systems.chain(16, 1.2);
    var warm = Systems.chain(16, 1.3);
    var ofCold =
        new BruteForce(Systems.betweenModes(cold, 2), 3, Double.POSITIVE_INFINITY, 4)
            .run(Systems.of(cold), kept.execution("h = +1"));
    var ofWarm =
        new BruteForce(Systems.betweenModes(warm, 2), 3, Double.POSITIVE_INFINITY, 4)
            .run(Systems.of(warm), kept.execution("h = *1"));
    assertNotEquals(ofCold, ofWarm);
    assertEquals(2, files());
  }

  private long files() throws IOException {
    try (var all = Files.list(folder.resolve("deep"))) {
      return all.filter(file -> file.toString().endsWith(".flips")).count();
    }
  }
}
