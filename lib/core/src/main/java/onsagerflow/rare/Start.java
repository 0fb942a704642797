package onsagerflow.rare;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.random.RandomGenerator;

/// One of some states, drawn by the first random number of a trial, so that it alone goes along
/// with the trial.
final class Start implements Serializable {

  @Serial private static final long serialVersionUID = 1;

  private final int of;
  private final byte[] state;

  private Start(int of, byte[] state) {
    this.of = of;
    this.state = state;
  }

  /// @param preview of the random numbers that the trial will draw
  static Start among(List<byte[]> states, RandomGenerator preview) {
    int of = states.size();
    return new Start(of, of == 0 ? new byte[0] : states.get(preview.nextInt(of)));
  }

  /// Whether there was no state to draw.
  boolean isNone() {
    return of == 0;
  }

  /// Puts a replica there.
  ///
  /// @param random of the trial, before any other draw
  void restore(Replica replica, RandomGenerator random) {
    random.nextInt(of);
    replica.restore(state);
  }
}
