package onsagerflow.rollout;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import onsagerflow.field.Futures;

/// One run computed by a pool, its frames waiting in a bounded queue.
///
/// @param <F> a frame of numbers or of vectors
/// @param frames ends with an empty element
/// @param report of the finished run
record QueuedRun<F>(BlockingQueue<Optional<F>> frames, Future<Rollout.Report> report) {

  /// Frames that a run may be ahead of the one who takes them.
  private static final int CAPACITY = 64;

  static <F> QueuedRun<F> start(
      ExecutorService pool, Function<Consumer<F>, Rollout.Report> computation) {
    var frames = new ArrayBlockingQueue<Optional<F>>(CAPACITY);
    var report =
        pool.submit(
            () -> {
              try {
                return computation.apply(frame -> put(frames, Optional.of(frame)));
              } finally {
                put(frames, Optional.empty());
              }
            });
    return new QueuedRun<>(frames, report);
  }

  private static <F> void put(BlockingQueue<Optional<F>> queue, Optional<F> element) {
    try {
      queue.put(element);
    } catch (InterruptedException interrupted) {
      throw new CancellationException("run interrupted");
    }
  }

  /// Hands all frames over, as they come, and returns the report; a failure of the run is thrown
  /// here.
  Rollout.Report deliver(Consumer<? super F> sink) throws InterruptedException {
    for (var next = frames.take(); next.isPresent(); next = frames.take()) {
      sink.accept(next.get());
    }
    return Futures.result(report);
  }
}
