package onsagerflow.cli.command;

import java.io.PrintWriter;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// A progress bar, redrawn in place.
final class BarProgress implements ProgressReporter {

  private static final int WIDTH = 79;
  private static final int REDRAW_MILLISECONDS = 250;

  private final PrintWriter err;
  private final ProgressBar bar;

  BarProgress(PrintWriter err, String task, String unit, long total) {
    this.err = err;
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total)
            .setUnit(" " + unit, 1)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REDRAW_MILLISECONDS)
            .setConsumer(new DelegatingProgressBarConsumer(this::redraw, WIDTH))
            .build();
  }

  private void redraw(String line) {
    err.print("\r" + line);
    err.flush();
  }

  @Override
  public void advance() {
    bar.step();
  }

  @Override
  public void note(String line) {
    bar.setExtraMessage(" " + line);
  }

  @Override
  public void close() {
    bar.close();
    err.println();
  }
}
