package onsagerflow.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import org.junit.jupiter.api.Test;

/// Autocorrelations of Ornstein–Uhlenbeck processes.
class AutocorrelationTest {

  /// Single cells that relax at rate 1, frames `interval` apart.
  private static Autocorrelation ornsteinUhlenbeck(
      int runs, int frames, double interval, SplittableRandom random) {
    var grid = new Grid(1, 1, 1);
    var autocorrelation = Autocorrelation.ofMean(10);
    double keep = Math.exp(-interval);
    for (int run = 0; run < runs; run++) {
      autocorrelation.accept(Samples.frame(9, run, ScalarField.uniform(grid, 100))); // too early
      double x = random.nextGaussian();
      for (int i = 0; i < frames; i++) {
        double m = 0.3 + 0.1 * x;
        autocorrelation.accept(Samples.frame(10 + i * interval, run, ScalarField.uniform(grid, m)));
        x = keep * x + Math.sqrt(1 - keep * keep) * random.nextGaussian();
      }
    }
    return autocorrelation;
  }

  @Test
  void integratedTimeAndItsError() {
    var random = new SplittableRandom(1);
    double interval = 0.4;
    double exact = interval / 2 / Math.tanh(interval / 2); // Δt (½ + Σ e^{−jΔt})
    for (int runs : new int[] {1, 6}) {
      var trial =
          Samples.trial(
              150,
              () -> {
                var time =
                    ornsteinUhlenbeck(runs, 3000 / runs, interval, random).time().orElseThrow();
                assertEquals(3000, time.frames());
                assertTrue(time.window() >= 6 * time.time());
                return new Mean(time.time(), time.standardError(), runs);
              });
      double bias = 0.006; // e^{−6} beyond the window, 2τ/NΔt of the mean
      assertEquals(exact, trial.mean().value(), 4 * trial.mean().standardError() + bias);
      assertEquals(trial.deviation(), trial.quoted(), 0.25 * trial.deviation());
    }
  }

  @Test
  void correlationDecaysExponentially() {
    var time = ornsteinUhlenbeck(30, 500, 0.5, new SplittableRandom(2)).time().orElseThrow();
    assertEquals(0, time.function().getFirst().lag(), 0);
    assertEquals(1, time.function().getFirst().correlation().value(), 1e-12);
    for (var lag : time.function().subList(1, 8)) {
      var rho = lag.correlation();
      assertEquals(Math.exp(-lag.lag()), rho.value(), 4 * rho.standardError() + 1e-3);
      assertEquals(30, rho.runs());
    }
  }

  @Test
  void shortOrUnevenSeriesHaveNoTime() {
    var random = new SplittableRandom(3);
    assertEquals(Optional.empty(), ornsteinUhlenbeck(4, 5, 0.01, random).time());
    assertEquals(Optional.empty(), Autocorrelation.ofMean(0).time());
    var grid = new Grid(1, 1, 1);
    var still = Autocorrelation.ofMean(0);
    var uneven = Autocorrelation.ofMean(0);
    for (double t : new double[] {0, 1, 2, 4}) {
      if (t < 3) {
        still.accept(Samples.frame(t, 0, ScalarField.uniform(grid, 0.5)));
      }
      uneven.accept(Samples.frame(t, 3, ScalarField.uniform(grid, 0.1 * t)));
    }
    assertEquals(Optional.empty(), still.time());
    var refusal = assertThrows(IllegalArgumentException.class, uneven::time);
    assertEquals(
        "frames must be equally far apart: 1.0 sweeps, but 2.0 before t = 4.0 of run 3",
        refusal.getMessage());
  }

  /// Cells that relax independently about a mean: C(t, s) = μ² + σ² e^{−(t−s)}.
  @Test
  void twoTimeCorrelationOfIndependentCells() {
    var grid = new Grid(12, 12, 4);
    var random = new SplittableRandom(4);
    double[] times = {0, 1, 1.5, 3};
    double mean = 0.2;
    double sigma = 0.3;
    int runs = 30;
    var frames = new ArrayList<Frame>();
    for (int run = 0; run < runs; run++) {
      var x = Samples.field(grid, cell -> random.nextGaussian());
      for (int i = 0; i < times.length; i++) {
        frames.add(Samples.frame(times[i], run, x.map(value -> mean + sigma * value)));
        double keep = Math.exp(-(i + 1 < times.length ? times[i + 1] - times[i] : 0));
        x = x.map(value -> keep * value + Math.sqrt(1 - keep * keep) * random.nextGaussian());
      }
    }
    var points = TwoTimeCorrelation.of(Samples.trajectory(frames), 1);
    assertEquals(List.of(1.0, 1.5, 3.0), points.stream().map(p -> p.time()).toList());
    assertEquals(1, points.getFirst().normalised().value(), 1e-12);
    double unseen = 1 - 1.0 / grid.size(); // of the variance, by the mean of the frame
    for (var point : points) {
      double decay = Math.exp(-(point.time() - 1));
      var raw = point.correlation();
      var connected = point.connected();
      assertEquals(mean * mean + sigma * sigma * decay, raw.value(), 4 * raw.standardError());
      assertEquals(
          sigma * sigma * decay * unseen, connected.value(), 4 * connected.standardError());
      var rho = point.normalised();
      assertEquals(decay, rho.value(), 4 * rho.standardError() + 1e-12);
      // correlation coefficient of 144 pairs
      double expected = (1 - decay * decay) / Math.sqrt(runs * 144.0);
      assertEquals(expected, rho.standardError(), 0.5 * expected + 1e-12);
    }
    var late = new TwoTimeCorrelation(2);
    late.accept(frames.getFirst());
    var refusal = assertThrows(IllegalArgumentException.class, () -> late.accept(frames.get(3)));
    assertEquals("run 0 has no frame at t = 2.0", refusal.getMessage());
  }
}
