package onsagerflow.meso;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;
import onsagerflow.field.TimeProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A cell feels the external field of its own place and time, and no other.
class ExternalFieldOfEquationsTest {

  private static final Grid GRID = new Grid(3, 4, 8);
  private static final double T = 0.8;
  private static final Kernel KERNEL =
      new Kernel(1, new double[] {0.05, 0.1, 0.05, 0.1, 0.3, 0.1, 0.05, 0.1, 0.05});

  interface Making {
    StochasticEquation in(Frame.Conditions conditions);
  }

  static Stream<Arguments> equations() {
    return Stream.of(
        named("eq. (3)", c -> new MeanFieldKac(GRID, c, KERNEL)),
        named("eq. (4)", c -> AllenCahn.of(KERNEL, c, GRID)),
        named("model A", c -> AllenCahn.of(KERNEL, c, GRID).withNoise(0.01)),
        named("cosh", c -> flow(c, Closure.COSH, false)),
        named("cosh, finite blocks", c -> flow(c, Closure.COSH, true)),
        named("eq. (5)", c -> flow(c, Closure.ONSAGER, false)),
        named("eq. (5), finite blocks", c -> flow(c, Closure.ONSAGER, true)));
  }

  private static Arguments named(String name, Making making) {
    return Arguments.of(name, making);
  }

  private static OnsagerFlow flow(Frame.Conditions conditions, Closure closure, boolean finite) {
    return new OnsagerFlow(
            GRID,
            64,
            conditions,
            closure,
            Mobility.heatBath(1 / T),
            EntropySlope.meanField(T, 64),
            KERNEL)
        .withFiniteBlock(finite);
  }

  private static ScalarField random(double scale, long seed) {
    var random = new SplittableRandom(seed);
    var field = new ScalarField(GRID);
    for (int cell = 0; cell < field.size(); cell++) {
      field.set(cell, scale * (2 * random.nextDouble() - 1));
    }
    return field;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("equations")
  void everyCellIsDrivenAsByTheNumberOfItsPlaceAndTime(String name, Making making) {
    var field =
        ExternalField.uniform(0.02)
            .plus(ExternalField.pattern(random(0.5, 1)).times(TimeProgram.harmonic(1, 3, 0.2)));
    double[] m = random(0.7, 2).values();
    var driven = making.in(new Frame.Conditions(T, field));
    for (double t : new double[] {0, 1.3}) {
      double[][] a = evaluate(driven, t, m);
      double[] h = field.at(t, GRID).values();
      for (int cell = 0; cell < m.length; cell++) {
        double[][] b = evaluate(making.in(new Frame.Conditions(T, h[cell])), 0, m);
        for (int k = 0; k < a.length; k++) {
          assertEquals(b[k][cell], a[k][cell], 1e-15, name + ", t = " + t + ", cell " + cell);
        }
      }
    }
  }

  /// Drift and noise, and what else the equation has: flip rates, the remainder.
  private static double[][] evaluate(StochasticEquation equation, double t, double[] m) {
    var result = new double[5][m.length];
    equation.evaluate(t, m, result[0], result[1]);
    equation.flipRates().ifPresent(rates -> rates.at(t, m, result[2], result[3]));
    if (equation instanceof SemiLinear semiLinear) {
      semiLinear.remainder(t, m, result[4]);
    }
    return result;
  }

  /// Without interaction m = tanh βh(x) is the steady state of eq. (3) and of both closures.
  @Test
  void freeSpinsRestAtTheTanhOfTheirOwnField() {
    var h = random(0.8, 3);
    var conditions = new Frame.Conditions(T, ExternalField.pattern(h));
    double[] m = h.map(x -> Math.tanh(x / T)).values();
    var free = new Kernel(1, new double[9]);
    for (var closure : Closure.values()) {
      var flow =
          new OnsagerFlow(
                  GRID,
                  64,
                  conditions,
                  closure,
                  Mobility.heatBath(1 / T),
                  EntropySlope.meanField(T, 64),
                  free)
              .withFiniteBlock(false);
      for (double drift : evaluate(flow, 0, m)[0]) {
        assertEquals(0, drift, 1e-14);
      }
    }
    for (double drift : evaluate(new MeanFieldKac(GRID, conditions, free), 0, m)[0]) {
      assertEquals(0, drift, 1e-14);
    }
  }

  @Test
  void conditionalMomentsFollowNoField() {
    var drift =
        new NeighbourDrift(
            1,
            0,
            new double[] {0.1},
            new NeighbourDrift.Range(-1, 1),
            new NeighbourDrift.Range(-1, 1));
    var noise = new Table(new double[] {-1, 1}, new double[] {1, 1}, new double[2]);
    var conditions = new Frame.Conditions(T, ExternalField.harmonic(0.1, 5));
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> new KramersMoyal(GRID, conditions, drift, noise));
    assertTrue(
        String.valueOf(refused.getMessage()).endsWith("got 0.1 sin(2 pi t / 5.0)"),
        refused.getMessage());
  }

  @Test
  void aFieldInTimeNeedsATime() {
    var equation =
        flow(new Frame.Conditions(T, ExternalField.harmonic(0.1, 5)), Closure.COSH, true);
    var m = new double[GRID.size()];
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> equation.evaluate(m, new double[m.length], new double[m.length]));
    assertEquals(
        "a field that is constant in time is wanted here, got 0.1 sin(2 pi t / 5.0)",
        refused.getMessage());
  }
}
