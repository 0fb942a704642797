package onsagerflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {

  @TempDir private Path folder;

  @Test
  void interruptedSimulationGoesOnInTheMiddleOfARun() throws IOException, InterruptedException {
    for (String spins :
        List.of(
            "kac --length 64 --range 8 --duration 2000",
            "kac --length 96 --kernel gaussian --range 8 --duration 2000",
            "ising --length 512 --duration 2000")) {
      assertGoesOn(
          "simulate "
              + spins
              + " --temperature 0.8 --mean 0,0.5 --pairs 3 --generator"
              + " --checkpoint-every 0.01 --out ",
          " --seed 2",
          "seed 1', not 'seed 2'");
    }
  }

  @Test
  void interruptedRolloutGoesOnFromItsFinishedRuns() throws IOException, InterruptedException {
    assertEquals(
        0,
        Outcome.of(
                "simulate kac --length 64 --range 8 --temperature 0.8 --mean 0,0.5 --duration 6"
                    + " --save-every 0.5 --generator --out "
                    + folder.resolve("a.h5"))
            .code());
    assertEquals(
        0,
        Outcome.of("learn " + folder.resolve("a.h5") + " --out " + folder.resolve("m.json"))
            .code());
    String command =
        "rollout "
            + folder.resolve("m.json")
            + " --init "
            + folder.resolve("a.h5")
            + "#0 --duration 400 --save-every 200 --ensemble 12 --out ";
    assertGoesOn(command, " --seed 2", "seed 1', not 'seed 2'");
  }

  /// Interrupted on its way, and the same command again: the file that it would have made at once,
  /// and nothing left beside it.
  ///
  /// @param command up to the name of its output
  /// @param change an option with which it would be another command
  /// @param difference how that is called
  private void assertGoesOn(String command, String change, String difference)
      throws IOException, InterruptedException {
    var whole = folder.resolve("whole.h5");
    assertEquals(0, Outcome.of(command + whole + " --force").code());

    var out = folder.resolve("r.h5");
    var runs = folder.resolve("r.h5.runs");
    var answer = new CompletableFuture<Outcome>();
    var thread = new Thread(() -> answer.complete(Outcome.of(command + out)));
    thread.start();
    while (!Files.exists(runs.resolve("checkpoint")) && thread.isAlive()) {
      Thread.sleep(1);
    }
    thread.interrupt();
    var outcome = answer.join();
    assertEquals(130, outcome.code(), outcome.err());
    assertTrue(outcome.err().contains("kept in " + runs), outcome.err());
    assertFalse(Files.exists(out));

    var other = Outcome.of(command + out + change);
    assertEquals(2, other.code());
    assertTrue(other.err().contains(difference), other.err());

    assertEquals(0, Outcome.of(command + out).code());
    assertEquals(-1, Files.mismatch(whole, out));
    assertFalse(Files.exists(runs));
    Files.delete(out);
  }
}
