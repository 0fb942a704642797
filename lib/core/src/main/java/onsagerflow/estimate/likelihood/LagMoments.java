package onsagerflow.estimate.likelihood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import onsagerflow.field.Grid;
import onsagerflow.field.Symmetry;
import onsagerflow.field.fourier.Convolution;
import onsagerflow.field.fourier.Correlation;
import onsagerflow.field.function.PhiFunctions;

/// Mean and variance of m of every cell a lag Δt after a given field, and their derivatives by all
/// unknowns.
///
/// The mean follows the noiseless equation, coupled cells and all, by the classical Runge–Kutta
/// method. About it, noise of the rate 2N/v decays with λ = ∂a/∂m, and partly comes back from the
/// neighbours ([NoiseReturn]):
///
///     variance = (2/v) ∫₀^Δt N(t) e^{2Λ} W(2B) dt,   Λ = ∫_t^Δt λ,   B = ∫_t^Δt ∂a/∂φ
///
/// with N, λ and ∂a/∂φ along the path ([LagNodes]): exact for independent spins in a field that is
/// constant over the lag, and the linear noise approximation of a uniform state.
public final class LagMoments {

  /// E[m(t + Δt)].
  final double[] mean;

  /// Variance over 2/v.
  public final double[] variance;

  private final CurrentEquation equation;
  private final double temperature;
  private final int cellVolume;
  private final Grid grid;
  private final int cells;
  private final Convolution convolution;
  private final Correlation correlation;
  private final NoiseReturn noiseReturn;

  /// Four of each step.
  private final List<LocalDrift> stages = new ArrayList<>();

  private LagNodes nodes = new LagNodes(1);

  /// Work space for a function at the nodes.
  private double[] atNodes = new double[nodes.size()];

  /// The stage at each node; in the middle of a step the second of two, which are off by opposite
  /// amounts of second order, and the first among the others.
  private LocalDrift[] atNode = new LocalDrift[0];

  private LocalDrift[] otherAtNode = new LocalDrift[0];
  private final double[] state;
  private final double[] spread;
  private final double[] back;
  private final double[] byStage;
  private final double[] byDrift;
  private final double[] byPhi;
  private final double[] strip;
  private final double[] correlated;
  private double[][] toNoise = new double[0][0];
  private double[][] toRate = new double[0][0];
  private double[][] toB = new double[0][0];
  private final Gradient meanRow;
  private final Gradient unfollowed;
  private BitSet followed = new BitSet();
  private final Gradient varianceRow;

  LagMoments(
      CurrentEquation equation,
      Grid grid,
      double temperature,
      int cellVolume,
      NoiseReturn noiseReturn) {
    this.equation = equation;
    this.grid = grid;
    this.temperature = temperature;
    this.cellVolume = cellVolume;
    this.cells = grid.size();
    this.convolution = new Convolution(grid, equation.kernel);
    this.correlation = new Correlation(grid);
    this.noiseReturn = noiseReturn;
    this.mean = new double[cells];
    this.variance = new double[cells];
    this.state = new double[cells];
    this.spread = new double[cells];
    this.back = new double[cells];
    this.byStage = new double[cells];
    this.byDrift = new double[cells];
    this.byPhi = new double[cells];
    this.strip = new double[cells];
    this.correlated = new double[cells];
    this.meanRow = new Gradient(equation);
    this.unfollowed = new Gradient(equation);
    this.varianceRow = new Gradient(equation);
    stage(0);
  }

  private LocalDrift stage(int k) {
    while (stages.size() <= k) {
      stages.add(new LocalDrift(equation, temperature, cellVolume, convolution, cells));
    }
    return stages.get(k);
  }

  /// Everything at the start of the lag.
  LocalDrift start() {
    return stages.getFirst();
  }

  /// m half-way along the mean path.
  double[] middle() {
    return node(nodes.steps).m;
  }

  private LocalDrift node(int i) {
    return atNode[i];
  }

  private LocalDrift otherAt(int i) {
    return otherAtNode[i];
  }

  private void placeNodes(double lag) {
    if (nodes.lag() == lag && atNode.length > 0) {
      return;
    }
    nodes = new LagNodes(lag);
    atNodes = new double[nodes.size()];
    stage(4 * nodes.steps - 1);
    int last = nodes.size() - 1;
    atNode = new LocalDrift[last + 1];
    Arrays.setAll(atNode, i -> stages.get(i == last ? 4 * nodes.steps - 1 : 2 * i));
    otherAtNode = atNode.clone();
    for (int i = 1; i < last; i += 2) {
      otherAtNode[i] = stages.get(2 * i - 1);
    }
  }

