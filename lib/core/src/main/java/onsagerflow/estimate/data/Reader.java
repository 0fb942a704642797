package onsagerflow.estimate.data;

/// Reads observations that follow each other, frames only once. An instance serves one thread.
///
/// @param <O> what one observation holds
public interface Reader<O> {

  /// Reads an observation.
  O get(int number);

  /// Whether an observation begins at the frame where the one before it ends, if that is here.
  boolean continues(int number);
}
