package onsagerflow.cli.command;

import java.io.PrintWriter;

/// What is being done now, rewritten in place on a terminal.
final class StatusLine implements ProgressReporter {

  private static final int WIDTH = 79;

  private final PrintWriter err;
  private final String task;

  StatusLine(PrintWriter err, String task) {
    this.err = err;
    this.task = task;
  }

  @Override
  public void advance() {}

  @Override
  public void note(String line) {
    rewrite(task + ": " + line);
  }

  @Override
  public void close() {
    rewrite("");
    err.print("\r");
    err.flush();
  }

  private void rewrite(String text) {
    String padded = text + " ".repeat(Math.max(0, WIDTH - text.length()));
    err.print("\r" + padded.substring(0, WIDTH));
    err.flush();
  }
}
