package onsagerflow.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.Function;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.meso.Closure;
import onsagerflow.meso.EntropySlope;
import onsagerflow.meso.MeanFieldKac;
import onsagerflow.meso.Mobility;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.meso.StochasticEquation;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.RunningMean;
import org.junit.jupiter.api.Test;

/// Leaps of single flips against the exact chain of up and down flips.
class FlipNoiseTest {

  private static final int V = 16;

  /// Uncoupled blocks of 16 spins that feel each other, below their T_c.
  private static OnsagerFlow blocks(Grid grid, double beta, double field) {
    return blocks(grid, V, beta, field);
  }

  private static OnsagerFlow blocks(Grid grid, int v, double beta, double field) {
    return new OnsagerFlow(
        grid,
        v,
        new Frame.Conditions(1 / beta, field),
        Closure.COSH,
        Mobility.heatBath(beta),
        EntropySlope.meanField(1 / beta, v),
        new Kernel(0, new double[] {1}));
  }

  @Test
  void ratesAreThoseOfTheChainWhoseSpinsDoNotFeelThemselves() {
    double beta = 1.2;
    var m = states();
    var up = new double[V + 1];
    var down = new double[V + 1];
    blocks(new Grid(1, V + 1, 4), beta, 0).flipRates().orElseThrow().at(m, up, down);
    for (int k = 0; k <= V; k++) {
      assertEquals(1 / (1 + Math.exp(-2 * beta * (m[k] + 1.0 / V))), up[k], 1e-12);
      assertEquals(1 / (1 + Math.exp(2 * beta * (m[k] - 1.0 / V))), down[k], 1e-12);
    }
  }

  @Test
  void driftAndNoiseAreThoseOfTheFlips() {
    var flow = blocks(new Grid(1, V + 1, 4), 1.2, 0.1);
    var m = states();
    var up = new double[V + 1];
    var down = new double[V + 1];
    var drift = new double[V + 1];
    var noise = new double[V + 1];
    flow.flipRates().orElseThrow().at(m, up, down);
    flow.evaluate(m, drift, noise);
    for (int k = 0; k <= V; k++) {
      double gain = up[k] * (V - k);
      double loss = down[k] * k;
      assertEquals(2.0 / V * (gain - loss), drift[k], 1e-11);
      assertEquals(4.0 / (V * V) * (gain + loss), noise[k], 1e-11);
    }
  }

  private static double[] states() {
    var m = new double[V + 1];
    Arrays.setAll(m, k -> 2.0 * k / V - 1);
    return m;
  }

  /// From m = ¼ into a deep double well: ⟨m²⟩ at t = 2 against the chain.
  @Test
  void weakOrders() {
    double exact = chainSecondMoment(V, 2.5, 2);
    assertEquals(1, order(errors(BinomialLeap::new, V, exact, 0.25, 0.125)), 0.1);
    var trapezoidal = errors(TrapezoidalLeap::new, V, exact, 0.5, 0.25);
    // 2.1 from 0.25 to 0.125; here 1.7 and 1.5 of two seeds, either known to 0.2
    assertEquals(1.7, order(trapezoidal), 0.5);
  }

  /// The error is O(dt² + dt/v): second order where v is large.
  @Test
  void weakOrderOfAdamsBashforth() {
    int v = 256;
    double exact = chainSecondMoment(v, 2.5, 2);
    assertEquals(2, order(errors(AdamsBashforthLeap::new, v, exact, 0.5, 0.25)), 0.4);
  }

  private static double order(Mean[] errors) {
    for (var error : errors) {
      assertTrue(Math.abs(error.value()) > 8 * error.standardError(), error.toString());
    }
    return Math.log(errors[0].value() / errors[1].value()) / Math.log(2);
  }

  private static Mean[] errors(
      Function<StochasticEquation, Stepper> method, int v, double exact, double... dts) {
    return Arrays.stream(dts).mapToObj(dt -> error(method, v, exact, dt)).toArray(Mean[]::new);
  }

