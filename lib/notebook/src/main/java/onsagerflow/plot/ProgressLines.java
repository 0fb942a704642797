package onsagerflow.plot;

import java.io.PrintStream;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import onsagerflow.field.Progress;

/// Shows what long work says of itself ([Progress]) below the cell that runs, a line in five
/// seconds at most. Lines begin with `…`, by which they can be told from results.
final class ProgressLines extends Handler {

  /// Nanoseconds between lines.
  static final long PAUSE = 5_000_000_000L;

  // kept, because the log manager forgets loggers that nobody holds
  private static final Logger LOGGER = Logger.getLogger(Progress.LOGGER);

  private final Supplier<PrintStream> out;
  private final LongSupplier nanoTime;
  private long latest;

  ProgressLines(Supplier<PrintStream> out, LongSupplier nanoTime) {
    this.out = out;
    this.nanoTime = nanoTime;
    this.latest = nanoTime.getAsLong();
  }

  /// Shows progress from now on, on the standard output that is there at the time.
  static void install() {
    for (var handler : LOGGER.getHandlers()) {
      LOGGER.removeHandler(handler);
    }
    LOGGER.setUseParentHandlers(false);
    LOGGER.setLevel(Level.FINE);
    LOGGER.addHandler(new ProgressLines(() -> System.out, System::nanoTime));
  }

  @Override
  public synchronized void publish(LogRecord line) {
    long now = nanoTime.getAsLong();
    if (now - latest >= PAUSE) {
      latest = now;
      out.get().println("… " + line.getMessage());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
