package onsagerflow.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Optional;
import java.util.random.RandomGenerator;
import onsagerflow.estimate.data.Observations;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.meso.Closure;
import onsagerflow.meso.EntropySlope;
import onsagerflow.meso.Gauge;
import onsagerflow.meso.Mobility;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.rollout.TrapezoidalLeap;
import org.junit.jupiter.api.Test;

/// Curie–Weiss blocks, which do not feel each other: only K and s′ − φ are to be learned, and s′ −
/// φ changes its sign at the minima of the free energy.
class UncoupledBlocksTest {

  private static final int SPINS = 64;
  private static final double BETA = 1.2;
  private static final Learner LEARNER =
      Learner.standard().with(MobilityForm.M).withRadius(0).with(new Gauge.Centre(1));

  @Test
  void driftAndNoiseOfTheExactChain() {
    var model = LEARNER.fit(Observations.of(pairs(64))).model();
    assertEquals(0, model.kernel().radius());
    double chiSquare = 0;
    int points = 0;
    for (double m = 0.1; m < 0.95; m += 0.2) { // s′ is odd
      double up = Math.tanh(BETA * (m + 1.0 / SPINS));
      double down = Math.tanh(BETA * (m - 1.0 / SPINS));
      double drift = ((1 - m) * (1 + up) - (1 + m) * (1 - down)) / 2;
      double noise = ((1 - m) * (1 + up) + (1 + m) * (1 - down)) / 2;
      double force = -EntropySlope.artanh(drift / noise) / BETA; // s′ − φ
      double error = model.entropySlope().standardErrorAt(m);
      double z = (model.entropySlope().at(m) - m - force) / error;
      assertTrue(Math.abs(z) < 4, "s' at m = " + m + ": " + z + " standard errors");
      double k = BETA * noise;
      double zk = (model.mobility().at(m) - k) / model.mobility().standardErrorAt(m);
      assertTrue(Math.abs(zk) < 4, "K at m = " + m + ": " + zk + " standard errors");
      chiSquare += z * z + zk * zk;
      points += 2;
    }
    // points of one fit are correlated
    assertTrue(chiSquare < 3 * points, chiSquare + " for " + points + " points");
  }

  @Test
  void mobilityOfTheFieldIsRefused() {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> LEARNER.with(MobilityForm.M_PHI).fit(Observations.of(pairs(4))));
    assertTrue(String.valueOf(refused.getMessage()).contains("learn K(m)"));
  }

  private static Trajectory pairs(int count) {
    var grid = new Grid(96, 96, 8);
    var conditions = new Frame.Conditions(1 / BETA, 0);
    var stepper =
        new TrapezoidalLeap(
            new OnsagerFlow(
                grid,
                SPINS,
                conditions,
                Closure.COSH,
                Mobility.heatBath(BETA),
                EntropySlope.meanField(1 / BETA, SPINS),
                new Kernel(0, new double[] {1})));
    var random = new CounterRandom(4, 0);
    var frames = new ArrayList<Frame>();
    for (int run = 0; run < count; run++) {
      var m = new ScalarField(grid);
      for (int cell = 0; cell < m.size(); cell++) {
        m.set(cell, 1.96 * random.nextDouble() - 0.98);
      }
      stepper.start(m.values(), random);
      frames.add(new Frame(0, run, conditions, m.copy(), Optional.empty()));
      advance(stepper, m, random);
      frames.add(new Frame(0.1, run, conditions, m, Optional.empty()));
    }
    return new RecordedTrajectory(new Trajectory.Origin("chains", grid, 8, 4), frames);
  }

  /// By a lag of 0.1 in steps so short that the leap is the chain.
  private static void advance(TrapezoidalLeap stepper, ScalarField m, RandomGenerator random) {
    for (int step = 0; step < 5; step++) {
      stepper.step(m.values(), 0.02, random);
    }
  }
}