  private static Mean error(
      Function<StochasticEquation, Stepper> method, int v, double exact, double dt) {
    var grid = new Grid(1000, 600, 4);
    var stepper = method.apply(blocks(grid, v, 2.5, 0));
    var m = new double[grid.size()];
    Arrays.fill(m, 0.25);
    var random = new CounterRandom(11, 0);
    stepper.start(m, random);
    for (int step = 0; step < Math.round(2 / dt); step++) {
      stepper.step(m, dt, random);
    }
    var error = new RunningMean();
    for (double x : m) {
      error.add(x * x - exact);
    }
    return error.mean();
  }

  /// ⟨m²⟩ of the chain of v spins, from m = ¼, by uniformisation.
  private static double chainSecondMoment(int v, double beta, double t) {
    var term = new double[v + 1];
    term[5 * v / 8] = 1;
    double poisson = Math.exp(-v * t);
    double square = 0;
    for (int jumps = 0; jumps < 2 * v * t + 200; jumps++) {
      var next = term.clone();
      for (int k = 0; k <= v; k++) {
        double m = 2.0 * k / v - 1;
        square += poisson * term[k] * m * m;
        double up = term[k] * (v - k) / v / (1 + Math.exp(-2 * beta * (m + 1.0 / v)));
        double down = term[k] * k / v / (1 + Math.exp(2 * beta * (m - 1.0 / v)));
        next[k] -= up + down;
        next[Math.min(k + 1, v)] += up;
        next[Math.max(k - 1, 0)] += down;
      }
      term = next;
      poisson *= v * t / (jumps + 1);
    }
    return square;
  }

  @Test
  void oneCellSamplesTheStatesOfItsSpins() {
    assertSamplesStates(TrapezoidalLeap::new);
    assertSamplesStates(AdamsBashforthLeap::new);
  }

  /// Each state as often as its number of micro-states and its energy say.
  private static void assertSamplesStates(Function<StochasticEquation, Stepper> method) {
    double beta = 0.8;
    double field = 0.05;
    var grid = new Grid(64, 64, 4);
    var stepper = method.apply(blocks(grid, beta, field));
    var m = new double[grid.size()];
    var random = new CounterRandom(9, 0);
    stepper.start(m, random);
    var counts = new long[V + 1];
    int snapshots = 6;
    for (int snapshot = 0; snapshot < snapshots; snapshot++) {
      for (int step = 0; step < 600; step++) { // 30 sweeps, six relaxation times
        stepper.step(m, 0.05, random);
      }
      for (double x : m) {
        counts[(int) Math.rint(V * (1 + x) / 2)]++;
      }
    }
    var weight = new double[V + 1];
    double states = 1;
    for (int k = 0; k <= V; k++) {
      double x = 2.0 * k / V - 1;
      weight[k] = states * Math.exp(beta * V * (x * x / 2 + field * x));
      states *= (double) (V - k) / (k + 1);
    }
    double total = Arrays.stream(weight).sum();
    double chiSquare = 0;
    for (int k = 0; k <= V; k++) {
      double expected = snapshots * grid.size() * weight[k] / total;
      chiSquare += (counts[k] - expected) * (counts[k] - expected) / expected;
    }
    // 99.9 % of χ² with 16 degrees of freedom lie below 39.3
    assertTrue(chiSquare < 39.3, "chi square of 16 degrees of freedom: " + chiSquare);
  }

  @Test
  void coupledCellsAreInDetailedBalance() {
    assertDetailedBalance(TrapezoidalLeap::new);
    assertDetailedBalance(AdamsBashforthLeap::new);
  }

