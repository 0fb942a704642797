package onsagerflow.spark;

import java.io.Serial;
import java.util.concurrent.CancellationException;
import onsagerflow.jobs.Task;
import org.apache.spark.SparkEnv;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/// Asks the one question of a partition, in an executor.
final class Asking extends AbstractFunction1<Iterator<byte[]>, Answer>
    implements java.io.Serializable {

  @Serial private static final long serialVersionUID = 1;

  private final String task;

  Asking(Class<? extends Task> task) {
    this.task = task.getName();
  }

  @Override
  public Answer apply(Iterator<byte[]> question) {
    try {
      var type =
          Class.forName(task, true, Thread.currentThread().getContextClassLoader())
              .asSubclass(Task.class);
      return Answer.of(Task.of(type).answer(question.next()));
    } catch (CancellationException killed) {
      throw killed; // by Spark, which knows why
    } catch (RuntimeException e) {
      return Answer.failed(e, SparkEnv.get().blockManager().blockManagerId().host());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
