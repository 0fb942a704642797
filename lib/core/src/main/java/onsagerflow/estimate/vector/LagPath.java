package onsagerflow.estimate.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import onsagerflow.field.Grid;
import onsagerflow.field.fourier.Convolution;
import onsagerflow.field.fourier.Correlation;
import onsagerflow.meso.vector.Anisotropy;

/// The mean path of all cells over a lag, that of the noiseless equation (Itô drift included,
/// coupled cells and all) by the classical Runge–Kutta method, and its derivatives by all unknowns:
/// the tangents, forwards, and the gradient of one number, backwards.
///
/// Arrays of vectors lie component after component.
final class LagPath {

  /// Turns and decays of m in one step, at most: then the path is off by less than 10⁻⁴ of its
  /// increment.
  private static final double LARGEST_STEP = 0.5;

  private final VectorEquation equation;
  private final Grid grid;
  private final int cells;
  private final Convolution convolution;
  private final Correlation correlation;
  private final LocalTerms local;

  /// m and φ of four stages of each step.
  private final List<double[]> m = new ArrayList<>();

  private final List<double[]> phi = new ArrayList<>();
  private final List<double[]> drift = new ArrayList<>();

  /// E[m(t + Δt)].
  final double[] end;

  private final List<Stage> stages = new ArrayList<>();
  private double[][] tangents = new double[0][];
  private final double[] phiBar;
  private final double[] stepBar;
  private final double[] stageBar;
  private final double[] work;

  int steps;
  double step;

  LagPath(VectorEquation equation, Grid grid) {
    this.equation = equation;
    this.grid = grid;
    this.cells = grid.size();
    this.convolution = new Convolution(grid, equation.kernel());
    this.correlation =
        grid.isPeriodic()
            ? new Correlation(grid)
            : Correlation.reaching(grid, equation.kernel().radius());
    this.local = new LocalTerms(equation);
    this.end = new double[3 * cells];
    this.phiBar = new double[3 * cells];
    this.stepBar = new double[3 * cells];
    this.stageBar = new double[3 * cells];
    this.work = new double[3 * cells];
  }

  /// m at a node: `2·steps + 1` of them, ends and middles of the steps.
  double[] nodeM(int i) {
    return m.get(stageAt(i));
  }

  double[] nodePhi(int i) {
    return phi.get(stageAt(i));
  }

  private int stageAt(int node) {
    return node == 2 * steps ? 4 * steps - 1 : 2 * node;
  }

  private void place(double lag, double[] h) {
    double strongest = 0;
    for (double x : h) {
      strongest = Math.max(strongest, Math.abs(x));
    }
    double field =
        Math.abs(equation.kernel().total()) + equation.anisotropy().largestField() + strongest;
    double k = Arrays.stream(equation.values().mobility).map(Math::abs).max().orElseThrow();
    double rate =
        Math.abs(equation.values().gamma) * field + k * (field + 3 * equation.temperature());
    steps = Math.clamp((long) Math.ceil(lag * rate / LARGEST_STEP), 1, 50);
    step = lag / steps;
    while (m.size() < 4 * steps) {
      m.add(new double[3 * cells]);
      phi.add(new double[3 * cells]);
      drift.add(new double[3 * cells]);
    }
  }

  /// Follows a field in an external field that changes linearly from start to end.
  void evaluate(double[] start, double[] hStart, double[] hEnd, double lag) {
    place(lag, hStart);
    System.arraycopy(start, 0, end, 0, end.length);
    for (int s = 0; s < steps; s++) {
      double[] k1 = stage(4 * s, end, 0, end, hStart, hEnd, s / (double) steps);
      double[] k2 = stage(4 * s + 1, end, step / 2, k1, hStart, hEnd, (s + 0.5) / steps);
      double[] k3 = stage(4 * s + 2, end, step / 2, k2, hStart, hEnd, (s + 0.5) / steps);
      double[] k4 = stage(4 * s + 3, end, step, k3, hStart, hEnd, (s + 1.0) / steps);
      for (int i = 0; i < end.length; i++) {
        end[i] += step / 6 * (k1[i] + 2 * (k2[i] + k3[i]) + k4[i]);
      }
    }
  }

  /// The field alone, and what acts on it, as the first node.
  void evaluate(double[] start, double[] h) {
    place(0, h);
    stage(0, start, 0, start, h, h, 0);
  }

