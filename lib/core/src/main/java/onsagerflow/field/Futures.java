package onsagerflow.field;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// What other threads have computed.
public final class Futures {

  private Futures() {}

  /// Waits for a result; what the other thread threw is thrown here as it is.
  ///
  /// @throws InterruptedException if this thread is interrupted while it waits
  public static <T> T result(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case null, default -> throw new IllegalStateException(failed);
      }
    }
  }
}
