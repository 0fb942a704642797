package onsagerflow.spark;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.FutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/// One job of Spark, whose answers are there before the job is done.
final class Batch {

  /// Answers that have come and were not taken.
  private static final class Arrived {
    private final @Nullable Answer[] answers;

    Arrived(int size) {
      this.answers = new Answer[size];
    }

    synchronized void put(int k, Answer answer) {
      answers[k] = answer;
      notifyAll();
    }

    synchronized @Nullable Answer take(int k) {
      var answer = answers[k];
      answers[k] = null;
      return answer;
    }

    synchronized void await(int k, long milliseconds) throws InterruptedException {
      long end = System.nanoTime() + 1_000_000 * milliseconds;
      long left = milliseconds;
      while (answers[k] == null && left > 0) {
        wait(left);
        left = (end - System.nanoTime()) / 1_000_000;
      }
    }
  }

  private final int size;
  private final Arrived arrived;
  private final FutureAction<BoxedUnit> job;

  private Batch(int size, Arrived arrived, FutureAction<BoxedUnit> job) {
    this.size = size;
    this.arrived = arrived;
    this.job = job;
  }

  static Batch start(JavaSparkContext context, Asking asking, List<byte[]> questions) {
    int size = questions.size();
    var arrived = new Arrived(size);
    context.setLocalProperty("spark.job.interruptOnCancel", "true");
    var partitions = IntStream.range(0, size).boxed().map(i -> (Object) i).toList();
    return new Batch(
        size,
        arrived,
        context
            .sc()
            .submitJob(
                context.parallelize(questions, size).rdd(),
                asking,
                CollectionConverters.asScala(partitions).toSeq(),
                (k, answer) -> {
                  arrived.put((int) k, answer);
                  return BoxedUnit.UNIT;
                },
                () -> BoxedUnit.UNIT));
  }

  int size() {
    return size;
  }

  /// The answer to question k, which is held no longer; none if it does not come in time.
  ///
  /// @throws UncheckedIOException if Spark has given up
  Optional<Answer> await(int k, long milliseconds) throws InterruptedException {
    arrived.await(k, milliseconds);
    var outcome = job.value(); // before the look at what has come
    var answer = arrived.take(k);
    if (answer == null && outcome.isDefined() && outcome.get().isFailure()) {
      var why = outcome.get().failed().get();
      throw SparkJobs.failure(SparkJobs.reason(why));
    }
    return Optional.ofNullable(answer);
  }

  void cancel() {
    job.cancel();
  }
}
