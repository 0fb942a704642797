package onsagerflow.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.statistics.LengthScales.Scale;
import org.junit.jupiter.api.Test;

/// Lengths of plane waves and of Gaussian fields with a known structure factor.
class LengthScalesTest {

  @Test
  void planeWaveHasItsOwnLength() {
    var grid = new Grid(128, 128, 4);
    var wave = Samples.shape(grid, (y, x) -> 0.2 + 0.5 * Math.cos(2 * Math.PI * 4 * y / 128.0));
    var point = LengthScales.of(Samples.trajectory(List.of(Samples.frame(3, 0, wave)))).getFirst();
    assertEquals(3, point.time(), 0);
    assertEquals(128, point.domain().value(), 1e-9);
    // over directions cos(k·r) averages to the Bessel function J₀, whose first zero is 2.404826
    assertEquals(2.404826 * 128 / 2 / Math.PI, point.firstZero().value(), 0.3);
    assertTrue(Double.isNaN(point.domain().standardError()));
  }

  @Test
  void uniformFieldHasNoLength() {
    var grid = new Grid(16, 16, 4);
    var field = ScalarField.uniform(grid, 0.5);
    var point = LengthScales.of(Samples.trajectory(List.of(Samples.frame(0, 0, field)))).getFirst();
    for (var mean : List.of(point.domain(), point.firstZero(), point.correlation())) {
      assertTrue(Double.isNaN(mean.value()), point.toString());
    }
    var row = new Grid(1, 8, 4);
    assertThrows(IllegalArgumentException.class, () -> new LengthScales(row));
    var scales = new LengthScales(grid);
    scales.accept(Samples.frame(1, 0, field));
    assertThrows(IllegalArgumentException.class, () -> scales.growthExponent(Scale.DOMAIN, 0, 10));
    var other = Samples.frame(0, 0, new ScalarField(new Grid(16, 16, 8)));
    assertThrows(IllegalArgumentException.class, () -> scales.accept(other));
  }

  /// The Gaussian model on the lattice: S(k) = 1/(1 + ξ²k̂²) exactly, and the errors that single
  /// ensembles quote.
  @Test
  void correlationLengthOfTheGaussianModel() {
    var grid = new Grid(16, 24, 2);
    double xi = 9; // lattice spacings
    var fields = new GaussianFields(grid);
    var random = new SplittableRandom(1);
    var trial =
        Samples.trial(
            50,
            () -> {
              var scales = new LengthScales(grid);
              for (int frame = 0; frame < 160; frame++) { // 32 runs of 5 independent frames
                var noise = fields.whiteNoise(random);
                var m = fields.shape(noise, (ky, kx) -> ornsteinZernike(xi, ky, kx));
                scales.accept(Samples.frame(frame % 5, frame / 5, m));
              }
              return scales.stationary(0).correlation();
            });
    assertEquals(xi, trial.mean().value(), 4 * trial.mean().standardError());
    assertTrue(trial.deviation() < 0.25 * xi, trial.toString());
    assertEquals(trial.deviation(), trial.quoted(), 0.4 * trial.deviation());
  }

  private static double ornsteinZernike(double xi, double ky, double kx) {
    return 1 / (1 + xi * xi * (Math.pow(Math.sin(ky), 2) + Math.pow(Math.sin(kx), 2)));
  }

  /// Fields with S = exp(−k²l²), l = √t, have L = 4√π l; frames of a run come of one noise, so that
  /// they are correlated as those of a real run are.
  @Test
  void growthExponentAndItsError() {
    var grid = new Grid(64, 64, 1);
    var fields = new GaussianFields(grid);
    var random = new SplittableRandom(2);
    int runs = 8;
    double[] times = {1, 2, 4, 6, 9};
    var trial =
        Samples.trial(
            40,
            () -> {
              var scales = new LengthScales(grid);
              for (int run = 0; run < runs; run++) {
                var noise = fields.whiteNoise(random);
                for (double t : times) {
                  scales.accept(Samples.frame(t, run, gaussian(fields, noise, t)));
                }
              }
              return scales.growthExponent(Scale.DOMAIN, 1, 9);
            });
    // the sum over k ≠ 0 of the finite grid instead of the integral
    double exact =
        Math.log(domainLength(grid, fields, 9) / domainLength(grid, fields, 1)) / Math.log(9);
    assertEquals(0.5, exact, 0.02);
    assertEquals(exact, trial.mean().value(), 4 * trial.mean().standardError() + 0.005);
    assertEquals(trial.deviation(), trial.quoted(), 0.4 * trial.deviation());
  }

  private static ScalarField gaussian(GaussianFields fields, ScalarField noise, double square) {
    return fields.shape(noise, (ky, kx) -> square * Math.exp(-(ky * ky + kx * kx) * square));
  }

  private static double domainLength(Grid grid, GaussianFields fields, double square) {
    double s = 0;
    double ks = 0;
    for (int i = 1; i < grid.size(); i++) {
      double k = Math.hypot(fields.ky(i), fields.kx(i));
      double here = Math.exp(-k * k * square);
      s += here;
      ks += k * here;
    }
    return 2 * Math.PI * s / ks;
  }

  @Test
  void lengthsOfAGaussianFieldWithinTheirErrors() {
    var grid = new Grid(64, 64, 1);
    var fields = new GaussianFields(grid);
    var random = new SplittableRandom(3);
    double l = 2;
    var scales = new LengthScales(grid);
    var correlation = new CorrelationFunction(grid);
    for (int run = 0; run < 30; run++) {
      var frame = Samples.frame(1, run, gaussian(fields, fields.whiteNoise(random), l * l));
      scales.accept(frame);
      correlation.accept(frame);
    }
    var domain = scales.points().getFirst().domain();
    assertEquals(domainLength(grid, fields, l * l), domain.value(), 4 * domain.standardError());
    assertEquals(4 * Math.sqrt(Math.PI) * l, domain.value(), 0.03 * domain.value());
    // C(r) = exp(−r²/4l²)/4π, less the variance of the mean
    double ofMean = l * l / grid.size();
    for (var shell : correlation.points().getFirst().shells().subList(0, 8)) {
      double exact = Math.exp(-shell.r() * shell.r() / (4 * l * l)) / (4 * Math.PI) - ofMean;
      double shellWidth = 0.002; // C is not quite that at the shell's mean radius
      var c = shell.c();
      assertEquals(exact, c.value(), 4 * c.standardError() + shellWidth * 0.08, "r " + shell.r());
    }
  }
}
