package onsagerflow.cli;

import java.util.Locale;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.ScalarField;
import onsagerflow.meso.StochasticEquation;
import onsagerflow.rollout.BinomialLeap;
import onsagerflow.rollout.EulerMaruyama;
import onsagerflow.rollout.Rollout;
import onsagerflow.rollout.Stepper;
import onsagerflow.rollout.StochasticHeun;
import onsagerflow.rollout.TimeStepCheck;
import onsagerflow.rollout.TrapezoidalLeap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say how an equation is integrated.
@SuppressWarnings("NullAway.Init") // picocli sets options with defaults
final class Integration {

  /// The law of the noise.
  enum Noise {
    GAUSSIAN,
    POISSON
  }

  /// The order of the method.
  enum Method {
    EULER,
    HEUN
  }

  @Option(
      names = "--noise",
      paramLabel = "gaussian|poisson",
      description =
          "Gaussian noise, or flips of single spins (poisson): exact for rare events as well, it"
              + " keeps |m| <= 1 by itself and needs the cosh closure. Default: poisson where the"
              + " equation has flips, else gaussian.")
  private @Nullable Noise noise;

  @Option(
      names = "--stepper",
      paramLabel = "euler|heun",
      defaultValue = "heun",
      description =
          "First order (Euler-Maruyama, binomial leap) or second (stochastic Heun, trapezoidal"
              + " leap).")
  private Method method;

  @Option(names = "--time-step", paramLabel = "<dt>", description = "Longest time step, in sweeps.")
  private double timeStep = Rollout.DEFAULT_TIME_STEP;

  /// The stepper of an equation.
  ///
  /// @throws IllegalArgumentException if the equation cannot have the noise asked for
  Stepper stepper(StochasticEquation equation) {
    return switch (noise(equation)) {
      case GAUSSIAN ->
          method == Method.EULER ? new EulerMaruyama(equation) : new StochasticHeun(equation);
      case POISSON ->
          method == Method.EULER ? new BinomialLeap(equation) : new TrapezoidalLeap(equation);
    };
  }

  double timeStep() {
    if (!(timeStep > 0) || Double.isInfinite(timeStep)) {
      throw new IllegalArgumentException("--time-step must be positive, got " + timeStep);
    }
    return timeStep;
  }

  /// Refuses a time step that is too long for the equation.
  void check(StochasticEquation equation, ScalarField initial) {
    TimeStepCheck.require(this::stepper, equation, initial, timeStep(), new CounterRandom(0, 0));
  }

  /// What is done, in a few words.
  String describe(StochasticEquation equation) {
    return "%s step of at most %s, %s noise"
        .formatted(word(method), timeStep, word(noise(equation)));
  }

  private Noise noise(StochasticEquation equation) {
    if (noise != null) {
      return noise;
    }
    return equation.flipRates().isPresent() ? Noise.POISSON : Noise.GAUSSIAN;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
