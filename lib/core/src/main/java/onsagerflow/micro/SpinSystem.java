package onsagerflow.micro;

import java.util.random.RandomGenerator;
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
/// Glauber, J. Math. Phys. 4, 294 (1963). An instance serves one thread at a time, which may be
/// interrupted while it advances: the state is then that of the last completed update.
public interface SpinSystem {

  Grid grid();

  Frame.Conditions conditions();

  /// All that decides its runs beside spins, clock and random numbers: dynamics, lattice,
  /// interaction, temperature, field and step, to the last bit. Systems of one identity do the
  /// same.
  String identity();

  /// The spins, ±1, site (y, x) at `y·nx + x`: a live array to read; [#setSpins] changes it.
  byte[] spins();

  /// The field h_i on each spin as the spins are now, to read until the system next changes.
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
  void advance(double sweeps, RandomGenerator random);
}
