package onsagerflow.neural;

/// A source of observed cells, in mini-batches of fixed membership.
///
/// Training visits the batches in random order, so that each should hold a fair sample: cells of
/// many frames, not one corner of one frame. A step costs a few milliseconds whatever its size:
/// batches of 4096 cells or more are worth it. Several threads read at once, each into its own
/// [Batch].
public interface Cells {

  /// Unknowns of the kernel: the columns of x.
  int orbits();

  int batches();

  /// The most cells of a batch.
  int batchSize();

  /// Writes the cells of one batch, the same at every call.
  void fill(int number, Batch batch);
}
