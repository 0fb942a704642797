package onsagerflow.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import org.junit.jupiter.api.Test;

/// Cumulants and susceptibilities against exact sums over the states of Curie–Weiss spins.
class OrderParameterTest {

  private static final Grid GRID = new Grid(2, 2, 4);
  private static final int SPINS = 64;

  /// P(M) of N coupled spins, exp(βN M²/2) times the number of states.
  private static double[] curieWeiss(double beta) {
    var weights = new double[SPINS + 1];
    double states = 1;
    for (int up = 0; up <= SPINS; up++) {
      double m = 2.0 * up / SPINS - 1;
      weights[up] = states * Math.exp(beta * SPINS * (m * m - 1) / 2);
      states *= (double) (SPINS - up) / (up + 1);
    }
    return weights;
  }

  private static double mean(double[] weights, double power) {
    double sum = 0;
    double total = 0;
    for (int up = 0; up <= SPINS; up++) {
      sum += weights[up] * Math.pow(Math.abs(2.0 * up / SPINS - 1), power);
      total += weights[up];
    }
    return sum / total;
  }

  private static double draw(double[] weights, RandomGenerator random) {
    double left = random.nextDouble() * java.util.Arrays.stream(weights).sum();
    int up = 0;
    for (; left > weights[up] && up < SPINS; up++) {
      left -= weights[up];
    }
    return 2.0 * up / SPINS - 1;
  }

  private static Frame frame(double beta, double time, int run, double m) {
    var field = ScalarField.uniform(GRID, m);
    return new Frame(
        time, run, new Frame.Conditions(1 / beta, 0), field, java.util.Optional.empty());
  }

  @Test
  void cumulantAndSusceptibilitiesOfCurieWeissSpins() {
    var random = new SplittableRandom(1);
    for (double beta : new double[] {0.8, 1.1}) {
      var weights = curieWeiss(beta);
      double binder = 1 - mean(weights, 4) / (3 * Math.pow(mean(weights, 2), 2));
      double chi = SPINS * beta * mean(weights, 2);
      double connected = chi - SPINS * beta * Math.pow(mean(weights, 1), 2);
      int trials = 80;
      var points =
          java.util.stream.IntStream.range(0, trials)
              .mapToObj(
                  trial -> {
                    var order = new OrderParameter();
                    for (int frame = 0; frame < 400; frame++) { // 100 runs of 4 frames
                      order.accept(frame(beta, frame % 4, frame / 4, draw(weights, random)));
                    }
                    return order.stationary(0);
                  })
              .iterator();
      var ofBinder = new RunningMean();
      var ofChi = new RunningMean();
      var ofConnected = new RunningMean();
      var trial =
          Samples.trial(
              trials,
              () -> {
                var point = points.next();
                ofBinder.add(point.binder().value());
                ofChi.add(point.susceptibility().value());
                ofConnected.add(point.connected().value());
                return point.binder();
              });
      // U and χ′ are biased by a hundredth of their own scatter squared
      assertEquals(binder, trial.mean().value(), 4 * trial.mean().standardError() + 0.004);
      assertEquals(trial.deviation(), trial.quoted(), 0.35 * trial.deviation());
      assertEquals(chi, ofChi.mean().value(), 4 * ofChi.mean().standardError());
      double tolerance = 4 * ofConnected.mean().standardError() + 0.01 * connected;
      assertEquals(connected, ofConnected.mean().value(), tolerance);
    }
  }

  @Test
  void limitsOfTheCumulant() {
    var order = new OrderParameter();
    for (int run = 0; run < 4; run++) {
      order.accept(frame(1, 5, run, run % 2 == 0 ? 0.5 : -0.5));
    }
    var point = order.points().getFirst();
    assertEquals(2.0 / 3, point.binder().value(), 1e-12);
    assertEquals(0, point.connected().value(), 1e-12);
    assertEquals(SPINS * 0.25, point.susceptibility().value(), 1e-12);
    assertEquals(0.5, point.absolute().value(), 1e-12);
    assertEquals(4, point.binder().runs());
    var one = new OrderParameter();
    one.accept(frame(1, 0, 0, 0.3));
    assertTrue(Double.isNaN(one.points().getFirst().binder().standardError()));
    assertThrows(IllegalArgumentException.class, () -> one.stationary(1));
  }
}
