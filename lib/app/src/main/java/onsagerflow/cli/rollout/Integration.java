package onsagerflow.cli.rollout;

import java.util.Locale;
import java.util.Optional;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.ScalarField;
import onsagerflow.meso.SemiLinear;
import onsagerflow.meso.StochasticEquation;
import onsagerflow.rollout.AdamsBashforthLeap;
import onsagerflow.rollout.BinomialLeap;
import onsagerflow.rollout.EulerMaruyama;
import onsagerflow.rollout.ExponentialRungeKutta;
import onsagerflow.rollout.Rollout;
import onsagerflow.rollout.Stepper;
import onsagerflow.rollout.StochasticHeun;
import onsagerflow.rollout.TimeStepCheck;
import onsagerflow.rollout.TrapezoidalLeap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say how an equation is integrated.
public final class Integration {

  /// The law of the noise.
  enum Noise {
    GAUSSIAN,
    POISSON
  }

  /// The order of the method.
  enum Method {
    EULER,
    HEUN,
    ADAMS,
    EXPONENTIAL
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
      paramLabel = "euler|heun|adams|exponential",
      description =
          "First order (Euler-Maruyama, binomial leap), second (stochastic Heun, trapezoidal leap),"
              + " second with one evaluation a step (Adams-Bashforth leap: poisson noise, not for"
              + " flips), or second with diffusion integrated exactly (eq. (4) only). Default:"
              + " exponential where it can be had, else adams where it can, else heun.")
  private @Nullable Method method;

  @Option(
      names = "--time-step",
      paramLabel = "<dt>",
      description =
          "Longest time step, in sweeps.%n  Default: "
              + Rollout.DEFAULT_TIME_STEP
              + "; of vectors, that over their fastest rate")
  private @Nullable Double timeStep;

  private final boolean oneStep;

  /// @param oneStep whether the state must be the field alone
  public Integration(boolean oneStep) {
    this.oneStep = oneStep;
  }

  /// The stepper of an equation.
  ///
  /// @throws IllegalArgumentException if the equation cannot have the noise asked for
  public Stepper stepper(StochasticEquation equation) {
    boolean flips = noise(equation) == Noise.POISSON;
    return switch (method(equation)) {
      case EULER -> flips ? new BinomialLeap(equation) : new EulerMaruyama(equation);
      case HEUN -> flips ? new TrapezoidalLeap(equation) : new StochasticHeun(equation);
      case ADAMS -> adams(equation, flips);
      case EXPONENTIAL -> new ExponentialRungeKutta(equation);
    };
  }

  public double timeStep() {
    double step = timeStep == null ? Rollout.DEFAULT_TIME_STEP : timeStep;
    if (!(step > 0) || Double.isInfinite(step)) {
      throw new IllegalArgumentException("--time-step must be positive, got " + step);
    }
    return step;
  }

  /// The longest step of an equation of vectors, where one was given.
  ///
  /// @throws IllegalArgumentException if an option of scalars was given
  Optional<Double> stepOfVectors() {
    if (noise != null || method != null) {
      throw new IllegalArgumentException(
          "vectors have Gaussian noise and a stepper of their own: leave out --noise and"
              + " --stepper");
    }
    return timeStep == null ? Optional.empty() : Optional.of(timeStep());
  }

  /// Refuses a time step that is too long for the equation.
  ///
  /// @param time of the initial field
  public void check(StochasticEquation equation, ScalarField initial, double time) {
    TimeStepCheck.require(
        this::stepper, equation, initial, time, timeStep(), new CounterRandom(0, 0));
  }

  /// What is done, in a few words.
  public String describe(StochasticEquation equation) {
    return "%s step of at most %s, %s noise"
        .formatted(word(method(equation)), timeStep(), word(noise(equation)));
  }

  private Method method(StochasticEquation equation) {
    if (method != null) {
      return method;
    }
    if (equation instanceof SemiLinear) {
      return Method.EXPONENTIAL;
    }
    return !oneStep && noise(equation) == Noise.POISSON ? Method.ADAMS : Method.HEUN;
  }

  private static Stepper adams(StochasticEquation equation, boolean flips) {
    if (!flips) {
      throw new IllegalArgumentException("--stepper adams needs --noise poisson");
    }
    return new AdamsBashforthLeap(equation);
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
