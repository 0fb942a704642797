package onsagerflow.field;

/// Block fields of one or several runs, read frame by frame so that a history never has to fit into
/// memory.
///
/// Implementations are safe to read from several threads.
public interface Trajectory {

  /// What does not change from frame to frame.
  ///
  /// @param model free text naming the origin
  /// @param grid the block grid; its spacing is the block size
  /// @param block B, lattice spacings
  /// @param seed of the run that made it
  record Origin(String model, Grid grid, int block, long seed) {
    /// The spins of one cell, v = B².
    public int cellVolume() {
      return block * block;
    }
  }

  Origin origin();

  /// The number of frames.
  int size();

  /// Time of a frame, without reading its field.
  double time(int frame);

  /// Run of a frame, without reading its field.
  int run(int frame);

  /// Temperature and field of a frame, without reading its field.
  Frame.Conditions conditions(int frame);

  /// Whether every frame carries generator channels.
  boolean hasGenerator();

  /// Reads one frame.
  Frame frame(int frame);
}
