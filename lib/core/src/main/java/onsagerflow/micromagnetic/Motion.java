package onsagerflow.micromagnetic;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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

  /// E of each term by its name, joule.
  default Map<String, Double> energyByTerm() {
    var terms = effectiveField().terms();
    double[] energies = energies();
    var byName = new LinkedHashMap<String, Double>();
    for (int i = 0; i < energies.length; i++) {
      String name = terms.get(i).identity().replaceFirst("[^a-zA-Z, ].*", "").strip();
      byName.merge(name, energies[i], Double::sum);
    }
    return Collections.unmodifiableMap(byName);
  }

  /// Mesh, time and ⟨m⟩ in one line.
  default String describe() {
    double[] m = mean();
    return String.format(
        Locale.ROOT,
        "magnet of %s at t = %.6g s: mean m (%.6g, %.6g, %.6g)",
        sample().mesh(),
        time(),
        m[0],
        m[1],
        m[2]);
  }

  /// E of all terms, joule.
  default double energy() {
    return Arrays.stream(energies()).sum();
  }
}
