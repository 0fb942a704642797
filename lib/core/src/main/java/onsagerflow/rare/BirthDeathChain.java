package onsagerflow.rare;

import java.util.Arrays;
import onsagerflow.meso.StochasticEquation;

/// A block of n spins of which only the number k up matters: k → k ± 1 at rates up(k) and down(k),
/// solved exactly.
///
/// All sums are of positive terms, so that times and committors keep their full precision however
/// high the barrier. Sources: van Kampen, Stochastic Processes in Physics and Chemistry (2007), ch.
/// XII; quasi-stationary states: Collet, Martínez and San Martín, Quasi-Stationary Distributions
/// (2013), ch. 5.
public final class BirthDeathChain {

  /// Uniformisation takes steps in which this many jumps are expected, so that e^−jumps is a
  /// number.
  private static final double JUMPS_PER_STEP = 100;

  private final double[] up;
  private final double[] down;

  /// @param up rates of k → k + 1 for k = 0 … n, per unit of time; 0 at n
  /// @param down rates of k → k − 1; 0 at 0
  /// @throws IllegalArgumentException if a rate is negative or not finite, or leads out of 0 … n
  public BirthDeathChain(double[] up, double[] down) {
    int n = up.length - 1;
    if (n < 1 || down.length != up.length) {
      throw new IllegalArgumentException(
          "a chain needs two states or more and both rates of each, got "
              + up.length
              + " and "
              + down.length
              + " rates");
    }
    for (int k = 0; k <= n; k++) {
      if (!(Math.min(up[k], down[k]) >= 0) || !Double.isFinite(up[k] + down[k])) {
        throw new IllegalArgumentException(
            "rates must be finite and not negative, got "
                + up[k]
                + ", "
                + down[k]
                + " at k = "
                + k);
      }
    }
    if (up[n] != 0 || down[0] != 0) {
      throw new IllegalArgumentException(
          "rates lead out of the chain: up " + up[n] + " at its end, down " + down[0] + " at 0");
    }
    this.up = up.clone();
    this.down = down.clone();
  }

  /// Heat-bath Ising spins that all act on each other alike, and not on themselves.
  ///
  /// A spin is refreshed at rate 1 in the field `h_i = J (2k − n − σ_i) + h` of the others.
  ///
  /// @param n number of spins
  /// @param coupling J between two spins: 1/n, or 1/(n − 1) for a total strength of exactly 1
  /// @param beta β, inverse temperature
  /// @param field h
  public static BirthDeathChain curieWeiss(int n, double coupling, double beta, double field) {
    var up = new double[n + 1];
    var down = new double[n + 1];
    for (int k = 0; k <= n; k++) {
      up[k] = (n - k) / (1 + Math.exp(-2 * beta * (coupling * (2 * k - n + 1) + field)));
      down[k] = k / (1 + Math.exp(2 * beta * (coupling * (2 * k - n - 1) + field)));
    }
    return new BirthDeathChain(up, down);
  }

  /// The jump process with the drift a and the noise D of an equation of one cell of v spins: rates
  /// `(v/4)(vD/2 ± a)`, each jump moving m by ±2/v.
  ///
  /// @throws IllegalArgumentException if the equation has more than one cell, or a drift too strong
  ///   for its noise, so that a rate is negative
  public static BirthDeathChain of(StochasticEquation oneCell) {
    OneCell.require(oneCell);
    int v = oneCell.cellVolume();
    var rate = new double[2][v + 1];
    var drift = new double[1];
    var noise = new double[1];
    for (int k = 0; k <= v; k++) {
      oneCell.evaluate(new double[] {2.0 * k / v - 1}, drift, noise);
      double activity = v * noise[0] / 2;
      rate[0][k] = k == v ? 0 : v * (activity + drift[0]) / 4;
      rate[1][k] = k == 0 ? 0 : v * (activity - drift[0]) / 4;
    }
    return new BirthDeathChain(rate[0], rate[1]);
  }

  /// n, the number of spins.
  public int spins() {
    return up.length - 1;
  }

  /// The rate of k → k + 1.
  public double up(int k) {
    return up[k];
  }

  /// The rate of k → k − 1.
  public double down(int k) {
    return down[k];
  }

  /// The magnetisation 2k/n − 1.
  public double magnetisation(int k) {
    return 2.0 * k / spins() - 1;
  }

  /// The number of spins up at a magnetisation.
  public int state(double magnetisation) {
    return Math.clamp(Math.round(spins() * (1 + magnetisation) / 2), 0, spins());
  }

  /// The mean time until `to` is first reached.
  public double meanPassageTime(int from, int to) {
    requireState(from);
    requireState(to);
    if (from > to) { // seen from the other end
      return mirrored().meanPassageTime(spins() - from, spins() - to);
    }
    double time = 0;
    double step = 0; // mean time from k to k + 1
    for (int k = 0; k < to; k++) {
      step = (1 + down[k] * step) / up[k];
      if (k >= from) {
        time += step;
      }
    }
    return time;
  }

