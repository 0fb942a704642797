package onsagerflow.rare;

import java.util.random.RandomGenerator;
import onsagerflow.coarsen.BlockAverage;
import onsagerflow.field.ScalarField;
import onsagerflow.micro.SpinSystem;

/// Spins, observed through their block averages; a state is one bit per spin.
///
/// Unlike [SpinSystem#save] it leaves former fields out, so that many states fit into memory:
/// [onsagerflow.micro.KacIsing] restarts its extrapolation of the field from a restored state. That
/// is of the same order of accuracy, but not the same path as the run the state was saved in.
public final class SpinReplica implements Replica {

  private final SpinSystem spins;
  private final BlockAverage average;

  /// @throws IllegalArgumentException if the block does not divide the lattice, or the external
  ///   field depends on time, which no state holds
  public SpinReplica(SpinSystem spins, BlockAverage average) {
    spins.grid().coarsen(average.block());
    var h = spins.conditions().field();
    if (!h.isConstant()) {
      throw new IllegalArgumentException(
          "a field that is constant in time is wanted here, got " + h);
    }
    this.spins = spins;
    this.average = average;
  }

  @Override
  public void magnetise(double mean, RandomGenerator random) {
    spins.magnetise(mean, random);
  }

  @Override
  public void advance(double duration, RandomGenerator random) {
    spins.advance(duration, random);
  }

  @Override
  public ScalarField field() {
    return average.magnetisation(spins);
  }

  @Override
  public byte[] save() {
    byte[] sigma = spins.spins();
    var state = new byte[Math.ceilDiv(sigma.length, Byte.SIZE)];
    for (int i = 0; i < sigma.length; i++) {
      if (sigma[i] > 0) {
        state[i / Byte.SIZE] |= (byte) (1 << i % Byte.SIZE);
      }
    }
    return state;
  }

  @Override
  public void restore(byte[] state) {
    var sigma = new byte[spins.grid().size()];
    Replica.requireSize(state, Math.ceilDiv(sigma.length, Byte.SIZE));
    for (int i = 0; i < sigma.length; i++) {
      sigma[i] = (byte) ((state[i / Byte.SIZE] >> i % Byte.SIZE & 1) == 1 ? 1 : -1);
    }
    spins.setSpins(sigma);
  }
}
