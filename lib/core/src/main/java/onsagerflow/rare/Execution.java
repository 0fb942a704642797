package onsagerflow.rare;

import java.util.Optional;
import onsagerflow.io.Checkpoint;

/// How a long run is carried out; nothing of it changes the result.
///
/// @param threads that compute
/// @param progress hears how far it has come
/// @param checkpoint file from which an interrupted run goes on, with the same bits as a run that
///   was not interrupted
/// @param elsewhere does the trials in place of the threads
public record Execution(
    int threads,
    Progress progress,
    Optional<Checkpoint> checkpoint,
    Optional<Trials.Elsewhere> elsewhere) {

  /// Hears how far a long run has come, in the thread that called it.
  @FunctionalInterface
  public interface Progress {

    /// @param task what is being done
    /// @param done of its parts, in their order
    /// @param total number of its parts
    void report(String task, int done, int total);
  }

  public Execution {
    if (threads < 1) {
      throw new IllegalArgumentException("a run needs a thread, got " + threads);
    }
  }

  /// In threads of this process.
  public Execution(int threads, Progress progress, Optional<Checkpoint> checkpoint) {
    this(threads, progress, checkpoint, Optional.empty());
  }

  /// Silently on as many threads as there are processors.
  public static Execution silent() {
    return silent(Runtime.getRuntime().availableProcessors());
  }

  /// On as many threads as there are processors, saying how far it is through
  /// [onsagerflow.field.Progress].
  public static Execution saying() {
    return new Execution(
        Runtime.getRuntime().availableProcessors(),
        (task, done, total) -> onsagerflow.field.Progress.say(task, done, total, "done"),
        Optional.empty());
  }

  /// Silently, without a checkpoint.
  public static Execution silent(int threads) {
    return new Execution(threads, (task, done, total) -> {}, Optional.empty());
  }
}
