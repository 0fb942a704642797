package onsagerflow.coarsen;

import java.time.Duration;

/// Says when it is time to write a checkpoint: after a given time, longer where writing takes more
/// than a twentieth of it, and at once when the thread is told to end. No time means always.
final class CheckpointClock {

  private static final long LEAST_SHARE = 20;

  private final long every;
  private long next;

  CheckpointClock(Duration every) {
    this.every = every.toNanos();
    this.next = System.nanoTime() + this.every;
  }

  void perhaps(Runnable save) {
    long now = System.nanoTime();
    if (now - next >= 0 || Thread.currentThread().isInterrupted()) {
      save.run();
      long end = System.nanoTime();
      next = end + (every == 0 ? 0 : Math.max(every, LEAST_SHARE * (end - now)));
    }
  }
}
