package onsagerflow.estimate.vector;

import java.util.Arrays;
import java.util.List;
import onsagerflow.estimate.data.Loop;
import onsagerflow.estimate.data.VectorObservation;
import onsagerflow.estimate.data.VectorObservations;
import onsagerflow.estimate.equations.OuterProducts;
import onsagerflow.estimate.equations.Sums;
import onsagerflow.field.Grid;
import onsagerflow.field.Symmetry;

/// Sums over cells for the linear regression of the rate of m,
///
///     Δm/Δt = Σ_o (b_o k M_o − c_o m × M_o) + b k h − c m × h − Σ_i α_i(ξ) k m̂
///
/// with M_o of [CouplingSums] and
/// k = 2w m̂m̂ᵀ + (1 − w)(1 − m̂m̂ᵀ), K of Kac–Heisenberg spins but for a factor. Each row is
/// divided by the square root of k and by that of 1/Δt, so that all scatter alike.
///
/// The right side is taken in the middle of a pair, which holds half of the noise of the pair;
/// instruments, the same at the start of the pair, do not. With generator channels G/T stands for k,
/// and both are those of the instant.
final class LinearRates implements Loop.Visitor<VectorObservation, LinearRates.Group> {

  /// Products that are summed, about: of more observations some.
  private static final double WORK = 4e9;

  /// Products of a row of the instruments (first), of the right side, and of the rate (last).
  static final class Group {
    final Sums sums;
    long cells;

    /// Over the cells, of tr G/T with generator channels.
    double mobility;

    Group(int size) {
      this.sums = new Sums(size);
    }

    void add(Group other) {
      sums.add(other.sums);
      cells += other.cells;
      mobility += other.mobility;
    }
  }

  private final VectorBasis basis;
  private final double temperature;
  private final Cells used;
  private final Grid grid;
  private final CouplingSums couplings;
  private final int coupled;
  private final int columns;
  private double length;

  /// |m|/ξ.
  private double w;

  private final double[] m = new double[3];
  private final double[] unit = new double[3];
  private final double[] k = new double[9];
  private final double[] neighbours = new double[3];
  private final double[] torque = new double[3];
  private final double[] response = new double[3];

  private LinearRates(VectorBranch branch, int shapes, List<Symmetry.Orbit> orbits, Grid grid) {
    this.basis = branch.basis;
    this.temperature = branch.temperature;
    this.used = new Cells(grid, branch.basis.largest());
    this.grid = grid;
    this.couplings = new CouplingSums(grid, shapes, orbits);
    this.coupled = shapes + orbits.size();
    this.columns = columns(branch, coupled);
  }

  /// Those of the right side: b of the couplings and of h, c of them, α at the knots.
  private static int columns(VectorBranch branch, int couplings) {
    return 2 * couplings + 2 + branch.basis.slopes();
  }

  /// The sums of one temperature.
  ///
  /// @param shapes of A that are unknown
  static Group of(VectorBranch branch, int shapes, List<Symmetry.Orbit> orbits) {
    int size = 2 * columns(branch, shapes + orbits.size()) + 1;
    return Loop.over(few(branch.observations, size))
        .total(
            () -> new Group(size),
            Group::add,
            grid -> new LinearRates(branch, shapes, orbits, grid));
  }

  private static VectorObservations few(VectorObservations all, int size) {
    double each = 1.5 * size * size * all.origin().grid().size();
    return all.spread((int) Math.clamp(WORK / each, Math.min(4, all.size()), all.size()));
  }