  private double[] stage(
      int k, double[] from, double dt, double[] along, double[] h0, double[] h1, double share) {
    double[] at = m.get(k);
    for (int i = 0; i < at.length; i++) {
      at[i] = from[i] + dt * along[i];
    }
    double[] f = phi.get(k);
    convolution.apply(at, f);
    equation.anisotropy().addField(at, f);
    for (int i = 0; i < f.length; i++) {
      f[i] += (1 - share) * h0[i] + share * h1[i];
    }
    double[] a = drift.get(k);
    var mx = new double[3];
    var fx = new double[3];
    var ax = new double[3];
    for (int x = 0; x < cells; x++) {
      get(at, x, mx);
      get(f, x, fx);
      local.at(mx);
      local.terms.drift(mx, fx, ax);
      set(a, x, ax);
    }
    return a;
  }

  void get(double[] field, int x, double[] to) {
    to[0] = field[x];
    to[1] = field[x + cells];
    to[2] = field[x + 2 * cells];
  }

  void set(double[] field, int x, double[] from) {
    field[x] = from[0];
    field[x + cells] = from[1];
    field[x + 2 * cells] = from[2];
  }

  /// Adds the derivative of Σ toEnd·end by the unknowns, summed over strips of rows by where the
  /// functions act. Those by A and J take m in the middle of each step.
  void pullBack(double[] toEnd, Strips strips, double[][] gradient) {
    var back = toEnd.clone();
    for (int s = steps - 1; s >= 0; s--) {
      double[] atEnd = back.clone();
      Arrays.fill(stepBar, 0);
      pull(4 * s + 3, atEnd, step / 6, 0, back, strips, gradient);
      pull(4 * s + 2, atEnd, step / 3, step, back, strips, gradient);
      pull(4 * s + 1, atEnd, step / 3, step / 2, back, strips, gradient);
      pull(4 * s, atEnd, step / 6, step / 2, back, strips, gradient);
      addCouplings(stepBar, m.get(4 * s + 2), strips, gradient);
    }
  }

  private void pull(
      int k,
      double[] atEnd,
      double toEnd,
      double toNext,
      double[] back,
      Strips strips,
      double[][] gradient) {
    boolean isLast = toNext == 0;
    double[] at = m.get(k);
    double[] f = phi.get(k);
    var mx = new double[3];
    var fx = new double[3];
    var ax = new double[3];
    var toM = new double[3];
    var toPhi = new double[3];
    var torque = new double[3];
    for (int x = 0; x < cells; x++) {
      get(at, x, mx);
      get(f, x, fx);
      for (int c = 0; c < 3; c++) {
        int i = x + c * cells;
        ax[c] = toEnd * atEnd[i] + (isLast ? 0 : toNext * stageBar[i]);
      }
      local.at(mx);
      local.terms.pullBack(mx, fx, ax, toM, toPhi);
      set(stageBar, x, toM);
      set(phiBar, x, toPhi);
      Vectors.cross(mx, fx, torque);
      double mPhi = Vectors.dot(mx, fx);
      double bM = Vectors.dot(ax, mx);
      double bPhi = Vectors.dot(ax, fx);
      double bTorque = Vectors.dot(ax, torque);
      double[] to = gradient[strips.of(x)];
      for (var t : local.derivatives()) {
        if (t.unknown >= 0) {
          to[t.unknown] += t.drift(mPhi, bM, bPhi, bTorque);
        }
      }
    }
    convolution.apply(phiBar, work);
    equation.anisotropy().addField(phiBar, work);
    for (int i = 0; i < back.length; i++) {
      stepBar[i] += phiBar[i];
      stageBar[i] += work[i];
      back[i] += stageBar[i];
    }
  }

  /// Σ_x φ̄(x)·A m(x) of every shape and Σ_x φ̄(x)·m(x − r) over the offsets of every orbit, strip
  /// by strip.
  void addCouplings(double[] byPhi, double[] at, Strips strips, double[][] gradient) {
    var bar = new double[3];
    var mx = new double[3];
    var shape = new double[3];
    for (int p = 0; p < equation.shapes(); p++) {
      for (int x = 0; x < cells; x++) {
        get(byPhi, x, bar);
        get(at, x, mx);
        Anisotropy.SHAPES.get(p).field(mx, shape);
        gradient[strips.of(x)][equation.couplingsAt() + p] += Vectors.dot(bar, shape);
      }
    }
    if (equation.orbits().isEmpty()) {
      return;
    }
    var component = new double[cells];
    var correlated = new double[correlation.size()];
    for (int c = 0; c < 3; c++) {
      correlation.with(Arrays.copyOfRange(at, c * cells, (c + 1) * cells));
      for (int s = 0; s < gradient.length; s++) {
        for (int x = 0; x < cells; x++) {
          component[x] = strips.of(x) == s ? byPhi[x + c * cells] : 0;
        }
        correlation.apply(component, correlated);
        for (int o = 0; o < equation.orbits().size(); o++) {
          for (int[] r : equation.orbits().get(o).offsets()) {
            gradient[s][equation.kernelAt() + o] += correlated[correlation.index(r)];
          }
        }
      }
    }
  }

