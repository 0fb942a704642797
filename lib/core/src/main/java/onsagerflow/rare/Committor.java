package onsagerflow.rare;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.RunningMean;

/// The committor p_B of states, the probability that each reaches B before A, by shooting.
///
/// It tests an order parameter. The mean p_B of states at their first crossing of an interface is,
/// without any assumption, the product of the conditional probabilities from there on. If λ alone
/// decides what comes next, all of them have that p_B, and estimates scatter as coin throws do;
/// what they scatter beyond that, λ leaves out. Source: Bolhuis, Chandler, Dellago and Geissler,
/// Annu. Rev. Phys. Chem. 53, 291 (2002).
///
/// @param transition A, B and λ
/// @param shots trajectories from each state
/// @param seed of the random numbers
public record Committor(Transition transition, int shots, long seed) {

  public Committor {
    if (shots < 2) {
      throw new IllegalArgumentException("a committor needs two shots or more, got " + shots);
    }
  }

  /// Estimates of p_B.
  ///
  /// @param values one per state
  /// @param shots trajectories behind each
  public record Sample(List<Double> values, int shots) {

    /// The mean p_B of the states.
    public Mean mean() {
      var mean = new RunningMean();
      values.forEach(mean::add);
      return mean.mean();
    }

    /// The standard deviation of p_B itself between the states, without the scatter of the shots; 0
    /// where that explains it all.
    public double spread() {
      double mean = 0;
      double chance = 0;
      for (double p : values) {
        mean += p / values.size();
        chance += p * (1 - p) / (shots - 1) / values.size();
      }
      double variance = 0;
      for (double p : values) {
        variance += (p - mean) * (p - mean) / (values.size() - 1);
      }
      return Math.sqrt(Math.max(0, variance - chance));
    }

    /// How many estimates fall into each of `bins` equal parts of [0, 1].
    public List<Integer> histogram(int bins) {
      if (bins < 1) {
        throw new IllegalArgumentException("a histogram needs a bin, got " + bins);
      }
      var counts = new Integer[bins];
      Arrays.fill(counts, 0);
      for (double p : values) {
        counts[Math.min((int) (p * bins), bins - 1)]++;
      }
      return List.of(counts);
    }

    /// The share of the estimates in each of `bins` equal parts of [0, 1], with its binomial error.
    public List<Mean> shares(int bins) {
      int n = values.size();
      return histogram(bins).stream()
          .map(count -> (double) count / n)
          .map(share -> new Mean(share, Math.sqrt(share * (1 - share) / n), n))
          .toList();
    }
  }

  /// Shoots from each state.
  ///
  /// @param states of the system, as [Replica#save] and [ForwardFlux] give them
  /// @throws IllegalArgumentException if there are none
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  public Sample of(List<byte[]> states, Supplier<? extends Replica> system, Execution execution) {
    if (states.isEmpty()) {
      throw new IllegalArgumentException("a committor needs a state, got none");
    }
    var flip = transition; // what a trial needs, without the rest of this
    int of = shots;
    try (var workers = new Workers(system, seed, execution)) {
      var values =
          workers.run(
              "committor",
              0,
              states.size(),
              (number, preview) -> {
                byte[] state = states.get(number);
                return (replica, random) -> share(flip, state, of, replica, random);
              });
      return new Sample(values, shots);
    }
  }

  /// The share of shots from a state that reach B.
  private static double share(
      Transition flip, byte[] state, int shots, Replica replica, RandomGenerator random) {
    double arrived = 0;
    for (int shot = 0; shot < shots; shot++) {
      replica.restore(state);
      if (flip.run(replica, flip.b(), random) >= flip.b()) {
        arrived++;
      }
    }
    return arrived / shots;
  }
}