  private double noise(int i, int x) {
    return 0.5 * (otherAt(i).noise[x] + node(i).noise[x]);
  }

  double lag() {
    return nodes.lag();
  }

  /// λ and b half-way along the path.
  double middleRate(int x) {
    return node(nodes.steps).rate[x];
  }

  double middleResponse(int x) {
    return node(nodes.steps).byPhi[x];
  }

  /// The derivative of the mean of a cell by the unknowns as if its path stood half-way all the
  /// time.
  ///
  /// @return that by φ
  double pullMiddle(int x, Gradient to) {
    double rate = Math.clamp(middleRate(x) * nodes.lag(), -30, 30);
    node(nodes.steps).pullBack(x, nodes.lag() * PhiFunctions.phi1(rate), 0, 0, 0, to);
    return to.byPhi;
  }

  /// Whether N or m of a cell was held at a bound anywhere on the path.
  boolean isHeld(int x) {
    for (int i = 0; i < nodes.size(); i++) {
      if (node(i).isHeld(x)) {
        return true;
      }
    }
    return false;
  }

  /// Follows a field m in an external field h that changes linearly from start to end.
  void evaluate(double[] m, double[] hStart, double[] hEnd, double lag) {
    placeNodes(lag);
    double dt = nodes.step;
    System.arraycopy(m, 0, mean, 0, cells);
    for (int s = 0; s < nodes.steps; s++) {
      var k1 = evaluate(4 * s, mean, hStart, hEnd, 2 * s);
      var k2 = evaluate(4 * s + 1, moved(k1, dt / 2), hStart, hEnd, 2 * s + 1);
      var k3 = evaluate(4 * s + 2, moved(k2, dt / 2), hStart, hEnd, 2 * s + 1);
      var k4 = evaluate(4 * s + 3, moved(k3, dt), hStart, hEnd, 2 * s + 2);
      for (int x = 0; x < cells; x++) {
        mean[x] += dt / 6 * (k1.drift[x] + 2 * (k2.drift[x] + k3.drift[x]) + k4.drift[x]);
      }
    }
    var left = new double[nodes.size()];
    var returned = new double[nodes.size()];
    for (int x = 0; x < cells; x++) {
      remain(x, left, returned);
      double sum = 0;
      for (int i = 0; i < left.length; i++) {
        sum += contribution(i, x, left[i]) * noiseReturn.at(returned[i]);
      }
      variance[x] = sum;
    }
  }

  private LocalDrift evaluate(int k, double[] m, double[] hStart, double[] hEnd, int node) {
    double w = nodes.times[node] / nodes.lag();
    for (int x = 0; x < cells; x++) {
      spread[x] = (1 - w) * hStart[x] + w * hEnd[x];
    }
    stage(k).evaluate(m, spread);
    return stages.get(k);
  }

  private double[] moved(LocalDrift along, double dt) {
    for (int x = 0; x < cells; x++) {
      state[x] = mean[x] + dt * along.drift[x];
    }
    return state;
  }

  /// Λ and z = 2B of a cell from every node to the end.
  private void remain(int x, double[] left, double[] returned) {
    double[] f = atNodes;
    for (int j = 0; j < f.length; j++) {
      f[j] = 0.5 * (otherAt(j).rate[x] + node(j).rate[x]);
    }
    nodes.rest(f, left);
    for (int j = 0; j < f.length; j++) {
      f[j] = otherAt(j).byPhi[x] + node(j).byPhi[x];
    }
    nodes.rest(f, returned);
  }

  /// What the noise of node i would add without return.
  private double contribution(int i, int x, double left) {
    return nodes.over[i] * noise(i, x) * Math.exp(2 * left);
  }

