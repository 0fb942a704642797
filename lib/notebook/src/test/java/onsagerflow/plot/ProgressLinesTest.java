package onsagerflow.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import onsagerflow.field.Progress;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {

  @Test
  void aLineInFiveSecondsAtMost() {
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    var clock = new AtomicLong(-3);
    var logger = Logger.getLogger(Progress.LOGGER);
    var handler = new ProgressLines(() -> out, clock::get);
    var level = logger.getLevel();
    logger.addHandler(handler);
    logger.setLevel(Level.FINE);
    try {
      Progress.say("spins", 1, 4, "runs");
      clock.addAndGet(ProgressLines.PAUSE);
      Progress.say("spins", 2, 4, "runs");
      Progress.say("spins", 3, 4, "runs");
      clock.addAndGet(ProgressLines.PAUSE);
      Progress.say("done");
    } finally {
      logger.removeHandler(handler);
      logger.setLevel(level);
    }
    assertEquals(
        "… spins: 2 of 4 runs%n… done%n".formatted(), bytes.toString(StandardCharsets.UTF_8));
  }
}
