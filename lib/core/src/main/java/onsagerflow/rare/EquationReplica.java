package onsagerflow.rare;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import onsagerflow.field.ScalarField;
import onsagerflow.rollout.Stepper;

/// A stochastic equation, integrated by a one-step method; a state is the field m.
public final class EquationReplica implements Replica {

  private final Stepper stepper;
  private final double timeStep;
  private final ScalarField field;

  /// @param timeStep longest time step, sweeps
  /// @throws IllegalArgumentException if the external field depends on time, which no state holds
  public EquationReplica(Stepper stepper, double timeStep) {
    if (!(timeStep > 0) || Double.isInfinite(timeStep)) {
      throw new IllegalArgumentException("time step must be positive, got " + timeStep);
    }
    if (!stepper.isOneStep()) {
      throw new IllegalArgumentException(
          "a replica's state is its field alone: it needs a one-step method, such as Stepper.of");
    }
    stepper.equation().requireConstantField();
    this.stepper = stepper;
    this.timeStep = timeStep;
    this.field = new ScalarField(stepper.equation().grid());
  }

  @Override
  public void magnetise(double mean, RandomGenerator random) {
    Arrays.fill(field.values(), mean);
    stepper.start(field.values(), random);
  }

  @Override
  public void advance(double duration, RandomGenerator random) {
    long steps = (long) Math.ceil(duration / timeStep * (1 - 1e-12));
    for (long step = 0; step < steps; step++) {
      stepper.step(field.values(), duration / steps, random);
    }
  }

  @Override
  public ScalarField field() {
    return field;
  }

  @Override
  public byte[] save() {
    var bytes = ByteBuffer.allocate(field.size() * Double.BYTES);
    bytes.asDoubleBuffer().put(field.values());
    return bytes.array();
  }

  @Override
  public void restore(byte[] state) {
    Replica.requireSize(state, field.size() * Double.BYTES);
    ByteBuffer.wrap(state).asDoubleBuffer().get(field.values());
  }
}
