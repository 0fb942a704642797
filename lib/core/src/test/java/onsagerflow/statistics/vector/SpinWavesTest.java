package onsagerflow.statistics.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.RecordedVectors;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.statistics.Mean;
import org.junit.jupiter.api.Test;

/// Linear spin waves about z, or about another axis: every wave turns and decays at its own rate
/// and is driven by white noise, which is stepped exactly.
class SpinWavesTest {

  private static final double MOMENT = 0.8;
  private static final double WEIGHT = 0.01; // ⟨|m⁺|²⟩/2 of a wave, S⊥
  private static final double INTERVAL = 0.5;
  private static final int FRAMES = 600;
  private static final int RUNS = 8;

  private static double frequency(double k) {
    return 0.3 + k * k;
  }

  private static double width(double k) {
    return 0.05 + 0.2 * k * k;
  }

  /// Waves along x and y only, j of them; all else at rest.
  private static RecordedVectors waves(Grid grid, int longest, double[] e, long seed) {
    var random = new SplittableRandom(seed);
    double[][] across = Axis.across(e);
    int n = grid.size();
    var frames = new ArrayList<VectorFrame>();
    var conditions = new Frame.Conditions(0.1, 0.0);
    int modes = 4 * longest;
    for (int run = 0; run < RUNS; run++) {
      var a = new double[2 * modes];
      for (int i = 0; i < a.length; i++) {
        a[i] = Math.sqrt(WEIGHT / n) * random.nextGaussian();
      }
      for (int t = 0; t < FRAMES; t++) {
        var m = new VectorField(grid, 3);
        for (int cell = 0; cell < n; cell++) {
          double re = 0;
          double im = 0;
          for (int mode = 0; mode < modes; mode++) {
            double phase = phase(grid, longest, mode, cell);
            double cos = Math.cos(phase);
            double sin = Math.sin(phase);
            re += a[2 * mode] * cos - a[2 * mode + 1] * sin;
            im += a[2 * mode] * sin + a[2 * mode + 1] * cos;
          }
          for (int c = 0; c < 3; c++) {
            m.set(c, cell, MOMENT * e[c] + re * across[0][c] + im * across[1][c]);
          }
        }
        frames.add(new VectorFrame(t * INTERVAL, run, conditions, m));
        for (int mode = 0; mode < modes; mode++) {
          double k = k(grid, mode % longest + 1);
          double decay = Math.exp(-width(k) * INTERVAL);
          double cos = decay * Math.cos(frequency(k) * INTERVAL);
          double sin = decay * Math.sin(frequency(k) * INTERVAL);
          double noise = Math.sqrt(WEIGHT / n * (1 - decay * decay));
          double re = a[2 * mode];
          double im = a[2 * mode + 1];
          a[2 * mode] = re * cos - im * sin + noise * random.nextGaussian();
          a[2 * mode + 1] = re * sin + im * cos + noise * random.nextGaussian();
        }
      }
    }
    return new RecordedVectors(new Trajectory.Origin(grid, (int) grid.spacing()), frames);
  }

  private static double k(Grid grid, int j) {
    return 2 * Math.PI * j / (grid.nx() * grid.spacing());
  }

  /// Modes 1 … longest along +x, then −x, +y, −y.
  private static double phase(Grid grid, int longest, int mode, int cell) {
    int direction = mode / longest;
    int place = direction < 2 ? cell % grid.nx() : cell / grid.nx();
    int sign = direction % 2 == 0 ? 1 : -1;
    return sign * 2 * Math.PI * (mode % longest + 1) * place / grid.nx();
  }

  private static void assertMean(double exact, Mean mean, String what) {
    assertTrue(mean.standardErrorsFrom(new Mean(exact, 0, 1)) < 4, what + ": " + mean);
    assertTrue(mean.standardError() > 0 && mean.runs() == RUNS, what + ": " + mean);
  }

