package onsagerflow.cli.flips;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import onsagerflow.cli.engine.EngineOptions;
import onsagerflow.rare.BruteForce;
import onsagerflow.rare.ForwardFlux;
import onsagerflow.rare.Interfaces;
import onsagerflow.rare.ReactionCoordinate;
import onsagerflow.rare.Transition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that say what counts as a flip and how flips are sampled.
@SuppressWarnings("NullAway.Init") // picocli sets options with defaults
final class FlipOptions {

  /// How flips are sampled.
  enum Method {
    BRUTE,
    FFS
  }

  @Mixin private final EngineOptions engine = new EngineOptions();

  @Option(
      names = "--method",
      paramLabel = "brute|ffs",
      defaultValue = "brute",
      description =
          "Wait for flips (brute), or sample them by forward flux through interfaces in M (ffs),"
              + " which reaches flips that never happen in a run.")
  private Method method;

  @Option(
      names = "--start",
      paramLabel = "<M>",
      description =
          "Magnetisation that fresh replicas start from, in state A. Default: the lower of the two"
              + " uniform states that last, by mean-field theory")
  private @Nullable Double start;

  @Option(
      names = "--state-a",
      paramLabel = "<M>",
      description =
          "ffs: state A is M up to here; trials that fail return to it.%n"
              + "  Default: the median of M in the settled state, found by a pilot run")
  private @Nullable Double stateA;

  @Option(
      names = "--threshold",
      paramLabel = "<M>",
      description =
          "State B is M from here on: a flip is done when it is reached. Default: the upper of the"
              + " two uniform states")
  private @Nullable Double threshold;

  @Option(
      names = "--settling",
      paramLabel = "<t>",
      description =
          "Sweeps that a fresh replica settles in A before its clock starts: several relaxation"
              + " times.")
  private double settling = 50;

  @Option(
      names = "--interval",
      paramLabel = "<t>",
      description = "Sweeps between two looks at M. Default: every time step")
  private @Nullable Double interval;

  @Option(
      names = "--runs",
      paramLabel = "<n>",
      description = "brute: independent replicas.%n  Default: 100")
  private @Nullable Integer runs;

  @Option(
      names = "--longest",
      paramLabel = "<t>",
      description =
          "brute: sweeps after which a replica is given up; it counts as one that survived so long."
              + "%n  Default: none is given up")
  private @Nullable Double longest;

  @Option(
      names = "--interfaces",
      split = ",",
      paramLabel = "<M>",
      description =
          "ffs: magnetisations of the interfaces, increasing.%n  Default: found by a pilot run")
  private @Nullable List<Double> interfaces;

  @Option(
      names = "--repeats",
      paramLabel = "<n>",
      description =
          "ffs: independent repetitions of the whole, whose scatter gives the error.%n  Default: 8")
  private @Nullable Integer repeats;

  @Option(
      names = "--crossings",
      paramLabel = "<n>",
      description = "ffs: crossings of the first interface in each repeat.%n  Default: 200")
  private @Nullable Integer crossings;

  @Option(
      names = "--trials",
      paramLabel = "<n>",
      description = "ffs: trials from each interface in each repeat.%n  Default: 200")
  private @Nullable Integer trials;

  @Option(
      names = "--committor",
      paramLabel = "<n>",
      description =
          "ffs: also shoot 20 times from each of up to n states half way between A and B, to see"
              + " whether M alone decides what comes next.%n  Default: 0")
  private @Nullable Integer committor;

  @Option(
      names = "--seed",
      paramLabel = "<s>",
      description =
          "Seed of the random numbers: the same seed gives the same result, on any number of"
              + " threads.")
  private long seed = 1;

  @Option(
      names = "--threads",
      paramLabel = "<n>",
      description = "Threads that compute. Default: as many as there are processors")
  private @Nullable Integer threads;

  EngineOptions engine() {
    return engine;
  }

  Method method() {
    return method;
  }

  long seed() {
    return seed;
  }

  int threads() {
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
  }

  /// States of which the committor is wanted.
  int committorStates() {
    return committor == null ? 0 : committor;
  }

  /// What counts as a flip, with a at the start unless it is given.
  ///
  /// @param slope of the free energy of uniform states, s′(m) − Ĵ(0)m − h
  /// @param step time step of the system, sweeps
  Transition transition(DoubleUnaryOperator slope, double step) {
    refuseOptionsOfTheOtherMethod();
    double a = start == null ? UniformStates.lower(slope) : start;
    double b = threshold == null ? UniformStates.upper(slope) : threshold;
    return new Transition(
        ReactionCoordinate.magnetisation(),
        a,
        settling,
        stateA == null ? a : stateA,
        b,
        interval == null ? step : interval);
  }

  /// Whether the pilot run has to find out where state A ends.
  boolean wantsMedianA() {
    return method == Method.FFS && stateA == null;
  }

  BruteForce bruteForce(Transition transition) {
    return new BruteForce(
        transition,
        runs == null ? 100 : runs,
        longest == null ? Double.POSITIVE_INFINITY : longest,
        seed);
  }

  ForwardFlux forwardFlux(Transition transition) {
    return new ForwardFlux(
        transition,
        interfaces == null ? Interfaces.scouted() : new Interfaces.Given(interfaces),
        repeats == null ? 8 : repeats,
        crossings == null ? 200 : crossings,
        trials == null ? 200 : trials,
        seed);
  }

  private void refuseOptionsOfTheOtherMethod() {
    switch (method) {
      case BRUTE -> {
        refuse("ffs", "--state-a", stateA);
        refuse("ffs", "--interfaces", interfaces);
        refuse("ffs", "--repeats", repeats);
        refuse("ffs", "--crossings", crossings);
        refuse("ffs", "--trials", trials);
        refuse("ffs", "--committor", committor);
      }
      case FFS -> {
        refuse("brute", "--runs", runs);
        refuse("brute", "--longest", longest);
      }
    }
  }

  private static void refuse(String other, String option, @Nullable Object value) {
    if (value != null) {
      throw new IllegalArgumentException(option + " " + value + " belongs to --method " + other);
    }
  }
}
