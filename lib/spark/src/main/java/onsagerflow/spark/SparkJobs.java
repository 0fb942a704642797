package onsagerflow.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import onsagerflow.jobs.Jobs;
import onsagerflow.jobs.Task;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.ShutdownHookManager;

/// Questions answered by the executors of a cluster of Spark.
///
/// Questions go out in batches of one partition each, two batches at a time: no worker waits while
/// answers come in order, and no more than two batches are held. A lost executor's questions are
/// asked again elsewhere, and an answer that comes twice counts once, both by Spark.
final class SparkJobs implements Jobs {

  /// Spark's setting of how long one waits for executors; without any for so long, a job fails.
  static final String PATIENCE = "spark.scheduler.maxRegisteredResourcesWaitingTime";

  private static final int SMALLEST_BATCH = 32;

  private static final int LOOK_EVERY = 500; // milliseconds

  private final JavaSparkContext context;
  private final String master;
  private final Consumer<String> notes;

  SparkJobs(JavaSparkContext context, String master, Consumer<String> notes) {
    this.context = context;
    this.master = master;
    this.notes = notes;
  }

  @Override
  public void run(
      Class<? extends Task> task, List<byte[]> questions, Consumer<? super byte[]> answers) {
    var asking = new Asking(task);
    var batches = new ArrayDeque<Batch>();
    try {
      int asked = 0;
      for (int i = 0; i < questions.size(); ) {
        while (asked < questions.size() && batches.size() < 2) {
          int to = Math.min(questions.size(), asked + batchSize());
          batches.add(Batch.start(context, asking, questions.subList(asked, to)));
          asked = to;
        }
        var batch = batches.element();
        for (int k = 0; k < batch.size(); k++, i++) {
          answers.accept(await(batch, k).bytes());
        }
        batches.remove();
      }
    } catch (Exception e) { // Spark throws checked ones, unseen by Java
      if (isEnding(e)) {
        throw new CancellationException("jobs interrupted");
      }
      throw e;
    } finally {
      batches.forEach(Batch::cancel);
    }
  }

  private int batchSize() {
    return Math.max(SMALLEST_BATCH, context.defaultParallelism());
  }

  private Answer await(Batch batch, int k) {
    long alone = System.nanoTime();
    boolean said = false;
    try {
      while (true) {
        var answer = batch.await(k, LOOK_EVERY);
        if (answer.isPresent()) {
          return answer.get();
        }
        if (hasExecutor()) {
          alone = System.nanoTime();
          continue;
        }
        long seconds = (System.nanoTime() - alone) / 1_000_000_000;
        if (seconds >= context.getConf().getTimeAsSeconds(PATIENCE)) {
          throw failure(
              "no worker of %s has given an executor for %s s (a free core, and %s of memory)"
                  .formatted(
                      master, seconds, context.getConf().get("spark.executor.memory", "1g")));
        }
        if (!said && seconds > 1) {
          notes.accept("waiting for a worker of " + master);
          said = true;
        }
      }
    } catch (InterruptedException interrupted) {
      throw new CancellationException("jobs interrupted");
    }
  }

  /// Whether something failed because this thread is told to end, or the process, in which Spark
  /// stops by itself beside the command.
  static boolean isEnding(Exception e) {
    return e instanceof InterruptedException
        || Thread.currentThread().isInterrupted()
        || ShutdownHookManager.inShutdown();
  }

  /// Whether somebody is there besides this process, or nobody else is wanted.
  private boolean hasExecutor() {
    return context.sc().isLocal() || context.statusTracker().getExecutorInfos().length > 1;
  }

  static UncheckedIOException failure(String why) {
    return new UncheckedIOException(why, new IOException(why));
  }

  /// The first line of what Spark has to say.
  static String reason(Throwable e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message.lines().findFirst().orElse(e.toString());
  }

  @Override
  public void close() {
    boolean interrupted = Thread.interrupted(); // or Spark would not stop in order
    context.stop();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
