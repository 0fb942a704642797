package onsagerflow.estimate.vector;

import java.util.Arrays;
import java.util.List;
import onsagerflow.estimate.data.Loop;
import onsagerflow.estimate.data.VectorObservation;
import onsagerflow.estimate.equations.OuterProducts;
import onsagerflow.estimate.equations.Solution;
import onsagerflow.estimate.equations.Sums;
import onsagerflow.field.Grid;
import onsagerflow.field.Symmetry;
import onsagerflow.meso.vector.Langevin;

/// Where a fit begins: linear least squares of the rate of m,
///
///     Δm/Δt = Σ_o (b_o M_o − c_o m × M_o) + b h − c m × h − Σ_k α_k(ξ) m̂,   M_o = Σ_r m(x − r)
///
/// at the middle of a pair, with K as one number. b = K J and c = γ J give γ/K; what is left over
/// scatters by 2TK/(vΔt) in each component and gives K. With generator channels G/T stands for K,
/// and J is what its part says.
final class LinearStart implements Loop.Visitor<VectorObservation, LinearStart.Group> {

  /// Sums of the equations, the last row and column those of the rate itself.
  static final class Group {
    final Sums sums;

    /// Over all cells: of the lags of pairs; of tr G/3T of generator channels.
    double lags;

    long cells;

    Group(int size) {
      this.sums = new Sums(size);
    }

    void add(Group other) {
      sums.add(other.sums);
      lags += other.lags;
      cells += other.cells;
    }
  }

  private static final double RIDGE = 1e-9;

  private final VectorBasis basis;
  private final List<Symmetry.Orbit> orbits;
  private final double temperature;
  private final int cellVolume;
  private final Grid grid;
  private final OrbitSums orbitSums;

  private LinearStart(VectorBranch branch, List<Symmetry.Orbit> orbits, Grid grid) {
    this.basis = branch.basis;
    this.orbits = orbits;
    this.temperature = branch.temperature;
    this.cellVolume = branch.cellVolume;
    this.grid = grid;
    this.orbitSums = new OrbitSums(grid, orbits);
  }

  /// Unknowns b, c of the orbits and of h, and α.
  private static int size(VectorBasis basis, int orbits) {
    return 2 * orbits + 2 + basis.slopes() + 1;
  }

  /// Lets a fit begin here.
  static void of(VectorFit fit) {
    int n = fit.orbits().size();
    var kernel = new double[n];
    double weight = 0;
    for (var branch : fit.branches()) {
      int size = size(branch.basis, n);
      var all =
          Loop.over(branch.observations)
              .total(
                  () -> new Group(size),
                  Group::add,
                  grid -> new LinearStart(branch, fit.orbits(), grid));
      double[] j = start(branch, all, n, fit.coupled());
      double share = all.cells;
      for (int o = 0; o < n; o++) {
        kernel[o] = (weight * kernel[o] + share * j[o]) / (weight + share);
      }
      weight += share;
    }
    fit.setKernel(kernel);
  }

  /// Sets s′, γ and K of a branch and gives its J.
  private static double[] start(VectorBranch branch, Group all, int n, boolean pairs) {
    int size = all.sums.size;
    int unknowns = size - 1;
    double[][] whole = Solution.block(all.sums, 0, size);
    var normal = new double[unknowns][unknowns];
    var right = new double[unknowns];
    for (int i = 0; i < unknowns; i++) {
      System.arraycopy(whole[i], 0, normal[i], 0, unknowns);
      right[i] = whole[i][unknowns];
    }
    var scale = new double[unknowns];
    for (int i = 0; i < unknowns; i++) {
      scale[i] = normal[i][i] > 0 ? 1 / Math.sqrt(normal[i][i]) : 0;
    }
    for (int i = 0; i < unknowns; i++) {
      for (int k = 0; k < unknowns; k++) {
        normal[i][k] *= scale[i] * scale[k];
      }
      normal[i][i] += scale[i] > 0 ? RIDGE : 1;
      right[i] *= scale[i];
    }
    double[] x = Solution.factor(normal).solve(right);
    double explained = 0;
    for (int i = 0; i < unknowns; i++) {
      explained += x[i] * right[i];
      x[i] *= scale[i];
    }
    double rest = Math.max(whole[unknowns][unknowns] - explained, 0) / (3.0 * all.cells);
    // K and γ along the main axis of (b, c), both being J times one number.
    double bb = 0;
    double bc = 0;
    double cc = 0;
    for (int o = 0; o <= n; o++) {
      double weigh = whole[o][o];
      double c = x[n + 1 + o];
      bb += weigh * x[o] * x[o];
      bc += weigh * x[o] * c;
      cc += weigh * c * c;
    }
    double ratio = bc == 0 ? 0 : (cc - bb + Math.hypot(cc - bb, 2 * bc)) / (2 * bc);
    double k =
        pairs
            ? Math.max(
                branch.cellVolume * (all.lags / all.cells) * rest / (2 * branch.temperature),
                Double.MIN_NORMAL)
            : 1;
    var kernel = new double[n];
    for (int o = 0; o < n; o++) {
      kernel[o] = (x[o] + ratio * x[n + 1 + o]) / (1 + ratio * ratio) / k;
    }
    double mobility = pairs ? k : all.lags / all.cells;
    var slope = new double[branch.basis.slopes()];
    for (int i = 0; i < slope.length; i++) {
      double xi = branch.basis.slope().knot(i + 1);
      slope[i] = x[2 * n + 2 + i] / (mobility * 3 * Langevin.of(xi) / xi);
    }
    branch.start(mobility, ratio * k, slope);
    return kernel;
  }