  /// The derivative of the end by every unknown, by the midpoint rule.
  double[][] tangents() {
    while (stages.size() < 2 * steps) {
      stages.add(new Stage(cells));
    }
    for (int k = 0; k < 2 * steps; k++) {
      prepare(k);
    }
    if (tangents.length != equation.size()) {
      tangents = new double[equation.size()][3 * cells];
    }
    for (int u = 0; u < tangents.length; u++) {
      tangent(u, tangents[u]);
    }
    return tangents;
  }

  /// A and B of every cell, and the derivatives of the drift by the unknowns that act there.
  private static final class Stage {
    final double[] a;
    final double[] b;
    final int[] acting;
    final double[] byUnknown;

    Stage(int cells) {
      a = new double[9 * cells];
      b = new double[9 * cells];
      acting = new int[LocalTerms.ACTING * cells];
      byUnknown = new double[3 * LocalTerms.ACTING * cells];
    }
  }

  /// Goes to the start (even k) or the middle (odd k) of a step.
  private void prepare(int k) {
    var stage = stages.get(k);
    double[] field = m.get(2 * k);
    double[] f = phi.get(2 * k);
    var mx = new double[3];
    var fx = new double[3];
    var matrix = new double[9];
    var vector = new double[3];
    for (int x = 0; x < cells; x++) {
      get(field, x, mx);
      get(f, x, fx);
      local.at(mx);
      local.terms.byM(mx, fx, matrix);
      System.arraycopy(matrix, 0, stage.a, 9 * x, 9);
      local.terms.byPhi(mx, matrix);
      System.arraycopy(matrix, 0, stage.b, 9 * x, 9);
      int n = LocalTerms.ACTING * x;
      for (var t : local.derivatives()) {
        t.drift(mx, fx, vector);
        stage.acting[n] = t.unknown;
        System.arraycopy(vector, 0, stage.byUnknown, 3 * n, 3);
        n++;
      }
    }
  }

  private void tangent(int unknown, double[] at) {
    int o = unknown - equation.kernelAt();
    int[][] shifts = o >= 0 && o < equation.orbits().size() ? shifts(o) : new int[0][];
    int p = unknown - equation.couplingsAt();
    var shape = p >= 0 && p < equation.shapes() ? Anisotropy.SHAPES.get(p) : Anisotropy.NONE;
    Arrays.fill(at, 0);
    for (int s = 0; s < steps; s++) {
      slope(unknown, 2 * s, at, shape, shifts);
      for (int i = 0; i < at.length; i++) {
        stageBar[i] = at[i] + step / 2 * stepBar[i];
      }
      slope(unknown, 2 * s + 1, stageBar, shape, shifts);
      for (int i = 0; i < at.length; i++) {
        at[i] += step * stepBar[i];
      }
    }
  }

  /// Writes the rate of a tangent to `stepBar`.
  private void slope(int unknown, int k, double[] state, Anisotropy shape, int[][] shifts) {
    var stage = stages.get(k);
    convolution.apply(state, work);
    equation.anisotropy().addField(state, work);
    double[] field = m.get(2 * k);
    shape.addField(field, work);
    for (int[] shift : shifts) {
      for (int x = 0; x < cells; x++) {
        for (int c = 0; c < 3 && shift[x] >= 0; c++) {
          work[x + c * cells] += field[shift[x] + c * cells];
        }
      }
    }
    for (int x = 0; x < cells; x++) {
      for (int i = 0; i < 3; i++) {
        double sum = 0;
        for (int j = 0; j < 3; j++) {
          int at = 9 * x + 3 * i + j;
          sum += stage.a[at] * state[x + j * cells] + stage.b[at] * work[x + j * cells];
        }
        stepBar[x + i * cells] = sum;
      }
      for (int n = LocalTerms.ACTING * x; n < LocalTerms.ACTING * (x + 1); n++) {
        if (stage.acting[n] == unknown) {
          for (int i = 0; i < 3; i++) {
            stepBar[x + i * cells] += stage.byUnknown[3 * n + i];
          }
        }
      }
    }
  }

  /// The cells x − r of every x, for the offsets of an orbit; −1 beyond an open end.
  private int[][] shifts(int orbit) {
    var offsets = equation.orbits().get(orbit).offsets();
    var shifts = new int[offsets.size()][cells];
    for (int n = 0; n < shifts.length; n++) {
      int[] r = offsets.get(n);
      for (int x = 0; x < cells; x++) {
        shifts[n][x] = grid.before(x, r);
      }
    }
    return shifts;
  }
}