  /// Derivatives of the variance of a cell by N, λ and b at every node, and by the moments of J.
  private void varianceByNodes(
      int x,
      double[] left,
      double[] returned,
      double factor,
      double[] byNoise,
      double[] byRate,
      double[] byB,
      double[] byMoment) {
    remain(x, left, returned);
    for (int i = 0; i < left.length; i++) {
      double own = factor * nodes.over[i] * Math.exp(2 * left[i]);
      double w = noiseReturn.at(returned[i]);
      byNoise[i] = own * w;
      double part = own * noise(i, x);
      NoiseReturn.addByMoment(returned[i], part, byMoment);
      left[i] = 2 * part * w;
      returned[i] = 2 * part * noiseReturn.slope(returned[i]);
    }
    nodes.pullRest(left, byRate);
    nodes.pullRest(returned, byB);
  }

  /// The derivative of Σ (toMean·mean + toVariance·variance), summed over strips of rows by where
  /// the functions act.
  ///
  /// @param followed cells whose s′ and N are followed. Of the others, which are no data, what
  ///   their functions do to the path of neighbours is left out: it would be all that is seen of
  ///   knots where only they are.
  /// @param noiseAt where N begins among the unknowns, after J
  /// @return of each strip by all unknowns
  double[][] pullBack(
      double[] toMean,
      double[] toVariance,
      BitSet followed,
      int strips,
      List<Symmetry.Orbit> orbits,
      int noiseAt) {
    this.followed = followed;
    int n = nodes.size();
    if (toNoise.length < n) {
      toNoise = new double[n][cells];
      toRate = new double[n][cells];
      toB = new double[n][cells];
    }
    var gradients = new Gradient[strips];
    var byKernel = new double[strips][orbits.size()];
    var byMoment = new double[strips][NoiseReturn.MOMENTS];
    Arrays.setAll(gradients, s -> new Gradient(equation));
    pullVariance(toVariance, strips, byMoment);
    double dt = nodes.step;
    System.arraycopy(toMean, 0, back, 0, cells);
    for (int s = nodes.steps - 1; s >= 0; s--) {
      boolean last = s == nodes.steps - 1;
      Arrays.fill(byStage, 0);
      // `back` is the derivative by m at the end of the step, and becomes that at its start.
      double[] end = back.clone();
      pull(4 * s + 3, end, dt / 6, 0, last ? n - 1 : -1, gradients, byKernel, orbits, true);
      pull(4 * s + 2, end, dt / 3, dt, 2 * s + 1, gradients, byKernel, orbits, true);
      pull(4 * s + 1, end, dt / 3, dt / 2, 2 * s + 1, gradients, byKernel, orbits, true);
      pull(4 * s, end, dt / 6, dt / 2, 2 * s, gradients, byKernel, orbits, s > 0);
    }
    var result = new double[strips][noiseAt + equation.noise.size()];
    int kernelAt = noiseAt - orbits.size();
    for (int s = 0; s < strips; s++) {
      gradients[s].addTo(result[s], noiseAt, 1);
      for (int o = 0; o < orbits.size(); o++) {
        result[s][kernelAt + o] += byKernel[s][o] + noiseReturn.byOrbit(byMoment[s], orbits.get(o));
      }
    }
    return result;
  }

  private void pullVariance(double[] toVariance, int strips, double[][] byMoment) {
    int n = nodes.size();
    var left = new double[n];
    var returned = new double[n];
    var byNoise = new double[n];
    var byRate = new double[n];
    var byB = new double[n];
    for (int x = 0; x < cells; x++) {
      if (toVariance[x] == 0) {
        Arrays.fill(byNoise, 0);
        Arrays.fill(byRate, 0);
        Arrays.fill(byB, 0);
      } else {
        varianceByNodes(
            x, left, returned, toVariance[x], byNoise, byRate, byB, byMoment[strip(x, strips)]);
      }
      for (int i = 0; i < n; i++) {
        toNoise[i][x] = byNoise[i];
        toRate[i][x] = byRate[i];
        toB[i][x] = byB[i];
      }
    }
  }

  private int strip(int x, int strips) {
    return (int) ((long) (x / grid.nx()) * strips / grid.ny());
  }

