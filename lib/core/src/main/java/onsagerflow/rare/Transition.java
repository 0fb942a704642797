package onsagerflow.rare;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// What counts as a flip: the way from state A, λ ≤ a, until λ ≥ b is first observed, in state B.
///
/// *Observation.* λ is looked at every `interval`, so that all results are those of the process
/// seen at these times; sampling adds no bias of its own to that. An excursion past b and back
/// between two looks is missed: a flip is then found later, by about the relaxation time if b
/// stands inside state B, which is little in a flip time that is long. Where b stands on the
/// barrier, the flip time comes out longer by a relative √(D·interval)/(width of the barrier).
/// Every step is the default of the commands.
///
/// *Start.* A replica is prepared in A from a fresh state, and settles there; one that has reached
/// B meanwhile is prepared anew. That is the quasi-stationary state of A if it has settled for
/// long.
///
/// @param coordinate λ, of a block field
/// @param start mean magnetisation of the fresh state
/// @param settling sweeps that a fresh state settles for
/// @param a A is λ ≤ a
/// @param b B is λ ≥ b
/// @param interval sweeps between two observations
public record Transition(
    ReactionCoordinate coordinate,
    double start,
    double settling,
    double a,
    double b,
    double interval)
    implements Serializable {

  private static final int ATTEMPTS = 100;

  /// Settling times within which a settled replica must have come into A.
  private static final int PATIENCE = 1000;

  public Transition {
    if (!(a < b)) {
      throw new IllegalArgumentException("A, up to a = " + a + ", must lie below B, from b = " + b);
    }
    if (!(Math.abs(start) <= 1) || !(start < b)) {
      throw new IllegalArgumentException(
          "a start at magnetisation "
              + start
              + " is not in A: it must lie in [-1, 1], below b = "
              + b);
    }
    if (!(settling > 0) || !(interval > 0) || Double.isInfinite(settling + interval)) {
      throw new IllegalArgumentException(
          "settling and the observation interval must be positive, got "
              + settling
              + " and "
              + interval
              + " sweeps");
    }
  }

  /// A flip of the magnetisation from about `start` to beyond b, where A is M ≤ start.
  public static Transition ofMagnetisation(
      double start, double settling, double b, double interval) {
    return new Transition(ReactionCoordinate.magnetisation(), start, settling, start, b, interval);
  }

  /// The same flip, with a at the median of λ in the settled state, found by a pilot run.
  ///
  /// Forward flux wants A to be visited often and quickly: trials that fail run until they are
  /// there.
  ///
  /// @param replicas that settle, each observed for as long again
  public Transition withMedianA(
      Supplier<? extends Replica> system, int replicas, long seed, Execution execution) {
    try (var workers = new Workers(system, seed, execution)) {
      double median = SettledState.observe(this, replicas, workers).exceeded(0.5);
      return new Transition(coordinate, start, settling, median, b, interval);
    }
  }

  /// λ of a replica as it is.
  ///
  /// @throws ArithmeticException if it is no number
  double lambda(Replica replica) {
    double lambda = coordinate.of(replica.field());
    if (Double.isNaN(lambda)) {
      throw new ArithmeticException(
          "the order parameter is not a number: the time step is too long for this equation");
    }
    return lambda;
  }

  /// Lets one interval pass and returns λ.
  ///
  /// @throws CancellationException if the thread is interrupted
  double observe(Replica replica, RandomGenerator random) {
    if (Thread.interrupted()) {
      throw new CancellationException("sampling interrupted");
    }
    replica.advance(interval, random);
    return lambda(replica);
  }

  /// Settles a fresh replica below B.
  ///
  /// @throws IllegalArgumentException if it reaches B each time
  void prepare(Replica replica, RandomGenerator random) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      replica.magnetise(start, random);
      double lambda = lambda(replica);
      for (long looks = (long) Math.ceil(settling / interval); looks > 0 && lambda < b; looks--) {
        lambda = observe(replica, random);
      }
      if (lambda < b) {
        return;
      }
    }
    throw new IllegalArgumentException(
        "from magnetisation "
            + start
            + " B (order parameter >= "
            + b
            + ") is reached within "
            + settling
            + " sweeps each of "
            + ATTEMPTS
            + " times: there is no lasting state to flip from");
  }

  /// Settles a fresh replica and brings it into A.
  ///
  /// @throws IllegalArgumentException if it reaches B each time, or stays between the two
  void prepareInA(Replica replica, RandomGenerator random) {
    long patience = (long) Math.ceil(PATIENCE * settling / interval);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      prepare(replica, random);
      double lambda = lambda(replica);
      for (long looks = 0; lambda > a && lambda < b; looks++) {
        if (looks == patience) {
          throw new IllegalArgumentException(
              "A (order parameter <= %s) is not entered within %s x %s sweeps; put it higher"
                  .formatted(a, PATIENCE, settling));
        }
        lambda = observe(replica, random);
      }
      if (lambda <= a) {
        return;
      }
    }
    throw new IllegalArgumentException(
        "from magnetisation "
            + start
            + " B (order parameter >= "
            + b
            + ") is reached before A (<= "
            + a
            + ") each of "
            + ATTEMPTS
            + " times: the start is not in A");
  }

  /// Runs until λ ≤ a or λ ≥ `target`, not at all where it is so already, and returns λ.
  double run(Replica replica, double target, RandomGenerator random) {
    double lambda = lambda(replica);
    while (lambda > a && lambda < target) {
      lambda = observe(replica, random);
    }
    return lambda;
  }

  /// Runs until λ ≤ a or λ ≥ b and returns the greatest λ on the way.
  double farthest(Replica replica, RandomGenerator random) {
    double lambda = lambda(replica);
    double farthest = lambda;
    while (lambda > a && lambda < b) {
      lambda = observe(replica, random);
      farthest = Math.max(farthest, lambda);
    }
    return farthest;
  }

  /// Starts from a state and runs until λ ≥ `target`, which gives a state there, or back to A,
  /// which gives none.
  List<byte[]> shoot(Replica replica, Start start, double target, RandomGenerator random) {
    if (start.isNone()) {
      return List.of();
    }
    start.restore(replica, random);
    return run(replica, target, random) >= target ? List.of(replica.save()) : List.of();
  }

  /// The numbers, as text that identifies a run.
  public String describe() {
    return "start %s, settling %s, a %s, b %s, interval %s"
        .formatted(start, settling, a, b, interval);
  }
}
