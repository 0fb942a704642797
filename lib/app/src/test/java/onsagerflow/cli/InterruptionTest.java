package onsagerflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {

  @TempDir private Path folder;

  @Test
  void interruptedSimulationLeavesNothing() throws InterruptedException {
    var answer = new CompletableFuture<Outcome>();
    var command =
        "simulate kac --length 64 --range 8 --temperature 0.8 --duration 100000 --save-every 100"
            + " --out "
            + folder.resolve("a.h5");
    var thread = new Thread(() -> answer.complete(Outcome.of(command)));
    thread.start();
    while (names().length == 0 && thread.isAlive()) {
      Thread.sleep(10); // until the unfinished file is there
    }
    thread.interrupt();
    var outcome = answer.join();
    assertEquals(130, outcome.code(), outcome.err());
    assertTrue(outcome.err().startsWith("onsagerflow: interrupted"), outcome.err());
    assertEquals(0, names().length);
  }

  private String[] names() {
    return new File(folder.toString()).list();
  }
}
