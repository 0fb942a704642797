package onsagerflow.cli;

import java.io.PrintWriter;
import java.util.function.LongSupplier;

/// Progress in plain lines: at steps of 10 %, and never two within [#PAUSE].
final class LineProgress implements ProgressReporter {

  /// Nanoseconds between lines.
  static final long PAUSE = 3_000_000_000L;

  private final PrintWriter err;
  private final String task;
  private final String unit;
  private final long total;
  private final LongSupplier nanoTime;
  private long done;
  private long tenths;
  private long lastLine;

  LineProgress(PrintWriter err, String task, String unit, long total, LongSupplier nanoTime) {
    this.err = err;
    this.task = task;
    this.unit = unit;
    this.total = total;
    this.nanoTime = nanoTime;
    this.lastLine = nanoTime.getAsLong();
  }

  @Override
  public void advance() {
    done++;
    long reached = 10 * done / total;
    if (reached > tenths
        && print(10 * reached + " % (" + done + " of " + total + " " + unit + ")")) {
      tenths = reached;
    }
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