  /// Pulls back through one stage of a step, whose drift moves the end by `toEnd` and the next
  /// stage by `toNext`; leaves the derivative by its m in `byStage` and adds it to `back`.
  private void pull(
      int k,
      double[] end,
      double toEnd,
      double toNext,
      int node,
      Gradient[] gradients,
      double[][] byKernel,
      List<Symmetry.Orbit> orbits,
      boolean onwards) {
    var local = stages.get(k);
    for (int x = 0; x < cells; x++) {
      byDrift[x] = toEnd * end[x] + toNext * byStage[x];
    }
    double share = node < 0 ? 0 : node % 2 == 1 ? 0.5 : 1;
    int i = Math.max(node, 0);
    for (int x = 0; x < cells; x++) {
      var to = followed.get(x) ? gradients[strip(x, gradients.length)] : unfollowed;
      local.pullBack(
          x, byDrift[x], share * toNoise[i][x], share * toRate[i][x], share * toB[i][x], to);
      byStage[x] = to.byM;
      byPhi[x] = to.byPhi;
    }
    addKernel(local.m, byKernel, orbits);
    if (onwards) {
      convolution.apply(byPhi, spread);
      for (int x = 0; x < cells; x++) {
        if (!local.heldM[x]) {
          byStage[x] += spread[x];
        }
        back[x] += byStage[x];
      }
    }
  }

  /// Σ_x φ̄(x) Σ_r m(x − r) over the offsets of every orbit, strip by strip.
  private void addKernel(double[] m, double[][] byKernel, List<Symmetry.Orbit> orbits) {
    if (orbits.isEmpty()) {
      return;
    }
    correlation.with(m);
    for (int s = 0; s < byKernel.length; s++) {
      for (int x = 0; x < cells; x++) {
        strip[x] = strip(x, byKernel.length) == s ? byPhi[x] : 0;
      }
      correlation.apply(strip, correlated);
      for (int o = 0; o < orbits.size(); o++) {
        for (int[] r : orbits.get(o).offsets()) {
          byKernel[s][o] += correlated[grid.index(r[0], r[1])];
        }
      }
    }
  }

  /// How mean and variance of one cell answer to the unknowns through the cell itself: rows of the
  /// Jacobian, its neighbours held at their path.
  final class Rows {
    /// Derivatives by φ along the lag: J's row is this times Σ m(x − r).
    double meanByPhi;

    double varianceByPhi;
    private double byPath;
    final double[] varianceByMoment = new double[NoiseReturn.MOMENTS];

    void of(int x) {
      int n = nodes.size();
      var left = new double[n];
      var returned = new double[n];
      var byNoise = new double[n];
      var byRate = new double[n];
      var byB = new double[n];
      Arrays.fill(varianceByMoment, 0);
      varianceByNodes(x, left, returned, 1, byNoise, byRate, byB, varianceByMoment);
      pathLeft(x, left); // the other is spent
      meanRow.clear();
      varianceRow.clear();
      meanByPhi = 0;
      varianceByPhi = 0;
      byPath = 0;
      for (int i = 0; i < n; i++) {
        double toMean = nodes.over[i] * Math.exp(left[i]);
        if (i % 2 == 0) {
          add(node(i), i, x, toMean, byNoise[i], byRate[i], byB[i]);
        } else {
          add(node(i), i, x, toMean / 2, byNoise[i] / 2, byRate[i] / 2, byB[i] / 2);
          add(otherAt(i), i, x, toMean / 2, byNoise[i] / 2, byRate[i] / 2, byB[i] / 2);
        }
      }
      varianceRow.add(byPath, meanRow);
      varianceByPhi += byPath * meanByPhi;
    }

    /// ∫ ∂a/∂m along the path from every node to the end, of s′ and N from knot to knot as the path
    /// itself follows them.
    private void pathLeft(int x, double[] left) {
      double[] f = atNodes;
      for (int j = 0; j < f.length; j++) {
        f[j] = 0.5 * (otherAt(j).byM[x] + node(j).byM[x]);
      }
      nodes.rest(f, left);
    }

    private void add(
        LocalDrift at, int i, int x, double toMean, double toNoise, double toRate, double toB) {
      at.pullBack(x, toMean, 0, 0, 0, meanRow);
      meanByPhi += meanRow.byPhi;
      at.pullBack(x, 0, toNoise, toRate, toB, varianceRow);
      varianceByPhi += varianceRow.byPhi;
      byPath += varianceRow.byM * nodes.times[i] / nodes.lag();
    }

    void addMeanTo(double[] row, int noiseAt, double factor) {
      meanRow.addTo(row, noiseAt, factor);
    }

    void addVarianceTo(double[] row, int noiseAt, double factor) {
      varianceRow.addTo(row, noiseAt, factor);
    }
  }

  NoiseReturn noiseReturn() {
    return noiseReturn;
  }
}
