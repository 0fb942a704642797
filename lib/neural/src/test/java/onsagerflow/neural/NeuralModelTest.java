package onsagerflow.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import onsagerflow.meso.Closure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeuralModelTest {

  private static final double[] KERNEL = {0.1, 0.05, -0.02};

  private static double[] randomWeights(Form form, long seed) {
    var random = new Random(seed);
    var weights = form.start(seed);
    for (int i = 0; i < form.noise().end(); i++) {
      weights[i] += 0.3 * random.nextGaussian();
    }
    return weights;
  }

  private static NeuralModel random(Training training, long seed) {
    var form = Form.of(training, 0);
    return new NeuralModel(form, randomWeights(form, seed), KERNEL, -1.5, -1.25);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void symmetriesHoldToTheLastBit(long seed) {
    var plain = Training.standard(Closure.COSH, 64);
    for (var training : new Training[] {plain, plain.withReferenceTemperature(1)}) {
      var model = random(training, seed);
      var random = new Random(seed);
      for (int i = 0; i < 1000; i++) {
        double m = random.nextDouble(-1, 1);
        double phi = random.nextDouble(-3, 3);
        double temperature = random.nextDouble(0.3, 3);
        assertEquals(-model.entropySlope(m, temperature), model.entropySlope(-m, temperature), 0.0);
        double noise = model.noise(m, phi, temperature);
        assertEquals(noise, model.noise(-m, -phi, temperature), 0.0);
        assertTrue(noise > 0, noise + " at m = " + m + ", phi = " + phi);
      }
      assertTrue(Double.isFinite(model.entropySlope(1, 1)));
      assertEquals(0, model.entropySlope(0, 1));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void bytesKeepEverything(long seed) {
    var model = random(Training.standard(Closure.COSH, 64).withReferenceTemperature(0.8), seed);
    byte[] bytes = model.toBytes();
    var read = NeuralModel.fromBytes(bytes);
    assertArrayEquals(bytes, read.toBytes());
    assertArrayEquals(KERNEL, read.kernel());
    assertEquals(model.entropySlope(0.3, 0.9), read.entropySlope(0.3, 0.9), 0.0);
    assertEquals(model.noise(0.3, 0.1, 0.9), read.noise(0.3, 0.1, 0.9), 0.0);
    assertThrows(
        IllegalArgumentException.class,
        () -> NeuralModel.fromBytes(Arrays.copyOf(bytes, bytes.length - 1)));
  }

  /// Single precision against double, SameDiff against plain Java and central differences.
  @ParameterizedTest
  @EnumSource(Closure.class)
  void likelihoodIsThatOfTheModel(Closure closure) {
    var cells = new HeatBathCells(16, 32, 1, 1);
    var batch = new Batch(cells.batchSize(), cells.orbits());
    cells.fill(0, batch);
    Arrays.fill(batch.noiseFactor, 0.9f);
    var directions = new double[][] {{1, 0.2}, {0, 0.7}, {0.1, 0}, {0.3, 0.3}};
    var kernel = KernelStart.along(cells.kernel, directions);
    var training = Training.standard(closure, 64).withReferenceTemperature(0.8).withNetworks(2, 8);
    var form = Form.of(training, kernel.directions());
    var weights = randomWeights(form, 1);
    var likelihood = new Likelihood(form, kernel, closure);
    var gradient = new double[form.size()];
    likelihood.setWeights(weights);
    double value = likelihood.value(batch, gradient);
    assertEquals(value(form, kernel, closure, weights, batch), value, 1e-4);
    assertEquals(value, likelihood.value(batch));
    for (int i = 0; i < weights.length; i++) {
      double step = 1e-5;
      var up = weights.clone();
      var down = weights.clone();
      up[i] += step;
      down[i] -= step;
      double slope =
          (value(form, kernel, closure, up, batch) - value(form, kernel, closure, down, batch))
              / (2 * step);
      assertEquals(slope, gradient[i], 1e-3 * (1 + Math.abs(slope)), "weight " + i);
    }
  }

  private static double value(
      Form form, KernelStart start, Closure closure, double[] weights, Batch batch) {
    double[] j = start.kernel(weights);
    double sum = 0;
    for (int i = 0; i < batch.size(); i++) {
      double m = batch.m[i];
      double temperature = batch.temperature[i];
      double phi = batch.field[i];
      for (int o = 0; o < j.length; o++) {
        phi += j[o] * batch.x[i * j.length + o];
      }
      double noise = form.noise(weights, m, phi, temperature);
      double u = (form.slope(weights, m, temperature) - phi) / temperature;
      double miss = batch.increment[i] + noise * closure.response(u) * batch.driftScale[i];
      double variance = batch.varianceScale[i] * Math.max(noise * batch.noiseFactor[i], 0.001);
      double c = batch.fewFlips[i];
      sum += 0.5 * Math.log(variance + c) + 0.5 * miss * miss * Math.log1p(c / variance) / c;
    }
    return sum / batch.size();
  }
}
