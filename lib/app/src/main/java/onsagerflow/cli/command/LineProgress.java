package onsagerflow.cli.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/// Progress in plain lines, with the time left: at steps of 10 %, and never two within [#PAUSE].
final class LineProgress implements ProgressReporter {

  /// Nanoseconds between lines.
  static final long PAUSE = 3_000_000_000L;

  /// Steps within it from the start were done before: an earlier process has left them.
  private static final long START = 100_000_000L;

  private final PrintWriter err;
  private final String task;
  private final String unit;
  private final long total;
  private final LongSupplier nanoTime;
  private final long start;
  private long done;
  private long doneBefore;
  private long tenths;
  private long lastLine;

  LineProgress(PrintWriter err, String task, String unit, long total, LongSupplier nanoTime) {
    this.err = err;
    this.task = task;
    this.unit = unit;
    this.total = total;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.lastLine = start;
  }

  @Override
  public void advance() {
    done++;
    long passed = nanoTime.getAsLong() - start;
    if (passed < START) {
      doneBefore = done;
    }
    long reached = 10 * done / total;
    if (reached > tenths
        && print(
            "%s %% (%s of %s %s%s)".formatted(10 * reached, done, total, unit, left(passed)))) {
      tenths = reached;
    }
  }

  /// At the pace so far.
  private String left(long passed) {
    if (done == total || done == doneBefore) {
      return "";
    }
    var time = Duration.ofNanos(Math.round((double) passed / (done - doneBefore) * (total - done)));
    return String.format(
        Locale.ROOT,
        ", %d:%02d:%02d left",
        time.toHours(),
        time.toMinutesPart(),
        time.toSecondsPart());
  }

  @Override
  public void note(String line) {
    print(line);
  }

  private boolean print(String line) {
    long now = nanoTime.getAsLong();
    if (now - lastLine < PAUSE) {
      return false;
    }
    lastLine = now;
    err.println(task + ": " + line);
    err.flush();
    return true;
  }

  @Override
  public void close() {}
}
