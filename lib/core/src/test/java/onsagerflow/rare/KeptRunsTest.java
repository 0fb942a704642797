package onsagerflow.rare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptRunsTest {

  @TempDir Path folder;

  @Test
  void longerSamplingGoesOnFromAShorterOne() {
    var chain = Systems.chain(16, 1.2);
    var flip = Systems.betweenModes(chain, 2);
    var kept = KeptRuns.in(folder.resolve("deep"));
    var few =
        new BruteForce(flip, 3, Double.POSITIVE_INFINITY, 4)
            .run(Systems.of(chain), kept.execution("spins, T = 0.8"));
    var file = folder.resolve("deep/spins-T-0.8.flips");
    assertTrue(Files.exists(file));
    var again = KeptRuns.in(folder.resolve("deep"));
    var more =
        new BruteForce(flip, 5, Double.POSITIVE_INFINITY, 4)
            .run(Systems.of(chain), again.execution("spins, T = 0.8"));
    assertEquals(few, more.subList(0, 3));
    again.delete();
    assertFalse(Files.exists(file));
  }
}
