package onsagerflow.estimate.data;

import java.util.List;

/// Makes the sums of groups elsewhere than in threads of this process.
///
/// A group as bytes says all that its sums depend on: files, frames, and what is asked of them.
/// Whoever has the files answers it, in any process.
@FunctionalInterface
public interface Engine {

  /// The answers to some groups, in their order.
  ///
  /// @throws java.util.concurrent.CancellationException if this thread is interrupted
  List<byte[]> answers(List<byte[]> groups);
}