  /// Rings of three coupled cells against the sum over all 17³ states.
  private static void assertDetailedBalance(Function<StochasticEquation, Stepper> method) {
    double beta = 0.8;
    double own = 0.2;
    double coupling = 0.35;
    var grid = new Grid(1000, 3, 4);
    var kernel = new Kernel(1, new double[] {0, 0, 0, coupling, own, coupling, 0, 0, 0});
    var flow =
        new OnsagerFlow(
            grid,
            V,
            new Frame.Conditions(1 / beta, 0.05),
            Closure.COSH,
            Mobility.heatBath(beta),
            EntropySlope.meanField(1 / beta, V),
            kernel);
    var stepper = method.apply(flow);
    var m = new double[grid.size()];
    var random = new CounterRandom(2, 0);
    stepper.start(m, random);
    var mean = new RunningMean();
    var square = new RunningMean();
    var product = new RunningMean();
    for (int snapshot = 0; snapshot < 8; snapshot++) {
      for (int step = 0; step < 400; step++) {
        stepper.step(m, 0.05, random);
      }
      for (int ring = 0; ring < m.length; ring += 3) {
        double a = m[ring];
        double b = m[ring + 1];
        double c = m[ring + 2];
        mean.add((a + b + c) / 3);
        square.add((a * a + b * b + c * c) / 3);
        product.add((a * b + b * c + c * a) / 3);
      }
    }
    var exact = ringMoments(beta, own, coupling, 0.05);
    assertEquals(exact[0], mean.mean().value(), 3.5 * mean.mean().standardError());
    assertEquals(exact[1], square.mean().value(), 3.5 * square.mean().standardError());
    assertEquals(exact[2], product.mean().value(), 3.5 * product.mean().standardError());
    assertTrue(exact[2] > 20 * product.mean().standardError());
  }

  private static double[] ringMoments(double beta, double own, double coupling, double field) {
    var single = new double[V + 1];
    double states = 1;
    var x = states();
    for (int k = 0; k <= V; k++) {
      single[k] = states * Math.exp(beta * V * (own * x[k] * x[k] / 2 + field * x[k]));
      states *= (double) (V - k) / (k + 1);
    }
    var moments = new double[3];
    double z = 0;
    for (int a = 0; a <= V; a++) {
      for (int b = 0; b <= V; b++) {
        for (int c = 0; c <= V; c++) {
          double products = x[a] * x[b] + x[b] * x[c] + x[c] * x[a];
          double w = single[a] * single[b] * single[c] * Math.exp(beta * V * coupling * products);
          z += w;
          moments[0] += w * (x[a] + x[b] + x[c]) / 3;
          moments[1] += w * (x[a] * x[a] + x[b] * x[b] + x[c] * x[c]) / 3;
          moments[2] += w * products / 3;
        }
      }
    }
    return new double[] {moments[0] / z, moments[1] / z, moments[2] / z};
  }

  @Test
  void startIsRoundedToStatesOfSpinsWithoutBias() {
    var grid = new Grid(300, 300, 4);
    var m = new double[grid.size()];
    Arrays.fill(m, 0.3);
    m[0] = 1;
    m[1] = (float) (2.0 * 5 / V - 1);
    new TrapezoidalLeap(blocks(grid, 2.5, 0)).start(m, new CounterRandom(1, 1));
    assertEquals(1, m[0]);
    assertEquals(2.0 * 5 / V - 1, m[1]);
    var mean = new RunningMean();
    for (int cell = 2; cell < m.length; cell++) {
      assertTrue(m[cell] == 0.25 || m[cell] == 0.375, "m = " + m[cell]);
      mean.add(m[cell]);
    }
    assertEquals(0.3, mean.mean().value(), 4 * mean.mean().standardError());
  }

  @Test
  void equationsWithoutFlipsAreRefused() {
    var conditions = new Frame.Conditions(1, 0);
    var kernel = new Kernel(0, new double[] {1});
    var eqThree = new MeanFieldKac(new Grid(4, 4, 4), conditions, kernel);
    assertThrows(IllegalArgumentException.class, () -> new TrapezoidalLeap(eqThree));
    assertThrows(IllegalArgumentException.class, () -> new BinomialLeap(eqThree));
    assertThrows(IllegalArgumentException.class, () -> new AdamsBashforthLeap(eqThree));
  }
}
