package onsagerflow.micro.neighbour;

/// The spins of a square lattice by the colours of a checkerboard, site (y, x) having colour (y +
/// x) mod 2. The k-th of its colour in a row is that of x = 2k or 2k + 1.
public sealed interface Checkerboard permits IntCheckerboard, WordCheckerboard {

  /// Copies a row of spins, ±1.
  void readSpins(int y, byte[] row);

  void writeSpins(int y, byte[] row);

  /// Σ σ of the four neighbours of a site.
  int neighbours(int y, int x);

  /// Lets the spins of one colour follow the heat bath, those of the other held fixed.
  ///
  /// @param duration τ, sweeps: each is refreshed with probability 1 − e^−τ
  /// @param time of the external field
  /// @param key of the random numbers
  void refresh(int colour, double duration, double time, long key);
}
