package onsagerflow.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Where numbered questions are answered: in threads of this process, or in other processes.
///
/// Answers come in the order of the questions, each once, wherever and however often they were
/// worked out: what is made of them has the same bits everywhere.
public interface Jobs extends AutoCloseable {

  /// Asks a task and hands the answers over in the calling thread.
  ///
  /// @throws java.util.concurrent.CancellationException if this thread is interrupted
  /// @throws IllegalArgumentException as the task throws it
  /// @throws ArithmeticException as the task throws it
  /// @throws java.io.UncheckedIOException as the task throws it, or if nobody is there to ask
  void run(Class<? extends Task> task, List<byte[]> questions, Consumer<? super byte[]> answers);

  /// All answers.
  default List<byte[]> answers(Class<? extends Task> task, List<byte[]> questions) {
    var answers = new ArrayList<byte[]>();
    run(task, questions, answers::add);
    return answers;
  }

  /// Lets those go who answered.
  @Override
  void close();
}