  /// The probability of reaching b before a, for each state: 0 up to a, 1 from b on.
  public double[] committor(int a, int b) {
    requireState(a);
    requireState(b);
    if (a >= b) {
      throw new IllegalArgumentException("a must lie below b, got " + a + " and " + b);
    }
    // q(k + 1) − q(k) = (down/up)(q(k) − q(k − 1)), in units of the greatest difference
    var logarithm = new double[b];
    for (int k = a + 1; k < b; k++) {
      logarithm[k] = logarithm[k - 1] + Math.log(down[k] / up[k]);
    }
    double greatest = Arrays.stream(logarithm, a, b).max().orElse(0);
    var q = new double[up.length];
    for (int k = a; k < b; k++) {
      q[k + 1] = q[k] + Math.exp(logarithm[k] - greatest);
    }
    for (int k = a + 1; k < b; k++) {
      q[k] /= q[b];
    }
    Arrays.fill(q, b, q.length, 1);
    return q;
  }

  /// The probabilities that the chain settles in as long as it has not reached b: from there it
  /// leaves at an exactly constant rate, [#escapeRate].
  ///
  /// By inverse iteration, which takes a distribution to that of the time spent in each state
  /// before b; its error falls by the ratio of the escape rate to the next rate of relaxation.
  public double[] quasiStationary(int b) {
    requireState(b);
    if (b == 0) {
      throw new IllegalArgumentException("there is no state below 0 to settle in");
    }
    var p = new double[up.length];
    Arrays.fill(p, 0, b, 1.0 / b);
    double rate = 0;
    double before;
    do {
      before = rate;
      var passed = new double[b]; // probability that starts at or below k and has to pass to k + 1
      double sum = 0;
      for (int k = 0; k < b; k++) {
        sum += p[k];
        passed[k] = sum;
      }
      double time = 0;
      double above = 0;
      for (int k = b - 1; k >= 0; k--) {
        above = (passed[k] + down[k + 1] * above) / up[k];
        p[k] = above;
        time += above;
      }
      for (int k = 0; k < b; k++) {
        p[k] /= time;
      }
      rate = sum / time;
    } while (Math.abs(rate - before) > 1e-14 * rate);
    return p;
  }

  /// The rate at which b is reached from the quasi-stationary state below it, per unit of time.
  public double escapeRate(int b) {
    return quasiStationary(b)[b - 1] * up[b - 1];
  }

  /// The same chain, in which b is never left.
  public BirthDeathChain absorbedAt(int b) {
    requireState(b);
    var stay = new BirthDeathChain(up, down);
    stay.up[b] = 0;
    stay.down[b] = 0;
    return stay;
  }

  /// The probabilities of 0 … n spins up a time t later: the master equation by uniformisation, to
  /// rounding. The work is in proportion to t.
  public double[] evolve(double[] initial, double t) {
    if (initial.length != up.length) {
      throw new IllegalArgumentException(
          "a chain of " + up.length + " states got " + initial.length + " probabilities");
    }
    double fastest = 0;
    for (int k = 0; k < up.length; k++) {
      fastest = Math.max(fastest, up[k] + down[k]);
    }
    long steps = Math.max(1, (long) Math.ceil(fastest * t / JUMPS_PER_STEP));
    var p = initial.clone();
    for (long step = 0; step < steps; step++) {
      p = uniformised(p, fastest, fastest * t / steps);
    }
    return p;
  }

  private double[] uniformised(double[] initial, double fastest, double jumps) {
    var term = initial.clone();
    var result = new double[term.length];
    double poisson = Math.exp(-jumps);
    for (int jump = 1; jump < 30 + 4 * jumps; jump++) {
      var next = new double[term.length];
      for (int k = 0; k < term.length; k++) {
        result[k] += poisson * term[k];
        double rise = term[k] * up[k] / fastest;
        double fall = term[k] * down[k] / fastest;
        next[k] += term[k] - rise - fall;
        if (k + 1 < term.length) {
          next[k + 1] += rise;
        }
        if (k > 0) {
          next[k - 1] += fall;
        }
      }
      poisson *= jumps / jump;
      term = next;
    }
    return result;
  }

  private BirthDeathChain mirrored() {
    return new BirthDeathChain(reversed(down), reversed(up));
  }

  private static double[] reversed(double[] values) {
    var mirrored = new double[values.length];
    for (int k = 0; k < values.length; k++) {
      mirrored[k] = values[values.length - 1 - k];
    }
    return mirrored;
  }

  private void requireState(int k) {
    if (k < 0 || k >= up.length) {
      throw new IllegalArgumentException("the chain has the states 0 to " + spins() + ", got " + k);
    }
  }

  /// One line: how many states.
  @Override
  public String toString() {
    return "birth–death chain of " + up.length + " states";
  }
}
