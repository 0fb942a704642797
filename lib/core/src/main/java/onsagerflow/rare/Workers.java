package onsagerflow.rare;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Futures;

/// Numbered tasks that share a pool of threads, each at work on a replica of its own and each with
/// its own stream of random numbers: the same bits whatever the number of threads.
final class Workers implements AutoCloseable {

  /// What is done with a replica.
  interface Task<T> {
    T run(int number, Replica replica, RandomGenerator random);
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

  /// Runs tasks `first` to `total` − 1 and hands each result over in order, in this thread.
  ///
  /// @param name of the stage, for the progress
  /// @param stage number that tells the streams of this stage from those of others
  /// @throws CancellationException if this thread is interrupted
  <T> void run(
      String name, int stage, int first, int total, Task<T> task, Consumer<? super T> sink) {
    long stageSeed = CounterRandom.word(seed, stage);
    var futures = new ArrayDeque<Future<T>>();
    for (int i = first; i < total; i++) {
      int number = i;
      futures.add(pool.submit(() -> onReplica(number, new CounterRandom(stageSeed, number), task)));
    }
    for (int done = first; done < total; done++) {
      if (Thread.interrupted()) { // a result that is there does not wait, and would not notice
        throw new CancellationException("sampling interrupted");
      }
      sink.accept(result(futures.remove()));
      execution.progress().report(name, done + 1, total);
    }
  }

  /// The results of `count` tasks, in order.
  <T> List<T> run(String name, int stage, int count, Task<T> task) {
    var results = new ArrayList<T>();
    run(name, stage, 0, count, task, results::add);
    return results;
  }

  private static <T> T result(Future<T> future) {
    try {
      return Futures.result(future);
    } catch (InterruptedException interrupted) {
      throw new CancellationException("sampling interrupted");
    }
  }

  private <T> T onReplica(int number, RandomGenerator random, Task<T> task) {
    var waiting = idle.poll();
    var replica = waiting == null ? system.get() : waiting;
    try {
      return task.run(number, replica, random);
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
