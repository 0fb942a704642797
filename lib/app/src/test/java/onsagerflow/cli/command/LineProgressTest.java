package onsagerflow.cli.command;

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
    assertEquals("simulate: 10 % (100 of 1000 frames, 0:45:00 left)", lines.getFirst());
    assertEquals("simulate: 100 % (1000 of 1000 frames)", lines.getLast());
  }

  @Test
  void stepsOfAnEarlierProcessSayNothingOfThePace() {
    try (var progress =
        new LineProgress(new PrintWriter(text), "simulate", "frames", 100, () -> now)) {
      for (int i = 0; i < 50; i++) {
        progress.advance();
      }
      for (int i = 0; i < 10; i++) {
        now += LineProgress.PAUSE;
        progress.advance();
      }
    }
    assertEquals(
        "simulate: 60 % (60 of 100 frames, 0:02:00 left)",
        text.toString().lines().toList().getLast());
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
