package onsagerflow.estimate.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;

import onsagerflow.estimate.data.Observation;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;
import onsagerflow.meso.Closure;
import org.junit.jupiter.api.Test;

class CellStateTest {

  /// Independent spins in a field: mean and variance over any lag are known exactly.
  @Test
  void freeSpinsHaveTheirExactIncrementsAtAnyLag() {
    double temperature = 1.3;
    double h = 0.4;
    double b = Math.tanh(h / temperature);
    int v = 64;
    var grid = new Grid(3, 3, 8);
    var knots = new HatBasis(new double[] {0, 1, 2}, true);
    var slope =
        new SlopeKnots(
            knots,
            new double[] {temperature, 2 * temperature},
            SlopeKnots.projection(knots, new double[] {1, 1, 1}),
            0.99);
    var noise =
        new NoiseBasis.OfMagnetisation(
            new HatBasis(new double[] {-1, 1}, false), new double[] {1, 1});
    var drift =
        new CurrentEquation(
            Closure.COSH,
            slope,
            new Kernel(1, new double[9]),
            noise,
            new double[] {1 + b, 1 - b}, // N = 1 − m tanh βh
            3);
    var m = new ScalarField(grid);
    for (int x = 0; x < 9; x++) {
      m.set(x, -0.6 + 0.15 * x);
    }
    for (double lag : new double[] {0.01, 0.3, 1.4}) {
      var state = new CellState(drift, grid, temperature, v);
      state.evaluate(new Observation.Increment(m, m, lag, new Frame.Conditions(temperature, h)));
      for (int x = 0; x < 9; x++) {
        double mean = (b - m.get(x)) * -Math.expm1(-lag);
        assertEquals(-mean, state.residual[x], 2e-5 * lag * lag, "mean at lag " + lag);
        // A spin ends at ±1 with mean (1−q)σ + qb, q = 1 − e^{−Δt}: variance 1 − mean².
        double q = -Math.expm1(-lag);
        double up = variance((1 - q) + q * b);
        double down = variance(-(1 - q) + q * b);
        double exact = ((1 + m.get(x)) / 2 * up + (1 - m.get(x)) / 2 * down) / v;
        assertEquals(exact, state.variance[x], 3e-4 * lag * exact, "variance at lag " + lag);
      }
    }
  }

  private static double variance(double mean) {
    return 1 - mean * mean;
  }
}
