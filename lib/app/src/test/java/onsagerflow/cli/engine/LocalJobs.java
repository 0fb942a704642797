package onsagerflow.cli.engine;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import onsagerflow.field.Futures;
import onsagerflow.jobs.Jobs;
import onsagerflow.jobs.Task;

/// Questions answered in threads of this process.
final class LocalJobs implements Jobs {

  private final ExecutorService pool;
  private final int ahead;

  /// @param threads that answer
  LocalJobs(int threads) {
    this.pool = Executors.newFixedThreadPool(threads, LocalJobs::worker);
    this.ahead = 2 * threads; // answers that wait for one before them
  }

  @Override
  public void run(
      Class<? extends Task> task, List<byte[]> questions, Consumer<? super byte[]> answers) {
    var waiting = new ArrayDeque<Future<byte[]>>();
    try {
      int asked = 0;
      for (int i = 0; i < questions.size(); i++) {
        while (asked < Math.min(questions.size(), i + ahead)) {
          byte[] question = questions.get(asked++);
          waiting.add(pool.submit(() -> Task.of(task).answer(question)));
        }
        if (Thread.interrupted()) { // an answer that is there would not notice
          throw new InterruptedException();
        }
        answers.accept(Futures.result(waiting.remove()));
      }
    } catch (InterruptedException interrupted) {
      throw new CancellationException("jobs interrupted");
    } finally {
      waiting.forEach(answer -> answer.cancel(true));
    }
  }

  private static Thread worker(Runnable task) {
    var thread = new Thread(task, "jobs");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
