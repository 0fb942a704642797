package onsagerflow.micro;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;

/// Ising spins σ = ±1 on a periodic lattice, with heat-bath Glauber dynamics.
///
/// Every spin is refreshed at rate 1: time is counted in sweeps, one attempted update per spin. A
/// refreshed spin forgets its value and becomes +1 with probability `(1 + tanh βh_i)/2`, hence
///
///     flip rate  w_i = ½ (1 − σ_i tanh βh_i),   h_i = Σ_j J(i−j) σ_j + h(i, t)
///
/// The external field may be given per site or per block of sites. Where it depends on time it
/// follows the clock of the system, which starts at 0 with every new state.
///
/// How the spins are kept is each system's own affair: it hands out sums over blocks, and copies of
/// all spins for small lattices.
///
/// Glauber, J. Math. Phys. 4, 294 (1963). An instance serves one thread at a time, which may be
/// interrupted while it advances: the state is then that of the last completed update.
public interface SpinSystem {

  Grid grid();

  Frame.Conditions conditions();

  /// All that decides its runs beside spins, clock and random numbers: dynamics, lattice,
  /// interaction, temperature, field and step, to the last bit. Systems of one identity do the
  /// same.
  String identity();

  /// Sums the spins of each block of some rows: Σ σ, exactly.
  ///
  /// @param block B, edge of a block; divides both edges of the lattice
  /// @param firstRow,endRow the rows of sites [firstRow, endRow), whole rows of blocks
  /// @param sums receives one number per block, row by row
  /// @throws IllegalArgumentException if the blocks do not tile the lattice and the rows, or the
  ///   array is too short
  void sumSpins(int block, int firstRow, int endRow, int[] sums);

  /// Sums what the spins of each block of some rows do next, as all spins and the clock are now:
  ///
  ///     drift  Σ (−σ + tanh βh),   noise  Σ (1 − σ tanh βh)
  ///
  /// with each term rounded to single precision and summed in double, in the order of the sites:
  /// the numbers that recordings hold, to the bit. Σ tanh βh is drift + Σ σ, and Σ σ tanh βh is
  /// B² − noise.
  ///
  /// @param block B, edge of a block; divides both edges of the lattice
  /// @param firstRow,endRow the rows of sites [firstRow, endRow), whole rows of blocks
  /// @param drift,noise receive one number per block each, row by row
  /// @throws IllegalArgumentException if the blocks do not tile the lattice and the rows, or an
  ///   array is too short
  void sumGenerator(int block, int firstRow, int endRow, double[] drift, double[] noise);

  /// A copy of the spins, ±1, site (y, x) at `y·nx + x`; for small lattices.
  byte[] spins();

  /// A copy of the field h_i on each spin, as spins and clock are now; for small lattices.
  float[] localField();

  /// The time of the system, sweeps.
  double time();

  /// Sets the clock, which the external field follows.
  ///
  /// @param time sweeps
  void setTime(double time);

  /// Replaces all spins, at time 0.
  ///
  /// @param spins `grid().size()` values ±1, copied
  void setSpins(byte[] spins);

  /// Draws every spin afresh, independently, with the given mean, at time 0.
  ///
  /// @param mean ⟨σ⟩ in [−1, 1]
  void magnetise(double mean, RandomGenerator random);

  /// Lets time pass.
  ///
  /// @param sweeps attempted updates per spin, ≥ 0
  /// @throws IllegalArgumentException if the external field is not known so far; nothing moves then
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  default void advance(double sweeps, RandomGenerator random) {
    advance(new Advance(time(), sweeps, 0), random, step -> {});
  }

  /// How far a system is on its way through an interval of time.
  ///
  /// @param start time at the beginning of the interval
  /// @param sweeps its length, ≥ 0
  /// @param steps done so far
  record Advance(double start, double sweeps, long steps) {}

  /// Lets the rest of an interval of time pass: a system saved after some of the steps, restored
  /// and advanced from there does what it would have done at once, bit for bit.
  ///
  /// @param from a step that `afterStep` was told of, or the beginning
  /// @param afterStep told how far the system is after every step but the last; it may be saved
  ///   then
  /// @throws IllegalArgumentException if the external field is not known so far; nothing moves then
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted, before a step
  void advance(Advance from, RandomGenerator random, Consumer<Advance> afterStep);

  /// Writes all that the future depends on, row by row: spins, clock, what the system remembers of
  /// former fields, and the random numbers.
  ///
  /// @param random the stream that goes on to drive the spins
  void save(OutputStream out, CounterRandom random) throws IOException;

  /// Takes up a state that a like system has saved: it goes on as that one does, bit for bit.
  ///
  /// Reads no further than the state. One that turns out damaged leaves all spins up, at time 0.
  ///
  /// @return the stream of random numbers, where it stood
  /// @throws IllegalArgumentException if the state is of another lattice, interaction, temperature,
  ///   field or step, and then nothing changes; or if it is damaged
  CounterRandom restore(InputStream in) throws IOException;
}
