package onsagerflow.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Loops of which the magnetisation is a given function of time.
class HysteresisLoopTest {

  private static final Grid GRID = new Grid(2, 3, 4);
  private static final double PERIOD = 12;
  private static final ExternalField SINE = ExternalField.harmonic(0.2, PERIOD);

  private static Frame frame(double time, int run, ExternalField field, double m) {
    return new Frame(
        time, run, new Frame.Conditions(1, field), ScalarField.uniform(GRID, m), Optional.empty());
  }

  /// Frames at n phases of each period, from time 0 to the end of the last period.
  private static void record(
      HysteresisLoop loop, int run, int n, int periods, DoubleUnaryOperator m) {
    for (int i = 0; i <= n * periods; i++) {
      double time = PERIOD / n * i;
      loop.accept(frame(time, run, SINE, m.applyAsDouble(time)));
    }
  }

  @Test
  void aResponseThatLagsMakesAnEllipseOfKnownArea() {
    double lag = 0.7; // radians
    DoubleUnaryOperator m = t -> 0.1 + 0.5 * Math.sin(2 * Math.PI * t / PERIOD - lag);
    for (int n : new int[] {20, 40, 60}) {
      var loop = new HysteresisLoop(PERIOD, 0);
      record(loop, 0, n, 3, m);
      // π h₀ m₀ sin δ of the ellipse, and of its polygon with n corners
      double angle = 2 * Math.PI / n;
      double polygon = Math.PI * 0.2 * 0.5 * Math.sin(lag) * Math.sin(angle) / angle;
      assertEquals(polygon, loop.area().value(), 1e-12);
      assertEquals(0.1, loop.periodMean().value(), 1e-12);
      assertEquals(n, loop.points().size());
      assertEquals(n + 1, loop.closedM().size());
      assertEquals(loop.closedField()[0], loop.closedField()[n], 0);
      assertTrue(Double.isNaN(loop.area().standardError())); // one run knows no error
    }
  }

  @Test
  void whatFollowsTheFieldAtOnceHasNoArea() {
    var loop = new HysteresisLoop(PERIOD, 0);
    record(loop, 0, 24, 1, t -> 3 * SINE.at(t));
    assertEquals(0, loop.area().value(), 1e-15);
    assertEquals(-0.6, loop.lowest().value(), 1e-12);
  }

  @Test
  void periodsAreAveragedFirstAndErrorsComeFromRuns() {
    var loop = new HysteresisLoop(PERIOD, PERIOD);
    record(loop, 0, 4, 3, t -> t < PERIOD ? 9 : t < 2 * PERIOD ? 0.1 : 0.3);
    record(loop, 1, 4, 3, t -> t < PERIOD ? 9 : 0.6);
    var point = loop.points().get(1); // a quarter of the period; time 0 has a third frame
    assertEquals(PERIOD / 4, point.time(), 1e-12);
    assertEquals(0.2, point.h(), 1e-12);
    assertEquals((0.2 + 0.6) / 2, point.m().value(), 1e-12);
    assertEquals(0.2, point.m().standardError(), 1e-12); // |0.2 − 0.6|/2
    assertEquals(2, point.m().runs());
  }

  @Test
  void areaAndMeanOfManyRunsLieWithinTheirErrors() {
    var random = new SplittableRandom(5);
    var loop = new HysteresisLoop(PERIOD, 0);
    for (int run = 0; run < 40; run++) {
      double lag = 0.5 + 0.1 * random.nextGaussian();
      double shift = 0.05 * random.nextGaussian();
      record(loop, run, 60, 2, t -> shift + 0.5 * Math.sin(2 * Math.PI * t / PERIOD - lag));
    }
    double exact = Math.PI * 0.1 * Math.sin(0.5) * Math.exp(-0.005); // ⟨sin δ⟩ of a Gaussian δ
    var area = loop.area();
    assertEquals(exact, area.value(), 4 * area.standardError());
    // the scatter of sin δ, cos δ times that of δ, over √runs
    double expected = Math.PI * 0.1 * Math.cos(0.5) * 0.1 / Math.sqrt(40);
    assertEquals(expected, area.standardError(), 0.4 * expected);
    var mean = loop.periodMean();
    assertEquals(0, mean.value(), 4 * mean.standardError());
    assertEquals(0.05 / Math.sqrt(40), mean.standardError(), 0.4 * 0.05 / Math.sqrt(40));
    assertEquals(loop.area(), loop.summary().area());
  }

  @Test
  void phasesAreThoseOfTheFieldWhateverTheRoundingOfTimes() {
    var loop = new HysteresisLoop(0.3, 0);
    var field = ExternalField.harmonic(1, 0.3);
    for (int i = 0; i < 3000; i++) {
      loop.accept(frame(0.1 * i, 0, field, i % 3)); // 0.1 + 0.2 is more than 0.3
    }
    double[] m = loop.m().stream().mapToDouble(Mean::value).toArray();
    assertArrayEquals(new double[] {0, 1, 2}, m, 1e-12);
  }

  @Test
  void whatIsNoLoopIsRefused() {
    refused("a period must be positive, got 0.0 sweeps", () -> new HysteresisLoop(0, 0));
    var empty = new HysteresisLoop(PERIOD, 50);
    record(empty, 0, 6, 2, t -> 0);
    refused("at three times of a period or more, got 0 from t = 50.0 on", empty::area);
    var other = new HysteresisLoop(PERIOD / 1.5, 0);
    refused(
        "and was 0.0 at that time of an earlier period of 8.0",
        () -> record(other, 0, 6, 2, t -> 0));
    var uneven = new HysteresisLoop(PERIOD, 0);
    record(uneven, 0, 6, 1, t -> 0);
    uneven.accept(frame(0, 7, SINE, 0));
    refused("run 7 has no frame where h = ", uneven::points);
    var pattern = ExternalField.pattern(new ScalarField(GRID, new double[] {0, 1, 2, 3, 4, 5}));
    refused("a field that is uniform in space", () -> uneven.accept(frame(0, 0, pattern, 0)));
  }

  private static void refused(String message, Executable attempt) {
    String got = assertThrows(IllegalArgumentException.class, attempt).getMessage();
    assertTrue(got != null && got.contains(message), String.valueOf(got));
  }
}
