package onsagerflow.jobs;

/// Work that is said in bytes, so that any process can do it.
///
/// A task is a public class with a public constructor without arguments. One object answers one
/// question at a time.
@FunctionalInterface
public interface Task {

  /// The answer to a question: the same bytes in any process, and when asked again.
  ///
  /// @throws IllegalArgumentException if the bytes are no question of this task
  byte[] answer(byte[] question);

  /// A new object of a task.
  ///
  /// @throws IllegalArgumentException if the class is not public, or its constructor
  static Task of(Class<? extends Task> task) {
    try {
      return task.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(task + " cannot be made: " + e, e);
    }
  }
}