  @Override
  public void add(int number, VectorObservation observation, Group group) {
    int cells = grid.size();
    int n = orbits.size();
    double[] middle = middle(observation);
    double[] h = observation.h().values();
    var products = new OuterProducts(group.sums.matrix, group.sums.size, 0, group.sums.size);
    orbitSums.of(middle);
    var m = new double[3];
    var neighbours = new double[3];
    var torque = new double[3];
    var rows = new double[3][];
    var k = new double[9];
    var local = new double[3];
    for (int x = 0; x < cells; x++) {
      get(middle, x, m);
      if (!Cells.isUsed(m, cellVolume)) {
        continue;
      }
      mobility(observation, x, k);
      for (int c = 0; c < 3; c++) {
        rows[c] = new double[group.sums.size];
      }
      for (int o = 0; o <= n; o++) {
        if (o < n) {
          orbitSums.at(o, x, neighbours);
        } else {
          get(h, x, neighbours);
        }
        Vectors.cross(m, neighbours, torque);
        Vectors.apply(k, neighbours, local);
        for (int c = 0; c < 3; c++) {
          rows[c][o] = local[c];
          rows[c][n + 1 + o] = -torque[c];
        }
      }
      addSlope(m, rows, 2 * n + 2);
      rate(observation, x, local);
      for (int c = 0; c < 3; c++) {
        rows[c][group.sums.size - 1] = local[c];
        System.arraycopy(rows[c], 0, products.row(), 0, group.sums.size);
      }
      group.cells++;
      group.lags +=
          observation instanceof VectorObservation.Increment pair
              ? pair.lag()
              : Vectors.trace(k) / 3;
    }
    products.flush();
  }

  private double[] middle(VectorObservation observation) {
    double[] m = observation.m().values();
    if (!(observation instanceof VectorObservation.Increment pair)) {
      return m;
    }
    var middle = m.clone();
    Arrays.setAll(middle, i -> 0.5 * (m[i] + pair.after().values()[i]));
    return middle;
  }

  private void mobility(VectorObservation observation, int x, double[] k) {
    Arrays.fill(k, 0);
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
    } else {
      k[0] = 1;
      k[4] = 1;
      k[8] = 1;
    }
  }

  private void addSlope(double[] m, double[][] rows, int at) {
    double length = Math.sqrt(Vectors.dot(m, m));
    double xi = Xi.of(Math.min(length, 1 - 1e-5));
    int segment = basis.slope().segment(xi);
    double w = basis.slope().weight(segment, xi);
    for (int c = 0; c < 3; c++) {
      double unit = length > 0 ? m[c] / length : 0;
      if (segment > 0) {
        rows[c][at + segment - 1] = -(1 - w) * unit;
      }
      rows[c][at + segment] = -w * unit;
    }
  }

  private void rate(VectorObservation observation, int x, double[] rate) {
    int cells = grid.size();
    for (int c = 0; c < 3; c++) {
      int i = x + c * cells;
      rate[c] =
          switch (observation) {
            case VectorObservation.Instant instant -> instant.generator().drift().values()[i];
            case VectorObservation.Increment pair ->
                (pair.after().values()[i] - pair.m().values()[i]) / pair.lag();
          };
    }
  }

  private void get(double[] field, int x, double[] to) {
    int cells = grid.size();
    to[0] = field[x];
    to[1] = field[x + cells];
    to[2] = field[x + 2 * cells];
  }
}
