package onsagerflow.micro;

import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;

/// What every spin system does in the same way: checks, independent spins, interruption.
final class Spins {

  private Spins() {}

  static void magnetise(byte[] spins, double mean, RandomGenerator random) {
    if (!(Math.abs(mean) <= 1)) {
      throw new IllegalArgumentException("mean magnetisation must lie in [-1, 1], got " + mean);
    }
    double up = (1 + mean) / 2;
    for (int i = 0; i < spins.length; i++) {
      spins[i] = (byte) (random.nextDouble() < up ? 1 : -1);
    }
  }

  static void copy(byte[] from, byte[] to) {
    if (from.length != to.length) {
      throw new IllegalArgumentException("a lattice of " + to.length + " spins got " + from.length);
    }
    for (int i = 0; i < from.length; i++) {
      if (from[i] != 1 && from[i] != -1) {
        throw new IllegalArgumentException("spin " + i + " must be +1 or -1, got " + from[i]);
      }
    }
    System.arraycopy(from, 0, to, 0, to.length);
  }

  private static void requireDuration(double sweeps) {
    if (!(sweeps >= 0) || !Double.isFinite(sweeps)) {
      throw new IllegalArgumentException("time to advance must be >= 0 sweeps, got " + sweeps);
    }
  }

  /// Refuses to advance by less than nothing, or to where the external field is not known.
  static void requireKnown(Frame.Conditions conditions, double time, double sweeps) {
    requireDuration(sweeps);
    conditions.field().requireKnown(time, time + sweeps);
  }

  static double requireTime(double time) {
    if (!Double.isFinite(time)) {
      throw new IllegalArgumentException("time must be finite, got " + time + " sweeps");
    }
    return time;
  }

  static void stopIfInterrupted(double done, double sweeps) {
    if (Thread.interrupted()) {
      throw new CancellationException(
          "simulation interrupted after " + done + " of " + sweeps + " sweeps");
    }
  }

  /// Lattice, temperature and field to the last bit; a field says by its digits which it is.
  static String identity(String dynamics, Grid grid, Frame.Conditions conditions) {
    return "%s, %s x %s spins, T = %s, h = %s"
        .formatted(
            dynamics,
            grid.ny(),
            grid.nx(),
            conditions.temperature(),
            conditions.field().identity());
  }

  /// Size, conditions and mean, for the one line that a system says of itself.
  static String describe(SpinSystem system) {
    long up = 0;
    for (byte spin : system.spins()) {
      up += spin > 0 ? 1 : 0;
    }
    int n = system.grid().size();
    return String.format(
        Locale.ROOT,
        "%d x %d spins, T = %s, h = %s, mean %.4g",
        system.grid().ny(),
        system.grid().nx(),
        (float) system.conditions().temperature(),
        system.conditions().field(),
        (2.0 * up - n) / n);
  }
}
