package onsagerflow.micro;

import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;

/// The 3 × 3 lattice with all of its 512 states, small enough for exact probabilities.
///
/// Bit i of a state is set where spin i is up.
final class SmallLattice {

  static final Grid GRID = Grid.square(3);
  static final int SITES = 9;
  static final int STATES = 1 << SITES;

  private final Kernel kernel;
  private final Frame.Conditions conditions;

  SmallLattice(Kernel kernel, Frame.Conditions conditions) {
    this.kernel = kernel;
    this.conditions = conditions;
  }

  double beta() {
    return conditions.beta();
  }

  static int spin(int state, int site) {
    return (state >> site & 1) == 1 ? 1 : -1;
  }

  static byte[] spins(int state) {
    var spins = new byte[SITES];
    for (int site = 0; site < SITES; site++) {
      spins[site] = (byte) spin(state, site);
    }
    return spins;
  }

  static int state(byte[] spins) {
    int state = 0;
    for (int site = 0; site < SITES; site++) {
      state |= spins[site] > 0 ? 1 << site : 0;
    }
    return state;
  }

  static double mean(int state) {
    return (2.0 * Integer.bitCount(state) - SITES) / SITES;
  }

  /// J_ij.
  double coupling(int i, int j) {
    double sum = 0;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        sum += GRID.index(i / 3 + dy, i % 3 + dx) == j ? kernel.get(dy, dx) : 0;
      }
    }
    return sum;
  }

  /// h_i of every site, for spins or any other values.
  double[] convolved(float[] values) {
    var sums = new double[SITES];
    for (int i = 0; i < SITES; i++) {
      for (int j = 0; j < SITES; j++) {
        sums[i] += coupling(i, j) * values[j];
      }
    }
    return sums;
  }

  double field(int state, int site) {
    double sum = conditions.field();
    for (int j = 0; j < SITES; j++) {
      sum += coupling(site, j) * spin(state, j);
    }
    return sum;
  }

  /// H = −½ Σ_ij J_ij σ_i σ_j − h Σ_i σ_i.
  double energy(int state) {
    double energy = 0;
    for (int i = 0; i < SITES; i++) {
      energy -= conditions.field() * spin(state, i);
      for (int j = 0; j < SITES; j++) {
        energy -= 0.5 * coupling(i, j) * spin(state, i) * spin(state, j);
      }
    }
    return energy;
  }

  /// exp(−βH)/Z.
  double[] boltzmann() {
    var weight = new double[STATES];
    double sum = 0;
    for (int state = 0; state < STATES; state++) {
      weight[state] = Math.exp(-beta() * energy(state));
      sum += weight[state];
    }
    for (int state = 0; state < STATES; state++) {
      weight[state] /= sum;
    }
    return weight;
  }

  /// Independent spins of a given mean.
  static double[] independent(double mean) {
    var p = new double[STATES];
    for (int state = 0; state < STATES; state++) {
      int up = Integer.bitCount(state);
      p[state] = Math.pow((1 + mean) / 2, up) * Math.pow((1 - mean) / 2, SITES - up);
    }
    return p;
  }

  /// The flip rate w_i = ½(1 − σ_i tanh βh_i).
  double flipRate(int state, int site) {
    return 0.5 * (1 - spin(state, site) * Math.tanh(beta() * field(state, site)));
  }

  /// The distribution a time t later, by uniformisation of the master equation: exact to 1e−15.
  double[] evolve(double[] initial, double t) {
    double rate = SITES; // no state is left faster than this
    var term = initial.clone();
    var result = new double[STATES];
    double poisson = Math.exp(-rate * t);
    for (int n = 0; n < 20 + 5 * rate * t; n++) {
      for (int state = 0; state < STATES; state++) {
        result[state] += poisson * term[state];
      }
      poisson *= rate * t / (n + 1);
      term = jump(term, rate);
    }
    return result;
  }

  private double[] jump(double[] p, double rate) {
    var next = p.clone();
    for (int state = 0; state < STATES; state++) {
      for (int site = 0; site < SITES; site++) {
        double moved = p[state] * flipRate(state, site) / rate;
        next[state] -= moved;
        next[state ^ 1 << site] += moved;
      }
    }
    return next;
  }
}
