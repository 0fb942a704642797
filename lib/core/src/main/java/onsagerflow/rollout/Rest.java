package onsagerflow.rollout;

import onsagerflow.field.CounterRandom;
import onsagerflow.field.ScalarField;
import onsagerflow.meso.StochasticEquation;

/// Where an equation comes to rest without its noise.
///
/// @param m the field at the end
/// @param moved the most by which a cell has changed in the second half of the time
public record Rest(ScalarField m, double moved) {

  /// Follows the equation without its noise, by [Stepper#of].
  ///
  /// @param from the field it starts from
  /// @param duration sweeps
  /// @param dt longest time step, sweeps
  public static Rest of(StochasticEquation equation, ScalarField from, double duration, double dt) {
    if (!(duration > 0 && dt > 0) || Double.isInfinite(duration)) {
      throw new IllegalArgumentException(
          "duration and time step must be positive, got " + duration + " and " + dt + " sweeps");
    }
    var stepper = Stepper.of(equation).withoutNoise();
    var m = from.copy();
    var silent = new CounterRandom(0, 0);
    long half = (long) Math.ceil(duration / dt / 2);
    advance(stepper, m, half, duration / (2 * half), silent);
    var before = m.copy();
    advance(stepper, m, half, duration / (2 * half), silent);
    double moved = 0;
    for (int cell = 0; cell < m.size(); cell++) {
      moved = Math.max(moved, Math.abs(m.get(cell) - before.get(cell)));
    }
    return new Rest(m, moved);
  }

  private static void advance(
      Stepper stepper, ScalarField m, long steps, double dt, CounterRandom silent) {
    for (long step = 0; step < steps; step++) {
      stepper.step(m.values(), dt, silent);
    }
  }
}
