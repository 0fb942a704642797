package onsagerflow.rare;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Futures;

/// Numbered trials that share a pool of threads, each at work on a replica of its own and each with
/// its own stream of random numbers: the same bits whatever the number of threads.
final class Workers implements AutoCloseable {

  /// What is done with a replica; with all it needs and finds, it may travel as bytes.
  interface Trial<T> extends Serializable {
    T run(Replica replica, RandomGenerator random);
  }

  /// Makes numbered trials.
  interface Numbered<T> {
    /// @param preview of the random numbers that the trial will draw
    Trial<T> trial(int number, RandomGenerator preview);
  }

  private final Supplier<? extends Replica> system;
  private final long seed;
  private final Execution execution;
  private final ExecutorService pool;
  private final ConcurrentLinkedQueue<Replica> idle = new ConcurrentLinkedQueue<>();

  Workers(Supplier<? extends Replica> system, long seed, Execution execution) {
    this.system = system;
    this.seed = seed;
    this.execution = execution;
    this.pool = Executors.newFixedThreadPool(execution.threads(), Workers::worker);
  }

  /// Runs trials `first` to `total` − 1 and hands each result over in order, in this thread.
  ///
  /// @param name of the stage, for the progress
  /// @param stage number that tells the streams of this stage from those of others
  /// @throws CancellationException if this thread is interrupted
  <T> void run(
      String name, int stage, int first, int total, Numbered<T> trials, Consumer<? super T> sink) {
    long stageSeed = CounterRandom.word(seed, stage);
    IntFunction<Trial<T>> made =
        number -> trials.trial(number, new CounterRandom(stageSeed, number));
    if (execution.elsewhere().isPresent()) {
      var bytes =
          IntStream.range(first, total)
              .mapToObj(number -> Trials.of(stageSeed, number, made.apply(number)))
              .toList();
      int[] done = {first};
      execution
          .elsewhere()
          .get()
          .run(
              bytes,
              answer -> {
                @SuppressWarnings("unchecked") // as the trial made it
                var found = (T) Trials.result(answer);
                sink.accept(found);
                execution.progress().report(name, ++done[0], total);
              });
      return;
    }
    var futures = new ArrayDeque<Future<T>>();
    for (int i = first; i < total; i++) {
      int number = i;
      futures.add(
          pool.submit(() -> onReplica(made.apply(number), new CounterRandom(stageSeed, number))));
    }
    for (int done = first; done < total; done++) {
      if (Thread.interrupted()) { // a result that is there does not wait, and would not notice
        throw new CancellationException("sampling interrupted");
      }
      sink.accept(result(futures.remove()));
      execution.progress().report(name, done + 1, total);
    }
  }

  /// The results of `count` trials, in order.
  <T> List<T> run(String name, int stage, int count, Numbered<T> trials) {
    var results = new ArrayList<T>();
    run(name, stage, 0, count, trials, results::add);
    return results;
  }

  private static <T> T result(Future<T> future) {
    try {
      return Futures.result(future);
    } catch (InterruptedException interrupted) {
      throw new CancellationException("sampling interrupted");
    }
  }

  private <T> T onReplica(Trial<T> trial, RandomGenerator random) {
    var waiting = idle.poll();
    var replica = waiting == null ? system.get() : waiting;
    try {
      return trial.run(replica, random);
    } finally {
      idle.add(replica);
    }
  }

  private static Thread worker(Runnable task) {
    var thread = new Thread(task, "rare flips");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
