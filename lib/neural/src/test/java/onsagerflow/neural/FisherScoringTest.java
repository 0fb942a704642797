package onsagerflow.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import onsagerflow.meso.Closure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FisherScoringTest {

  private static final Training SMALL =
      Training.standard(Closure.COSH, HeatBathCells.SPINS).withNetworks(2, 8);

  /// Two temperatures in a batch, some cells at the least variance, against central differences.
  @ParameterizedTest
  @EnumSource(Closure.class)
  void scoresAreDerivativesOfTheLikelihood(Closure closure) {
    var cells = new HeatBathCells(16, 32, 1, 1);
    var batch = new Batch(cells.batchSize(), cells.orbits());
    cells.fill(0, batch);
    Arrays.fill(batch.noiseFactor, 0.9f);
    Arrays.fill(batch.noiseFactor, 0, 200, 1e-4f); // N q below the least
    Arrays.fill(batch.temperature, 100, 300, 0.7f);
    var training = Training.standard(closure, 64).withReferenceTemperature(0.8).withNetworks(2, 8);
    var kernel = KernelStart.at(cells.kernel);
    var form = Form.of(training, kernel.directions());
    var weights = form.start(1);
    var random = new Random(1);
    for (int i = 0; i < weights.length; i++) {
      weights[i] += 0.1 * random.nextGaussian();
    }
    var linear = new LinearScores(form, closure, weights, cells.orbits());
    var scores = new double[linear.size()];
    double loss = linear.addScores(batch, weights, kernel.kernel(weights), scores);
    var likelihood = new Likelihood(form, kernel, closure);
    likelihood.setWeights(weights);
    assertEquals(likelihood.value(batch), loss / batch.size(), 1e-5);
    int[] at = form.linearWeights();
    assertEquals(scores.length, at.length);
    for (int k = 0; k < at.length; k++) {
      var up = weights.clone();
      var down = weights.clone();
      double step = 1e-5;
      up[at[k]] += step;
      down[at[k]] -= step;
      double slope =
          (linear.addScores(batch, down, kernel.kernel(down), new double[scores.length])
                  - linear.addScores(batch, up, kernel.kernel(up), new double[scores.length]))
              / (2 * step);
      assertEquals(slope, scores[k], 1e-5 * (1 + Math.abs(slope)), "weight " + at[k]);
    }
  }

  /// Near the maximum Fisher scoring converges at the rate at which the information is known.
  @Test
  void reachesTheMaximumFromAfar() {
    var cells = new HeatBathCells(32, 64, 2, 1);
    var form = Form.of(SMALL, cells.orbits());
    var kernel = KernelStart.at(new double[cells.orbits()]);
    var distances = new ArrayList<Double>();
    var losses = new ArrayList<Double>();
    double[] weights = form.start(1);
    try (var scoring = new FisherScoring(SMALL, form, kernel, weights, 3, cells.batchSize(), 2)) {
      var last =
          scoring.maximise(
              cells,
              weights,
              20,
              standing -> {
                distances.add(standing.distance());
                losses.add(standing.loss());
              });
      assertTrue(last.isSettled(), distances.toString());
      assertEquals(last.loss(), scoring.loss(cells, weights), 0.0);
    }
    assertTrue(distances.getFirst() > 50 && distances.size() < 20, distances.toString());
    for (int i = 1; i < losses.size(); i++) {
      assertTrue(losses.get(i) <= losses.get(i - 1) + 1e-4, losses.toString());
    }
  }

  @Test
  void threadsDoNotChangeTheBits() {
    var cells = new HeatBathCells(16, 64, 1, 1);
    var form = Form.of(SMALL, cells.orbits());
    double[] start = form.start(1);
    double[][] ends = {start.clone(), start.clone(), start.clone()};
    for (int threads = 1; threads <= ends.length; threads++) {
      var kernel = KernelStart.at(cells.kernel);
      try (var scoring =
          new FisherScoring(SMALL, form, kernel, start, 3, cells.batchSize(), threads)) {
        scoring.maximise(cells, ends[threads - 1], 2, standing -> {});
      }
    }
    assertFalse(Arrays.equals(start, ends[0]));
    assertArrayEquals(ends[0], ends[1], 0.0);
    assertArrayEquals(ends[0], ends[2], 0.0);
  }
}
