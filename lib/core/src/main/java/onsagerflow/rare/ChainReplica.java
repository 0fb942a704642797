package onsagerflow.rare;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;

/// A birth–death chain sampled jump by jump, exactly (Gillespie, J. Phys. Chem. 81, 2340 (1977)),
/// as a field of one cell: what sampling methods are tested on.
public final class ChainReplica implements Replica {

  private final BirthDeathChain chain;
  private final ScalarField field = new ScalarField(Grid.square(1));
  private int k;

  public ChainReplica(BirthDeathChain chain) {
    this.chain = chain;
  }

  /// The state nearest to a magnetisation.
  @Override
  public void magnetise(double mean, RandomGenerator random) {
    k = chain.state(mean);
  }

  @Override
  public void advance(double duration, RandomGenerator random) {
    double t = 0;
    while (true) {
      double up = chain.up(k);
      double rate = up + chain.down(k);
      t += random.nextExponential() / rate;
      if (t > duration || rate == 0) {
        return; // the wait has no memory: the next advance may draw it anew
      }
      k += random.nextDouble() * rate < up ? 1 : -1;
    }
  }

  @Override
  public ScalarField field() {
    field.set(0, chain.magnetisation(k));
    return field;
  }

  @Override
  public byte[] save() {
    return ByteBuffer.allocate(Integer.BYTES).putInt(k).array();
  }

  @Override
  public void restore(byte[] state) {
    Replica.requireSize(state, Integer.BYTES);
    k = ByteBuffer.wrap(state).getInt();
  }
}
