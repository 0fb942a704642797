package onsagerflow.cli.command;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/// Lets a command clean up after itself when the process is told to end.
public final class Interruption {

  /// Seconds that a command may take to notice and to delete what it was writing.
  private static final int PATIENCE = 10;

  private Interruption() {}

  /// Runs a command such that Ctrl-C interrupts this thread, and the process ends after it.
  public static int guard(IntSupplier command) {
    var worker = Thread.currentThread();
    var finished = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  worker.interrupt();
                  await(finished);
                }));
    try {
      return command.getAsInt();
    } finally {
      finished.countDown();
    }
  }

  private static void await(CountDownLatch finished) {
    try {
      finished.await(PATIENCE, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether a command failed because it was interrupted, which while a file is written comes as a
  /// failure to write.
  public static boolean explains(RuntimeException e) {
    return e instanceof CancellationException || Thread.interrupted();
  }

  /// @throws CancellationException if this thread was interrupted
  public static void check() {
    if (Thread.interrupted()) {
      throw new CancellationException("interrupted");
    }
  }
}
