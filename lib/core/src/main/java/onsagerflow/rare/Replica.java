package onsagerflow.rare;

import java.util.random.RandomGenerator;
import onsagerflow.field.ScalarField;

/// One copy of a Markov system that can be observed, stored and continued.
///
/// A stored state holds all that the future depends on, so that two replicas restored to the same
/// state and given the same random numbers move alike. An instance serves one thread at a time.
public interface Replica {

  /// Makes a fresh state of given mean magnetisation, without correlations between cells.
  void magnetise(double mean, RandomGenerator random);

  /// Lets time pass.
  ///
  /// @param duration sweeps
  void advance(double duration, RandomGenerator random);

  /// The block magnetisations as they are now: to read until the replica next changes.
  ScalarField field();

  /// The present state.
  byte[] save();

  /// Takes up a state that a replica of the same system has saved.
  ///
  /// @throws IllegalArgumentException if the state is of another size
  void restore(byte[] state);

  /// Refuses a state that a system of another size has saved.
  ///
  /// @param state saved
  /// @param bytes that a state of this system has
  static void requireSize(byte[] state, int bytes) {
    if (state.length != bytes) {
      throw new IllegalArgumentException(
          "a state of " + state.length + " bytes for a system whose states have " + bytes);
    }
  }
}
