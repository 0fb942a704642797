package onsagerflow.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import java.util.Random;
import onsagerflow.meso.Closure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LikelihoodTest {

  /// Weights of all layers, against central differences in single precision.
  @ParameterizedTest
  @EnumSource(Closure.class)
  void gradientIsTheDerivativeOfTheValue(Closure closure) {
    var cells = new HeatBathCells(16, 32, 1, 1);
    var batch = new Batch(cells.batchSize(), cells.orbits());
    cells.fill(0, batch);
    var form = Form.of(2, 3, 0.99, OptionalDouble.of(0.8), cells.orbits());
    var weights = form.start(1);
    var random = new Random(2);
    for (int i = 0; i < weights.length; i++) {
      weights[i] += 0.1 * random.nextGaussian();
    }
    var likelihood = new Likelihood(form, KernelStart.at(cells.kernel), closure);
    likelihood.setWeights(weights);
    var gradient = new double[weights.length];
    likelihood.value(batch, gradient);
    double step = 1e-2;
    for (int k = 0; k < weights.length; k += 3) {
      double[] sides = new double[2];
      for (int side = 0; side < 2; side++) {
        var moved = weights.clone();
        moved[k] += (2 * side - 1) * step;
        likelihood.setWeights(moved);
        sides[side] = likelihood.value(batch);
      }
      double slope = (sides[1] - sides[0]) / (2 * step);
      assertEquals(slope, gradient[k], 2e-4 + 2e-3 * Math.abs(slope), "weight " + k);
    }
  }
}
