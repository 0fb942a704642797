package onsagerflow.micro.neighbour;

/// One refresh of the spins of one colour of the checkerboard, those of the other held fixed.
interface ColourRefresh {

  /// Refreshes the spins of [from, to).
  ///
  /// @param colour of the spins
  /// @param spins 0 (down) or 1 (up)
  /// @param up their neighbours up
  /// @param bits 32 random bits each; used up
  void apply(int colour, int[] spins, float[] up, int[] bits, int from, int to);
}
