package onsagerflow.micromagnetic;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import onsagerflow.field.vector.VectorField;
import onsagerflow.llg.EffectiveField;

/// The magnetisation of a sample that moves in time, cold ([Magnet]) or with thermal noise
/// ([WarmMagnet]).
public sealed interface Motion permits Magnet, WarmMagnet {

  Sample sample();

  /// The field of all terms, tesla.
  EffectiveField effectiveField();

  /// s
  double time();

  /// A copy of the unit vectors; those of empty cells stand for nothing.
  VectorField m();

  /// E of each term as the vectors are now, joule, in the order of the terms.
  double[] energies();

  /// Lets time pass.
  ///
  /// @param duration s
  /// @throws IllegalArgumentException if it is negative, or a field is not known so far
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  void advance(double duration);

  /// Writes all that the future depends on.
  void save(DataOutputStream out) throws IOException;

  /// Takes up what a motion of the same problem has saved: it goes on as that one does, bit for
  /// bit.
  void restore(DataInputStream in) throws IOException;

  /// ⟨m⟩ over the material.
  default double[] mean() {
    return sample().mean(m());
  }

  /// E of all terms, joule.
  default double energy() {
    return java.util.Arrays.stream(energies()).sum();
  }
}
