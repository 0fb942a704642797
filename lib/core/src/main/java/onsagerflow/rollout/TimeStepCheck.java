package onsagerflow.rollout;

import java.util.function.Function;
import java.util.random.RandomGenerator;
import onsagerflow.field.ScalarField;
import onsagerflow.field.vector.VectorField;
import onsagerflow.meso.StochasticEquation;

/// Whether a time step is short enough for an equation: its path without noise by steps dt against
/// that by steps dt/2.
///
/// Both start from the given field after one step with noise, which excites all wavelengths, and
/// run over ten steps. The comparison sees instability and a coarse drift; it does not see the
/// error of the noise, which is of the same order in dt.
///
/// @param timeStep dt
/// @param difference root mean square of the difference of both ends over that of m, at the start
///   or the end, whichever is larger; infinite if a path diverged
public record TimeStepCheck(double timeStep, double difference) {

  /// The largest difference that is short enough.
  public static final double TOLERANCE = 0.02;

  private static final int STEPS = 10;
  private static final int MOST_HALVINGS = 20;

  /// Compares both paths.
  ///
  /// @param method makes the stepper
  /// @param initial a typical initial field
  /// @param time of the initial field; the paths end where the external field is no longer known
  public static TimeStepCheck of(
      Function<StochasticEquation, Stepper> method,
      StochasticEquation equation,
      ScalarField initial,
      double time,
      double timeStep,
      RandomGenerator random) {
    return of(method, equation, initial.values(), time, timeStep, random);
  }

  private static TimeStepCheck of(
      Function<StochasticEquation, Stepper> method,
      StochasticEquation equation,
      double[] initial,
      double time,
      double timeStep,
      RandomGenerator random) {
    double known = equation.conditions().field().end() - time;
    int steps = (int) Math.min(STEPS, known / timeStep * (1 + 1e-9));
    if (steps < 1) {
      return new TimeStepCheck(timeStep, 0); // no run takes so long a step
    }
    var noisy = method.apply(equation);
    var start = initial.clone();
    noisy.start(start, random);
    noisy.step(time, start, Math.min(timeStep, Rollout.defaultTimeStep(equation, time)), random);
    var stepper = noisy.withoutNoise();
    var coarse = path(stepper, start, time, timeStep, steps, random);
    var fine = path(stepper, start, time, timeStep / 2, 2 * steps, random);
    double before = 0;
    double after = 0;
    double difference = 0;
    for (int cell = 0; cell < fine.length; cell++) {
      before += start[cell] * start[cell];
      after += fine[cell] * fine[cell];
      difference += (coarse[cell] - fine[cell]) * (coarse[cell] - fine[cell]);
    }
    double ratio = difference == 0 ? 0 : Math.sqrt(difference / Math.max(before, after));
    return new TimeStepCheck(timeStep, Double.isFinite(ratio) ? ratio : Double.POSITIVE_INFINITY);
  }

  /// Compares both paths from time 0.
  public static TimeStepCheck of(
      Function<StochasticEquation, Stepper> method,
      StochasticEquation equation,
      ScalarField initial,
      double timeStep,
      RandomGenerator random) {
    return of(method, equation, initial, 0, timeStep, random);
  }

  /// Compares both paths of an equation of vectors from time 0.
  public static TimeStepCheck of(
      Function<StochasticEquation, Stepper> method,
      StochasticEquation equation,
      VectorField initial,
      double timeStep,
      RandomGenerator random) {
    return of(method, equation, initial.values(), 0, timeStep, random);
  }

  private static double[] path(
      Stepper stepper, double[] start, double time, double dt, int steps, RandomGenerator random) {
    var m = start.clone();
    stepper.start(m, random);
    for (int step = 0; step < steps; step++) {
      stepper.step(time + step * dt, m, dt, random);
    }
    return m;
  }

  public boolean isShortEnough() {
    return difference <= TOLERANCE;
  }

  /// Refuses a time step that is too long, and names one that is not.
  ///
  /// @param time of the initial field
  /// @throws IllegalArgumentException if it is too long
  public static void require(
      Function<StochasticEquation, Stepper> method,
      StochasticEquation equation,
      ScalarField initial,
      double time,
      double timeStep,
      RandomGenerator random) {
    require(method, equation, initial.values(), time, timeStep, random);
  }

  /// The same of an equation of vectors.
  public static void require(
      Function<StochasticEquation, Stepper> method,
      StochasticEquation equation,
      VectorField initial,
      double time,
      double timeStep,
      RandomGenerator random) {
    require(method, equation, initial.values(), time, timeStep, random);
  }

  private static void require(
      Function<StochasticEquation, Stepper> method,
      StochasticEquation equation,
      double[] initial,
      double time,
      double timeStep,
      RandomGenerator random) {
    var asked = of(method, equation, initial, time, timeStep, random);
    if (asked.isShortEnough()) {
      return;
    }
    var shorter = asked;
    for (int n = 0; n < MOST_HALVINGS && !shorter.isShortEnough(); n++) {
      shorter = of(method, equation, initial, time, shorter.timeStep / 2, random);
    }
    throw new IllegalArgumentException(
        "time step "
            + timeStep
            + " is too long for this equation: half of it changes the field after ten steps by "
            + (float) (100 * asked.difference)
            + " % (allowed "
            + 100 * TOLERANCE
            + " %); "
            + (shorter.isShortEnough()
                ? shorter.timeStep + " is short enough"
                : "none down to " + shorter.timeStep + " is short enough"));
  }
}
