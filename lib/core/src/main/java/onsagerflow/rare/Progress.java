package onsagerflow.rare;

/// Hears how far a long run has come, in the thread that called it.
@FunctionalInterface
public interface Progress {

  /// @param task what is being done
  /// @param done of its parts, in their order
  /// @param total number of its parts
  void report(String task, int done, int total);
}
