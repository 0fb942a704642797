package onsagerflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineProgressTest {

  private final StringWriter text = new StringWriter();
  private long now;

  private List<String> linesOf(int steps, long nanosecondsPerStep) {
    try (var progress =
        new LineProgress(new PrintWriter(text), "simulate", "frames", steps, () -> now)) {
      for (int i = 0; i < steps; i++) {
        now += nanosecondsPerStep;
        progress.advance();
      }
    }
    return text.toString().lines().toList();
  }

  @Test
  void slowTaskSaysEachTenth() {
    var lines = linesOf(1000, LineProgress.PAUSE);
    assertEquals(10, lines.size());
    assertEquals("simulate: 10 % (100 of 1000 frames)", lines.getFirst());
    assertEquals("simulate: 100 % (1000 of 1000 frames)", lines.getLast());
  }

  @Test
  void fastTaskIsSilent() {
    assertEquals(List.of(), linesOf(1000, 1000));
  }

  @Test
  void linesKeepTheirDistance() {
    assertEquals(2, linesOf(1000, LineProgress.PAUSE / 400).size());
  }
}
