package onsagerflow.micro;

import java.util.Arrays;
import java.util.function.IntPredicate;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;

/// A lattice of at most 16 spins with all of its states: small enough for exact probabilities.
///
/// Bit i of a state is set where spin i is up.
public final class SmallLattice {

  private final Grid grid;
  private final Kernel kernel;
  private final Frame.Conditions conditions;
  private final int sites;
  private final int states;

  /// h_i of every state, at `state·sites + i`.
  private final double[] field;

  /// The heat bath (1 + tanh βh_i)/2 of every state.
  private final double[] up;

  public SmallLattice(Grid grid, Kernel kernel, Frame.Conditions conditions) {
    this.grid = grid;
    this.kernel = kernel;
    this.conditions = conditions;
    this.sites = grid.size();
    this.states = 1 << sites;
    this.field = new double[states * sites];
    this.up = new double[states * sites];
    double[][] coupling = couplings();
    for (int state = 0; state < states; state++) {
      for (int site = 0; site < sites; site++) {
        double sum = conditions.field().on(grid).at(site, 0);
        for (int j = 0; j < sites; j++) {
          sum += coupling[site][j] * spin(state, j);
        }
        field[state * sites + site] = sum;
        up[state * sites + site] = (1 + Math.tanh(beta() * sum)) / 2;
      }
    }
  }

  /// J_ij.
  private double[][] couplings() {
    var coupling = new double[sites][sites];
    int r = kernel.radius();
    for (int i = 0; i < sites; i++) {
      for (int dy = -r; dy <= r; dy++) {
        for (int dx = -r; dx <= r; dx++) {
          coupling[i][grid.index(i / grid.nx() + dy, i % grid.nx() + dx)] += kernel.get(dy, dx);
        }
      }
    }
    return coupling;
  }

  public int sites() {
    return sites;
  }

  public int states() {
    return states;
  }

  public double beta() {
    return conditions.beta();
  }

  public static int spin(int state, int site) {
    return (state >> site & 1) == 1 ? 1 : -1;
  }

  byte[] spins(int state) {
    var spins = new byte[sites];
    for (int site = 0; site < sites; site++) {
      spins[site] = (byte) spin(state, site);
    }
    return spins;
  }

  public static int state(byte[] spins) {
    int state = 0;
    for (int site = 0; site < spins.length; site++) {
      state |= spins[site] > 0 ? 1 << site : 0;
    }
    return state;
  }

  double mean(int state) {
    return (2.0 * Integer.bitCount(state) - sites) / sites;
  }

  public double field(int state, int site) {
    return field[state * sites + site];
  }

  /// H = −½ Σ_ij J_ij σ_i σ_j − h Σ_i σ_i.
  public double energy(int state) {
    double energy = 0;
    for (int i = 0; i < sites; i++) {
      energy -= 0.5 * (field(state, i) + conditions.field().on(grid).at(i, 0)) * spin(state, i);
    }
    return energy;
  }

  /// exp(−βH)/Z.
  double[] boltzmann() {
    var weight = new double[states];
    for (int state = 0; state < states; state++) {
      weight[state] = Math.exp(-beta() * energy(state));
    }
    double sum = Arrays.stream(weight).sum();
    return Arrays.stream(weight).map(w -> w / sum).toArray();
  }

  /// One state for certain.
  double[] certain(int state) {
    var p = new double[states];
    p[state] = 1;
    return p;
  }

  /// Independent spins of a given mean.
  public double[] independent(double mean) {
    var p = new double[states];
    for (int state = 0; state < states; state++) {
      int spinsUp = Integer.bitCount(state);
      p[state] = Math.pow((1 + mean) / 2, spinsUp) * Math.pow((1 - mean) / 2, sites - spinsUp);
    }
    return p;
  }

  /// The distribution a time t later, by uniformisation of the master equation: exact to 1e−15.
  public double[] evolve(double[] initial, double t) {
    double rate = sites; // no state is left faster than this
    var term = initial.clone();
    var result = new double[states];
    double poisson = Math.exp(-rate * t);
    for (int n = 0; n < 20 + 5 * rate * t; n++) {
      for (int state = 0; state < states; state++) {
        result[state] += poisson * term[state];
      }
      poisson *= rate * t / (n + 1);
      term = jump(term, rate);
    }
    return result;
  }

  private double[] jump(double[] p, double rate) {
    var next = p.clone();
    for (int state = 0; state < states; state++) {
      for (int site = 0; site < sites; site++) {
        double u = up[state * sites + site];
        double moved = p[state] * (spin(state, site) > 0 ? 1 - u : u) / rate;
        next[state] -= moved;
        next[state ^ 1 << site] += moved;
      }
    }
    return next;
  }

  /// The distribution after the chosen sites, one after the other, were refreshed with a given
  /// probability.
  double[] refresh(double[] initial, IntPredicate chosen, double probability) {
    var p = initial.clone();
    for (int site = 0; site < sites; site++) {
      if (!chosen.test(site)) {
        continue;
      }
      for (int state = 0; state < states; state++) {
        if (spin(state, site) < 0) { // its own field is the same in both states
          int other = state | 1 << site;
          double both = p[state] + p[other];
          double u = up[state * sites + site];
          p[other] += probability * (u * both - p[other]);
          p[state] += probability * ((1 - u) * both - p[state]);
        }
      }
    }
    return p;
  }
}