  @Test
  void peaksStandWhereWavesTurnAndAreAsWideAsTheyDecay() {
    var grid = new Grid(8, 8, 2);
    double[] e = {0.6, 0, -0.8};
    var data = waves(grid, 3, e, 1);
    for (var axis : List.of(Axis.ofMean(), Axis.along(3, 0, -4))) {
      var peaks = SpinWaves.of(data, 3, 0, axis).peaks(SpinWaves.Part.PERPENDICULAR);
      assertEquals(3, peaks.size());
      for (int j = 1; j <= 3; j++) {
        var peak = peaks.get(j - 1);
        double k = k(grid, j);
        assertEquals(k, peak.k(), 1e-12);
        assertEquals(2, peak.waves());
        assertMean(frequency(k), peak.frequency(), "ω of j = " + j);
        assertMean(width(k), peak.width(), "Γ of j = " + j);
        assertMean(WEIGHT, peak.weight(), "S of j = " + j);
        // the error of ω and of Γ that the amount of data allows: √(Γ/T) each, T all time of all
        // four waves
        double least = Math.sqrt(width(k) / (4 * RUNS * FRAMES * INTERVAL));
        assertEquals(1, peak.frequency().standardError() / least, 0.9);
        assertEquals(1, peak.width().standardError() / least, 0.9);
      }
    }
  }

  @Test
  void aSpectrumIntegratesToTheStructureFactor() {
    var grid = new Grid(8, 8, 2);
    var data = waves(grid, 2, new double[] {0, 0, 1}, 2);
    var waves = SpinWaves.of(data, 2, 0, Axis.along(0, 0, 1));
    var spectrum = waves.spectrum(SpinWaves.Part.PERPENDICULAR, 1);
    assertEquals(FRAMES, spectrum.size());
    assertEquals(-Math.PI / INTERVAL, spectrum.getFirst().frequency(), 0.02);
    double integral = 0;
    double highest = 0;
    double at = 0;
    for (var point : spectrum) {
      integral += point.s().value() / (FRAMES * INTERVAL);
      if (point.s().value() > highest) {
        highest = point.s().value();
        at = point.frequency();
      }
    }
    double k = k(grid, 2);
    assertEquals(frequency(k), at, 3 * width(k)); // not at −ω
    assertEquals(k, waves.waveNumbers().get(1), 1e-12);
    assertEquals(WEIGHT, integral, 0.1 * WEIGHT);
    for (var point : waves.spectrum(SpinWaves.Part.PARALLEL, 1)) {
      assertEquals(0, point.s().value(), 1e-20);
    }
  }

  @Test
  void correlationsTurnAndDecay() {
    var grid = new Grid(8, 8, 2);
    var waves = SpinWaves.of(waves(grid, 1, new double[] {0, 0, 1}, 3), 1, 0, Axis.ofMean());
    var lags = waves.correlation(SpinWaves.Part.PERPENDICULAR, 0, 6);
    assertEquals(13, lags.size());
    double k = k(grid, 1);
    for (var lag : lags.subList(1, 13)) {
      double decay = Math.exp(-width(k) * lag.lag());
      assertMean(decay * Math.cos(frequency(k) * lag.lag()), lag.real(), "lag " + lag.lag());
      assertMean(decay * Math.sin(frequency(k) * lag.lag()), lag.imaginary(), "lag " + lag.lag());
    }
  }

  @Test
  void framesThatMakeNoSpectrumAreRefused() {
    var data = waves(new Grid(4, 4, 2), 1, new double[] {0, 0, 1}, 4);
    var late = SpinWaves.of(data, 1, (FRAMES - 3) * INTERVAL, Axis.ofMean());
    assertEquals(
        "spectra need as many frames of every run, 8 at least, got [3] from t = 298.5 on",
        assertThrows(IllegalArgumentException.class, () -> late.peaks(SpinWaves.Part.PERPENDICULAR))
            .getMessage());
  }
}
