package onsagerflow.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import org.junit.jupiter.api.Test;

/// Moments and structure factors of fields whose statistics are known.
class StatisticsTest {

  private static final Grid GRID = new Grid(32, 24, 4);

  private static Frame frame(double time, int run, ScalarField m) {
    return new Frame(time, run, new Frame.Conditions(1, 0), m, Optional.empty());
  }

  private static Trajectory trajectory(List<Frame> frames) {
    return new RecordedTrajectory(new Trajectory.Origin("test", GRID, 4, 1), frames);
  }

  private static ScalarField whiteNoise(long seed, double sigma) {
    var random = new SplittableRandom(seed);
    var field = new ScalarField(GRID);
    Arrays.setAll(field.values(), cell -> sigma * random.nextGaussian());
    return field;
  }

  @Test
  void momentsOfTwoRunsByHand() {
    // run after run, as a trajectory file has them; times equal but for rounding
    var frames =
        List.of(
            frame(0.1 + 0.2, 0, ScalarField.uniform(GRID, 0.5)),
            frame(1, 0, ScalarField.uniform(GRID, -0.5)),
            frame(0.3, 1, ScalarField.uniform(GRID, 0.1)));
    var points = Moments.of(trajectory(frames));
    assertEquals(2, points.size());
    var first = points.getFirst();
    assertEquals(0.3, first.time(), 1e-15);
    assertEquals(0.3, first.m().value(), 1e-14);
    assertEquals(0.2, first.m().standardError(), 1e-14); // |0.5 − 0.1|/2
    assertEquals((0.25 + 0.01) / 2, first.m2().value(), 1e-14);
    assertEquals((0.0625 + 0.0001) / 2, first.m4().value(), 1e-14);
    assertEquals(2, first.m4().runs());
    assertEquals(-0.5, points.get(1).m().value(), 1e-14);
    assertTrue(Double.isNaN(points.get(1).m().standardError())); // one run knows no error
    assertEquals(5, new Mean(1, 0.3, 9).standardErrorsFrom(new Mean(3.5, 0.4, 9)), 1e-14);
  }

  @Test
  void whiteNoiseHasAFlatStructureFactor() {
    var factor = new StructureFactor(GRID, 0.2);
    int runs = 60;
    for (int run = 0; run < runs; run++) {
      factor.accept(frame(2, run, whiteNoise(run, 0.3)));
    }
    var spectrum = factor.spectra().getFirst();
    assertEquals(2, spectrum.time(), 0);
    int modes = 0;
    for (var band : spectrum.bands()) {
      var s = band.s();
      assertEquals(0.09, s.value(), 4 * s.standardError(), "k = " + band.k());
      // |m̂|² is exponential; k and −k are one: relative error √(2/modes)/√runs
      double expected = 0.09 * Math.sqrt(2.0 / band.modes() / runs);
      assertEquals(expected, s.standardError(), 0.45 * expected, "k = " + band.k());
      modes += band.modes();
    }
    assertEquals(GRID.size() - 1, modes);
  }

  @Test
  void aPlaneWaveFillsOneBandAndIsItsOwnMeanWaveNumber() {
    double amplitude = 0.4;
    var wave = new ScalarField(GRID);
    Arrays.setAll(
        wave.values(),
        cell -> {
          int y = cell / GRID.nx();
          int x = cell % GRID.nx();
          return 0.2
              + amplitude * Math.cos(2 * Math.PI * (3.0 * y / GRID.ny() + 2.0 * x / GRID.nx()));
        });
    double ky = 2 * Math.PI * 3 / (32 * 4);
    double kx = 2 * Math.PI * 2 / (24 * 4);
    double k = Math.hypot(ky, kx);
    var spectrum = StructureFactor.of(trajectory(List.of(frame(0, 0, wave)))).getFirst();
    assertEquals(k, spectrum.meanWaveNumber().value(), 1e-12);
    double width = 2 * Math.PI / (32 * 4);
    double sum = 0;
    for (var band : spectrum.bands()) {
      double total = band.s().value() * band.modes();
      sum += total;
      if (Math.abs(band.k() - k) > width) {
        assertEquals(0, total, 1e-12);
      }
    }
    // two wave vectors of amplitude A/2 over n cells: 2 · n A²/4
    assertEquals(GRID.size() * amplitude * amplitude / 2, sum, 1e-9);
  }

  @Test
  void bandsAddUpToTheVariance() {
    var m = whiteNoise(77, 1);
    var spectrum = StructureFactor.of(trajectory(List.of(frame(0, 0, m)))).getFirst();
    double sum = spectrum.bands().stream().mapToDouble(b -> b.modes() * b.s().value()).sum();
    double variance = m.meanSquare() - m.mean() * m.mean();
    assertEquals(variance, sum / GRID.size(), 1e-12);
  }

  @Test
  void bandsOfEqualRatioHoldEveryWaveVector() {
    var m = whiteNoise(78, 1);
    for (int most : new int[] {1, 5, 12}) {
      var factor = StructureFactor.inBands(GRID, most);
      factor.accept(frame(0, 0, m));
      var bands = factor.spectra().getFirst().bands();
      assertTrue(bands.size() <= most && bands.size() > most / 2, "bands: " + bands.size());
      assertEquals(GRID.size() - 1, bands.stream().mapToInt(b -> b.modes()).sum());
      double sum = bands.stream().mapToDouble(b -> b.modes() * b.s().value()).sum();
      assertEquals(m.meanSquare() - m.mean() * m.mean(), sum / GRID.size(), 1e-12);
    }
    var square = StructureFactor.inBands(new Grid(128, 128, 8), 12);
    square.accept(frame(0, 0, new ScalarField(new Grid(128, 128, 8))));
    var bands = square.spectra().getFirst().bands();
    assertEquals(12, bands.size());
    assertEquals(8, bands.getFirst().modes(), "|k| = 1 and √2");
    assertThrows(IllegalArgumentException.class, () -> StructureFactor.inBands(GRID, 0));
  }

  @Test
  void streamingEqualsReadingBack() {
    var frames = new ArrayList<Frame>();
    var moments = new Moments();
    var factor = new StructureFactor(GRID);
    for (int run = 0; run < 3; run++) {
      for (double time : new double[] {0, 1, 5}) {
        var frame = frame(time, run, whiteNoise(run * 10L + (long) time, 0.2));
        frames.add(frame);
        moments.accept(frame);
        factor.accept(frame);
      }
    }
    assertEquals(Moments.of(trajectory(frames)), moments.points());
    assertEquals(StructureFactor.of(trajectory(frames)), factor.spectra());
  }

  @Test
  void framesOfAnotherGridAreRefused() {
    var factor = new StructureFactor(GRID);
    var other = new ScalarField(new Grid(8, 8, 4));
    assertThrows(IllegalArgumentException.class, () -> factor.accept(frame(0, 0, other)));
    assertThrows(IllegalArgumentException.class, () -> new StructureFactor(GRID, 0));
  }
}
