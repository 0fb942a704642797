package onsagerflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import onsagerflow.cli.engine.ThreadCluster;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Commands as jobs: the same file bit for bit as by threads.
class EngineCommandTest {

  private static final String SPINS =
      "simulate kac --length 32 --block 4 --range 6 --temperature 0.8 --mean 0,0.3 --runs 2"
          + " --duration 3 --save-every 0.5 --generator";

  private static final String FLIPS =
      "flips kac --length 16 --block 4 --kernel box --range 3 --temperature 0.95 --leap 0.1"
          + " --settling 10";

  @TempDir private Path folder;

  private Path at(String name) {
    return folder.resolve(name);
  }

  private static void run(String line) {
    var outcome = Outcome.of(line);
    assertEquals(0, outcome.code(), outcome.err());
  }

  /// @param line without --out
  private void assertSameAsJobs(String line) throws IOException {
    run(line + " --out " + at("threads"));
    ThreadCluster.CONNECTED.set(0);
    run(line + " --engine spark --out " + at("jobs"));
    assertEquals(1, ThreadCluster.CONNECTED.get());
    assertEquals(-1, Files.mismatch(at("threads"), at("jobs")));
    Files.delete(at("threads"));
    Files.delete(at("jobs"));
  }

  @BeforeEach
  void record() {
    run(SPINS + " --out " + at("a.h5"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SPINS,
        "simulate ising --length 32 --block 8 --temperature 2.6 --runs 3 --times 0,1,5",
        "simulate kac --length 32 --block 4 --range 6 --temperature 0.8 --duration 2 --pairs 3"
            + " --runs 2",
        "learn a.h5 --radius 1",
        FLIPS + " --runs 5 --longest 30",
        FLIPS + " --method ffs --repeats 2 --crossings 3 --trials 10 --committor 2",
      })
  void jobsMakeTheSameFile(String line) throws IOException {
    assertSameAsJobs(line.replace("a.h5", at("a.h5").toString()));
  }

  @Test
  void whatALearnedModelDoesIsTheSame() throws IOException {
    run("learn " + at("a.h5") + " --radius 1 --out " + at("m.json"));
    assertSameAsJobs("flips model " + at("m.json") + " --runs 3 --longest 20");
    assertSameAsJobs(
        "rollout %s --init %s#0 --init %s#7 --duration 2 --save-every 0.5 --ensemble 5"
            .formatted(at("m.json"), at("a.h5"), at("a.h5")));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    var outcome = Outcome.of(SPINS + " --master spark://127.0.0.1:1 --out " + at("b.h5"));
    assertEquals(2, outcome.code());
    assertEquals("onsagerflow: --master is for --engine spark", outcome.err().strip());
    var vectors =
        Outcome.of(
            "simulate heisenberg --length 8 --temperature 1 --duration 1 --save-every 1 --engine"
                + " spark --out "
                + at("v.h5"));
    assertEquals(2, vectors.code());
  }
}
