package onsagerflow.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Stationary states against Ornstein–Uhlenbeck cells, known in every respect.
class EquilibriumTest {

  private static final Grid GRID = new Grid(8, 6, 4);
  private static final double TEMPERATURE = 2;
  private static final double MEAN = 0.3;
  private static final double DEVIATION = 0.1;
  private static final double DECAY = 5;

  /// Independent cells with ρ(t) = e^{−t/5}, a frame every sweep.
  private static void record(int runs, int frames, Consumer<Frame> sink) {
    var random = new SplittableRandom(3);
    double kept = Math.exp(-1 / DECAY);
    for (int run = 0; run < runs; run++) {
      var m = new ScalarField(GRID);
      for (int t = 0; t < frames; t++) {
        for (int cell = 0; cell < m.size(); cell++) {
          double noise = DEVIATION * random.nextGaussian();
          double x = m.get(cell) - MEAN;
          m.set(cell, MEAN + (t == 0 ? noise : kept * x + Math.sqrt(1 - kept * kept) * noise));
        }
        var conditions = new Frame.Conditions(TEMPERATURE, 0);
        sink.accept(new Frame(t, run, conditions, m.copy(), Optional.empty()));
      }
    }
  }

  @Test
  void momentsAndStructureFactorAreThoseOfTheCells() {
    var equilibrium = new Equilibrium(GRID, 0);
    record(20, 200, equilibrium);
    var values = equilibrium.values();
    double variance = DEVIATION * DEVIATION;
    assertMean(MEAN, values.m());
    assertMean(MEAN * MEAN + variance, values.meanSquare());
    assertMean(variance, values.variance());
    // n = 48·16 spins, M the mean of 48 cells
    assertMean(48 * 16 / TEMPERATURE * variance / 48, values.susceptibility());
    for (var band : values.structure()) {
      assertMean(variance, band.s());
    }
  }

  @Test
  void cellsAndWavesDecayInTheirTime() {
    var cells = FieldAutocorrelation.ofCells(0);
    var waves = FieldAutocorrelation.ofWaves(GRID, 2 * Math.PI / 24, 0);
    record(20, 200, cells.andThen(waves));
    assertMean(DECAY, cells.decayTime());
    assertMean(DECAY, waves.decayTime());
    double integrated = 0.5 / Math.tanh(0.5 / DECAY); // ½ + Σ e^{−j/5}
    assertMean(integrated, cells.integratedTime());
    assertMean(integrated, waves.integratedTime());
    for (var lag : cells.function(8).subList(1, 9)) {
      assertMean(Math.exp(-lag.lag() / DECAY), lag.correlation());
    }
  }

  private static void assertMean(double expected, Mean mean) {
    assertEquals(expected, mean.value(), 4 * mean.standardError());
    assertEquals(20, mean.runs());
  }

  @Test
  void whatCannotBeMeasuredIsRefused() {
    var shortRuns = FieldAutocorrelation.ofCells(0);
    record(2, 3, shortRuns);
    refused("over 2.0 sweeps the autocorrelation does not fall to 1/e", shortRuns::decayTime);
    refused("2.0 sweeps are too short for an integrated", shortRuns::integratedTime);
    refused("a run of 3 frames has no lag of 3", () -> shortRuns.function(3));
    var late = FieldAutocorrelation.ofCells(50);
    record(2, 3, late);
    refused("needs two frames of a run from t = 50.0 on", late::decayTime);
    refused(
        "no wave of the grid is as long as |k| = 0.1",
        () -> FieldAutocorrelation.ofWaves(GRID, 0.1, 0));
    var uneven = FieldAutocorrelation.ofCells(0);
    record(
        1,
        3,
        f ->
            uneven.accept(
                new Frame(f.time() * f.time(), 0, f.conditions(), f.m(), Optional.empty())));
    refused("frames must be equally far apart, got 3.0 sweeps after 1.0", uneven::decayTime);
    refused("no frame from t = 0.0 on", () -> new Equilibrium(GRID, 0).values());
  }

  private static void refused(String message, Executable attempt) {
    String got = assertThrows(IllegalArgumentException.class, attempt).getMessage();
    assertTrue(got != null && got.contains(message), String.valueOf(got));
  }
}
