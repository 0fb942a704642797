package onsagerflow.llg;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Micromagnet;
import onsagerflow.field.vector.VectorField;

/// Unit vectors s on a lattice, which move in time at a temperature.
///
/// An external field follows the clock of the system, which starts at 0 with every new state. An
/// instance serves one thread at a time, which may be interrupted while it advances: the state is
/// then that of the last completed step.
public interface VectorSystem {

  Grid grid();

  Frame.Conditions conditions();

  /// All that decides its runs beside vectors, clock and random numbers, to the last bit. Systems
  /// of one identity do the same.
  String identity();

  /// The cells of micromagnetics that the vectors are, and with them the units of times, fields and
  /// temperatures; nothing in reduced units.
  default Optional<Micromagnet> micromagnet() {
    return Optional.empty();
  }

  /// A copy of the vectors.
  VectorField vectors();

  /// The energy of all vectors as they are now.
  double energy();

  /// What single vectors do next, as all vectors and the clock are now; nothing where the system
  /// makes no continuous steps.
  Optional<Instant> instant();

  /// What single vectors do in the next instant, exactly.
  ///
  /// @param drift d⟨s⟩/dt = −γ s×H − γλ s×(s×H) − 2D_r s of each
  /// @param diffusion D_r: the covariance of s grows at 2D_r (1 − s sᵀ)
  record Instant(VectorField drift, double diffusion) {}

  /// The time of the system.
  double time();

  /// Sets the clock, which the external field follows.
  void setTime(double time);

  /// Replaces all vectors, at time 0.
  ///
  /// @param vectors of unit length to 10⁻⁶, copied and brought to it
  /// @throws IllegalArgumentException if they are not, or are not on the grid
  void setVectors(VectorField vectors);

  /// Draws every vector afresh, independently, as free spins in a field: with density ∝ exp(ξ·s),
  /// and ξ such that they have the given mean; at time 0.
  ///
  /// @param mean ⟨s⟩, three numbers, |mean| ≤ 1
  default void magnetise(double[] mean, RandomGenerator random) {
    setVectors(FreeSpins.draw(grid(), mean, random));
  }

  /// Lets time pass.
  ///
  /// @param duration ≥ 0
  /// @throws IllegalArgumentException if the external field is not known so far; nothing moves then
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  default void advance(double duration, RandomGenerator random) {
    advance(new Advance(time(), duration, 0), random, step -> {});
  }

  /// How far a system is on its way through an interval of time.
  ///
  /// @param start time at the beginning of the interval
  /// @param duration its length, ≥ 0
  /// @param steps done so far
  record Advance(double start, double duration, long steps) {}

  /// Lets the rest of an interval of time pass: a system saved after some of the steps, restored
  /// and advanced from there does what it would have done at once, bit for bit.
  ///
  /// @param from a step that `afterStep` was told of, or the beginning
  /// @param afterStep told how far the system is after every step but the last; it may be saved
  ///   then
  /// @throws IllegalArgumentException if the external field is not known so far; nothing moves then
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted, before a step
  void advance(Advance from, RandomGenerator random, Consumer<Advance> afterStep);

  /// Writes all that the future depends on: vectors, clock, and the random numbers.
  ///
  /// @param random the stream that goes on to drive the vectors
  void save(OutputStream out, CounterRandom random) throws IOException;

  /// Takes up a state that a like system has saved: it goes on as that one does, bit for bit.
  ///
  /// Reads no further than the state. One that turns out damaged changes nothing.
  ///
  /// @return the stream of random numbers, where it stood
  /// @throws IllegalArgumentException if the state is of another system, or damaged
  CounterRandom restore(InputStream in) throws IOException;
}
