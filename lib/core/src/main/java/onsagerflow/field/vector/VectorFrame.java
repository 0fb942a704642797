package onsagerflow.field.vector;

import java.util.Optional;
import onsagerflow.field.Frame;

/// The field of vectors of one run at one time.
///
/// @param time t, sweeps or the unit of the simulator's time
/// @param run number of the run; those of one run are in time order
/// @param conditions temperature and field of the run; a field of one component acts on the last
/// @param m block mean
/// @param generator exact conditional drift and noise, where the simulator recorded them
public record VectorFrame(
    double time,
    int run,
    Frame.Conditions conditions,
    VectorField m,
    Optional<Generator> generator) {

  /// The places of a symmetric tensor of three dimensions: xx, yy, zz, xy, xz, yz.
  public static final int TENSOR = 6;

  /// What the simulator knows of each block's next instant (PHYSICS §6).
  ///
  /// @param drift A, so that d⟨m⟩/dt = A
  /// @param noise G, xx, yy, zz, xy, xz, yz, so that the covariance of m grows at 2G/v
  public record Generator(VectorField drift, VectorField noise) {}

  public VectorFrame {
    generator.ifPresent(
        g -> {
          requireFor(m, "drift", g.drift(), m.components());
          requireFor(m, "noise", g.noise(), m.components() * (m.components() + 1) / 2);
        });
  }

  /// A frame without generator channels.
  public VectorFrame(double time, int run, Frame.Conditions conditions, VectorField m) {
    this(time, run, conditions, m, Optional.empty());
  }

  private static void requireFor(VectorField m, String name, VectorField channel, int components) {
    if (!channel.grid().equals(m.grid()) || channel.components() != components) {
      throw new IllegalArgumentException(
          "%s of %s components on %s for m of %s components on %s"
              .formatted(name, channel.components(), channel.grid(), m.components(), m.grid()));
    }
  }
}