  @Override
  public void add(int number, VectorObservation observation, Group group) {
    int size = group.sums.size;
    var products = new OuterProducts(group.sums.matrix, size, 0, size);
    double[] start = observation.m().values();
    double[] h = observation.h().values();
    var pair = observation instanceof VectorObservation.Increment increment ? increment : null;
    double[] middle = pair == null ? start : middle(start, pair.after().values());
    double[] hMiddle = pair == null ? h : middle(h, pair.hAfter().values());
    double lag = pair == null ? 1 : pair.lag();
    var rows = new double[3][size];
    for (int x = 0; x < grid.size(); x++) {
      get(start, x, m);
      if (!used.isUsed(x, m)) {
        continue;
      }
      for (double[] row : rows) {
        Arrays.fill(row, 0);
      }
      goTo(observation, x);
      fill(start, h, x, 0, rows);
      rate(observation, x, rows);
      double along = pair == null ? 1 : Math.sqrt(lag / ratioAlong());
      double across = pair == null ? 1 : Math.sqrt(lag / ratioAcross());
      if (pair == null) {
        group.mobility += Vectors.trace(k);
        for (double[] row : rows) {
          System.arraycopy(row, 0, row, columns, columns);
        }
      } else {
        double[] axis = unit.clone();
        get(middle, x, m);
        goTo(observation, x);
        fill(middle, hMiddle, x, columns, rows);
        divide(axis, along, across, rows);
      }
      for (double[] row : rows) {
        System.arraycopy(row, 0, products.row(), 0, size);
      }
      group.cells++;
    }
    products.flush();
  }

  private double[] middle(double[] from, double[] to) {
    var middle = new double[from.length];
    Arrays.setAll(middle, i -> 0.5 * (from[i] + to[i]));
    return middle;
  }

  private double ratioAlong() {
    return 2 * w;
  }

  private double ratioAcross() {
    return 1 - w;
  }

  /// m̂, w and k at m.
  private void goTo(VectorObservation observation, int x) {
    length = Math.min(Math.sqrt(Vectors.dot(m, m)), 1 - 1e-5);
    w = length > 1e-6 ? length / Xi.of(length) : 1.0 / 3;
    for (int c = 0; c < 3; c++) {
      unit[c] = length > 0 ? m[c] / length : 0;
    }
    if (observation instanceof VectorObservation.Instant instant) {
      var g = instant.generator().noise();
      for (int i = 0; i < 3; i++) {
        k[4 * i] = g.get(i, x) / temperature;
      }
      k[1] = g.get(3, x) / temperature;
      k[2] = g.get(4, x) / temperature;
      k[5] = g.get(5, x) / temperature;
      k[3] = k[1];
      k[6] = k[2];
      k[7] = k[5];
      return;
    }
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        k[3 * i + j] = (ratioAlong() - ratioAcross()) * unit[i] * unit[j];
      }
      k[4 * i] += ratioAcross();
    }
  }

  /// Writes the right side at m.
  private void fill(double[] field, double[] h, int x, int at, double[][] rows) {
    int n = coupled;
    couplings.of(field);
    for (int o = 0; o <= n; o++) {
      if (o < n) {
        couplings.at(o, x, neighbours);
      } else {
        get(h, x, neighbours);
      }
      Vectors.cross(m, neighbours, torque);
      Vectors.apply(k, neighbours, response);
      for (int c = 0; c < 3; c++) {
        rows[c][at + o] = response[c];
        rows[c][at + n + 1 + o] = -torque[c];
      }
    }
    double xi = Xi.of(length);
    int segment = basis.slope().segment(xi);
    double share = basis.slope().weight(segment, xi);
    Vectors.apply(k, unit, response);
    for (int c = 0; c < 3; c++) {
      int knot = at + 2 * n + 2 + segment;
      if (segment > 0) {
        rows[c][knot - 1] = -(1 - share) * response[c];
      }
      rows[c][knot] = -share * response[c];
    }
  }

  private void rate(VectorObservation observation, int x, double[][] rows) {
    int cells = grid.size();
    for (int c = 0; c < 3; c++) {
      int i = x + c * cells;
      rows[c][2 * columns] =
          switch (observation) {
            case VectorObservation.Instant instant -> instant.generator().drift().values()[i];
            case VectorObservation.Increment pair ->
                (pair.after().values()[i] - pair.m().values()[i]) / pair.lag();
          };
    }
  }

  /// Multiplies three rows, as a vector, along an axis and across it.
  private static void divide(double[] axis, double along, double across, double[][] rows) {
    for (int i = 0; i < rows[0].length; i++) {
      double part = 0;
      for (int c = 0; c < 3; c++) {
        part += axis[c] * rows[c][i];
      }
      for (int c = 0; c < 3; c++) {
        rows[c][i] = across * rows[c][i] + (along - across) * part * axis[c];
      }
    }
  }

  private void get(double[] field, int x, double[] to) {
    int cells = grid.size();
    to[0] = field[x];
    to[1] = field[x + cells];
    to[2] = field[x + 2 * cells];
  }
}
