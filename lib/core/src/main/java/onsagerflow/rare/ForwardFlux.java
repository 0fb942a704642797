package onsagerflow.rare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import onsagerflow.field.CounterRandom;
import onsagerflow.statistics.Mean;
import smile.stat.distribution.TDistribution;

/// Direct forward-flux sampling: the rate of flips that are too rare to wait for.
///
/// With interfaces λ₀ < … < λₙ = b between A and B the rate is, exactly and for dynamics of any kind,
///
///     k = Φ ∏ P(λᵢ₊₁|λᵢ)
///
/// Φ counts, per unit of time, the first crossings of λ₀ after each stay in A of a run that is
/// prepared anew whenever it reaches B; P(λᵢ₊₁|λᵢ) is the share of trials that, started from states
/// at their first crossing of λᵢ, reach λᵢ₊₁ before A. A trial that jumps over several interfaces
/// starts beyond the next, and succeeds at once. A run that is prepared beyond λ₀ crosses it by that.
/// 1/k is then the mean time from the prepared state to B, the same as that of [BruteForce].
///
/// *Errors.* The states at one interface share ancestors, so that the numbers of successes say little
/// about the error. The whole sampling is therefore done several times independently, and errors are
/// from the scatter between these repeats. ∏P is unbiased; Φ and k, ratios of sums over repeats,
/// have a relative bias of 1/(repeats × crossings). The distribution of k between repeats is skew:
/// where the relative error of one repeat is not small, more trials help more than more repeats.
///
/// Source: Allen, Warren and ten Wolde, Phys. Rev. Lett. 94, 018104 (2005); Allen, Valeriani and ten
/// Wolde, J. Phys.: Condens. Matter 21, 463102 (2009).
///
/// @param transition what counts as a flip
/// @param interfaces between A and B
/// @param repeats independent repetitions of the whole
/// @param crossings of the first interface in each repeat
/// @param trials from each interface in each repeat
/// @param seed of the random numbers
public record ForwardFlux(
    Transition transition,
    Interfaces interfaces,
    int repeats,
    int crossings,
    int trials,
    long seed) {

  public ForwardFlux {
    if (repeats < 2 || crossings < 1 || trials < 1) {
      throw new IllegalArgumentException(
          "forward flux needs two repeats, a crossing and a trial or more, got "
              + repeats
              + ", "
              + crossings
              + " and "
              + trials);
    }
    if (interfaces instanceof Interfaces.Given given) {
      double first = given.lambda().getFirst();
      double last = given.lambda().getLast();
      if (!(first > transition.a() && last < transition.b())) {
        throw new IllegalArgumentException(
            "interfaces must lie between a = %s and b = %s, got %s to %s"
                .formatted(transition.a(), transition.b(), first, last));
      }
    }
  }

  /// What was found.
  ///
  /// @param interfaces λ₀ < … < λₙ, the last one b
  /// @param flux Φ, first crossings of λ₀ per unit of time
  /// @param probabilities P(λᵢ₊₁|λᵢ), one less than interfaces
  /// @param rate k, flips per unit of time
  /// @param states at the first crossing of each interface, those of all repeats together
  public record Result(
      List<Double> interfaces,
      Mean flux,
      List<Mean> probabilities,
      Mean rate,
      List<List<byte[]>> states) {

    /// 1/k, sweeps.
    public Mean meanFlipTime() {
      double time = 1 / rate.value();
      return new Mean(time, time * rate.standardError() / rate.value(), rate.runs());
    }

    /// The factor by which rate and flip time are uncertain, at a confidence such as 0.95:
    /// Student's interval of the logarithm of k.
    public double uncertaintyFactor(double confidence) {
      double t = new TDistribution(rate.runs() - 1).quantile((1 + confidence) / 2);
      return Math.exp(t * rate.standardError() / rate.value());
    }

    /// The probability of reaching B before A from the states at interface i, ∏ P from there on.
    public double committor(int i) {
      return probabilities.stream().skip(i).mapToDouble(Mean::value).reduce(1, (p, q) -> p * q);
    }
  }

  /// Samples the rate.
  ///
  /// @param system makes one replica per thread
  /// @throws ArithmeticException if no trial gets from one interface to the next
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  public Result run(Supplier<? extends Replica> system, Execution execution) {
    var found = FluxSamples.resume(describe(), execution);
    var flip = transition; // what a trial needs, without the rest of this
    int wanted = crossings;
    try (var workers = new Workers(system, seed, execution)) {
      if (found.interfaces().isEmpty()) {
        found.place(place(workers), transition.b());
      }
      if (found.stages().isEmpty()) {
        double first = found.interfaces().getFirst();
        found.addBasins(
            workers.run(
                "crossings of the first interface",
                0,
                repeats,
                (repeat, preview) ->
                    (replica, random) -> basin(flip, first, wanted, replica, random)));
      }
      while (found.stages().size() < found.interfaces().size()) {
        int stage = found.stages().size();
        double from = found.interfaces().get(stage - 1);
        double target = found.interfaces().get(stage);
        var parents = found.stages().getLast();
        var arrived =
            workers.run(
                "interface %s of %s".formatted(stage, found.interfaces().size() - 1),
                stage,
                repeats * trials,
                (trial, preview) -> {
                  var parent = Start.among(parents.get(trial / trials), preview);
                  return (replica, random) -> flip.shoot(replica, parent, target, random);
                });
        if (arrived.stream().allMatch(List::isEmpty)) {
          throw new ArithmeticException(
              "none of %s trials got from interface %s to %s: put interfaces closer, or take more"
                      .formatted(repeats * trials, from, target)
                  + " trials");
        }
        found.addTrials(arrived, trials);
      }
    }
    return found.result(trials);
  }

  /// The λ whose states at the first crossing reach B before A with probability ½.
  ///
  /// From interface i, the last with a committor qᵢ < ½, trajectories go on until they are in A or
  /// B; λ is where the share 2qᵢ of them has been, because P(B|λᵢ) = P(λ|λᵢ) P(B|λ).
  ///
  /// @param result of this sampling
  /// @throws IllegalArgumentException if the first interface is beyond that already
  public double halfway(Result result, Supplier<? extends Replica> system, Execution execution) {
    int from = -1;
    while (result.committor(from + 1) < 0.5) {
      from++;
    }
    if (from < 0) {
      throw new IllegalArgumentException(
          "from the first interface, %s, on B is reached with probability %s"
              .formatted(result.interfaces().getFirst(), result.committor(0)));
    }
    var parents = result.states().get(from);
    var flip = transition;
    try (var workers = new Workers(system, seed, execution)) {
      var farthest =
          workers.run(
              "to half way",
              result.interfaces().size(),
              repeats * trials,
              (trial, preview) -> {
                var parent = Start.among(parents, preview);
                return (replica, random) -> {
                  parent.restore(replica, random);
                  return flip.farthest(replica, random);
                };
              });
      return Scouts.reachedBy(2 * result.committor(from), farthest);
    }
  }

  /// States on their way from A at the first crossing of any λ beyond the first interface, for a
  /// [Committor].
  ///
  /// @param result of this sampling
  /// @throws IllegalArgumentException if λ does not lie between the first interface and B
  public List<byte[]> statesAt(
      double lambda, Result result, Supplier<? extends Replica> system, Execution execution) {
    int from = -1;
    while (from + 1 < result.interfaces().size() && result.interfaces().get(from + 1) <= lambda) {
      from++;
    }
    if (from < 0 || !(lambda <= transition.b())) {
      throw new IllegalArgumentException(
          "states are known from the first interface, %s, to B at %s, not at %s"
              .formatted(result.interfaces().getFirst(), transition.b(), lambda));
    }
    var parents = result.states().get(from);
    var flip = transition;
    try (var workers = new Workers(system, seed, execution)) {
      return workers
          .run(
              "to order parameter " + (float) lambda,
              result.interfaces().size() + 1,
              repeats * trials,
              (trial, preview) -> {
                var parent = Start.among(parents, preview);
                return (replica, random) -> flip.shoot(replica, parent, lambda, random);
              })
          .stream()
          .flatMap(List::stream)
          .toList();
    }
  }

  /// The committor of states at the first crossing of any λ beyond the first interface, with random
  /// numbers that the sampling has not used.
  ///
  /// @param states drawn from those that get there, all of them if these are fewer
  /// @param shots trajectories from each
  /// @param result of this sampling
  /// @throws IllegalArgumentException if λ does not lie between the first interface and B
  public Committor.Sample committor(
      double lambda,
      int states,
      int shots,
      Result result,
      Supplier<? extends Replica> system,
      Execution execution) {
    var there = new ArrayList<>(statesAt(lambda, result, system, execution));
    long own = CounterRandom.word(seed, result.interfaces().size() + 2);
    Collections.shuffle(there, new CounterRandom(own, 0));
    return new Committor(transition, shots, own)
        .of(there.subList(0, Math.min(states, there.size())), system, execution);
  }

  private List<Double> place(Workers workers) {
    return switch (interfaces) {
      case Interfaces.Given given -> given.lambda();
      case Interfaces.Scouted scouted -> new Scouts(transition, scouted, workers).place();
    };
  }

  /// From A until A is entered again after the last crossing: whole cycles, so that crossings over
  /// time is Φ.
  private static FluxSamples.Basin basin(
      Transition transition, double first, int crossings, Replica replica, RandomGenerator random) {
    transition.prepareInA(replica, random);
    var states = new ArrayList<byte[]>();
    long looks = 0;
    boolean beyond = false; // since the last stay in A
    while (beyond || states.size() < crossings) {
      double lambda = transition.observe(replica, random);
      looks++;
      if (!beyond && lambda >= first) {
        states.add(replica.save());
        beyond = true;
      }
      if (lambda >= transition.b()) {
        transition.prepare(replica, random);
        lambda = transition.lambda(replica);
        beyond = lambda >= first;
        if (beyond) {
          states.add(replica.save());
        }
      }
      if (lambda <= transition.a()) {
        beyond = false;
      }
    }
    return new FluxSamples.Basin(looks * transition.interval(), states);
  }

  private String describe() {
    return "forward flux, %s, %s, %s repeats, %s crossings, %s trials, seed %s"
        .formatted(transition.describe(), interfaces, repeats, crossings, trials, seed);
  }
}
