package onsagerflow.statistics.domains;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.statistics.Samples;
import onsagerflow.statistics.domains.FlatInterfaces.Normal;
import org.junit.jupiter.api.Test;

/// Slabs and droplets of known position, width and area.
class InterfaceTest {

  private static final double STAR = 0.7;
  private static final double SHIFT = 0.05;

  /// A slab between x₁ and x₂, in cells, with a tanh profile; the field is c ± m* outside and
  /// inside.
  private static double slab(double x, double x1, double x2, double w, int n) {
    double fall = Math.IEEEremainder(x + 0.5 - (x1 + x2) / 2, n) + (x2 - x1) / 2;
    double rise = fall - (x2 - x1);
    return SHIFT + STAR * (1 - Math.tanh(fall / w) + Math.tanh(rise / w));
  }

  @Test
  void slabHasItsPositionsAndWidth() {
    var grid = new Grid(96, 80, 4);
    for (double x1 : new double[] {20.3, 70.9}) { // the second one reaches through the boundary
      double x2 = x1 + 33.4;
      var m = Samples.shape(grid, (y, x) -> slab(x, x1, x2, 2.5, 80));
      var point =
          FlatInterfaces.of(Samples.trajectory(List.of(Samples.frame(0, 0, m))), Normal.X)
              .getFirst();
      assertEquals(4 * x1, point.falling().value(), 0.01);
      assertEquals(4 * x2, point.rising().value(), 0.01);
      assertEquals(4 * 33.4, point.thickness().value(), 0.01);
      assertEquals(4 * 2.5, point.width().value(), 0.01);
      assertEquals(0, point.roughness().value(), 1e-6);
    }
    var standing = Samples.shape(grid, (y, x) -> slab(y, 30, 60, 3, 96));
    var point =
        FlatInterfaces.of(Samples.trajectory(List.of(Samples.frame(0, 0, standing))), Normal.Y)
            .getFirst();
    assertEquals(120, point.falling().value(), 0.01);
    assertEquals(12, point.width().value(), 0.01);
  }

  @Test
  void sharpSlabStillHasAPosition() {
    var grid = new Grid(16, 64, 1);
    var m = Samples.shape(grid, (y, x) -> x >= 10 && x < 40 ? -0.8 : 0.9);
    var point =
        FlatInterfaces.of(Samples.trajectory(List.of(Samples.frame(0, 0, m))), Normal.X).getFirst();
    assertEquals(10, point.falling().value(), 0.05);
    assertEquals(30, point.thickness().value(), 0.1);
    assertTrue(point.width().value() < 0.5, point.toString());
  }

  @Test
  void rippledInterfaceIsRoughAndItsMeanProfileWider() {
    var grid = new Grid(64, 128, 1);
    double amplitude = 1;
    double w = 3;
    var m =
        Samples.shape(
            grid,
            (y, x) -> {
              double h = amplitude * Math.sin(2 * Math.PI * 2 * y / 64.0);
              return slab(x, 40 + h, 90 + h, w, 128);
            });
    var point =
        FlatInterfaces.of(Samples.trajectory(List.of(Samples.frame(0, 0, m))), Normal.X).getFirst();
    assertEquals(amplitude / Math.sqrt(2) * Math.sqrt(64.0 / 63), point.roughness().value(), 0.01);
    assertEquals(40, point.falling().value(), 0.01);
    // variances add, π²w²/12 + W², as long as W is small
    double expected = Math.sqrt(w * w + 12 / (Math.PI * Math.PI) * amplitude * amplitude / 2);
    assertEquals(expected, point.width().value(), 0.02 * expected);
  }

  /// Noisy slabs that move, one run through the boundary; the errors that single ensembles quote.
  @Test
  void movingInterfacesAreFollowed() {
    var grid = new Grid(24, 48, 2);
    var random = new SplittableRandom(1);
    var frames = new ArrayList<Frame>();
    int runs = 40;
    for (int run = 0; run < runs; run++) {
      double start = random.nextGaussian();
      for (int t = 0; t < 20; t++) {
        double x1 = 30 + start + 1.5 * t; // passes 48
        frames.add(
            Samples.frame(
                t,
                run,
                Samples.shape(
                    grid, (y, x) -> slab(x, x1, x1 + 20, 2, 48) + 0.2 * random.nextGaussian())));
      }
    }
    var points = FlatInterfaces.of(Samples.trajectory(frames), Normal.X);
    for (int t = 0; t < 20; t++) {
      var point = points.get(t);
      var falling = point.falling();
      assertEquals(2 * (30 + 1.5 * t), falling.value(), 4 * falling.standardError());
      assertEquals(2 / Math.sqrt(runs), falling.standardError(), 0.5 * 2 / Math.sqrt(runs));
      var thickness = point.thickness();
      assertEquals(40, thickness.value(), 4.5 * thickness.standardError());
      var width = point.width();
      assertEquals(4, width.value(), 4.5 * width.standardError() + 0.02);
      assertTrue(width.standardError() < 0.1);
    }
  }

  @Test
  void noSlabHasNoInterface() {
    var grid = new Grid(8, 16, 1);
    var interfaces = new FlatInterfaces(grid, Normal.X);
    interfaces.accept(Samples.frame(0, 0, ScalarField.uniform(grid, 0.5)));
    var point = interfaces.points().getFirst();
    assertTrue(Double.isNaN(point.width().value()));
    assertEquals(0, point.width().runs());
    var other = Samples.frame(0, 1, new ScalarField(new Grid(4, 4, 1)));
    assertThrows(IllegalArgumentException.class, () -> interfaces.accept(other));
  }

  /// A disc with a tanh profile has the Gibbs area π(R² + π²w²/12).
  @Test
  void dropletHasItsArea() {
    var grid = new Grid(64, 64, 4);
    double w = 3;
    var m =
        Samples.shape(
            grid, (y, x) -> STAR * Math.tanh((Math.hypot(y - 31.3, x - 30.8) - 18) / w) + SHIFT);
    var frames = List.of(Samples.frame(0, 0, m));
    var area =
        Droplet.of(Samples.trajectory(frames), STAR + SHIFT, -STAR + SHIFT).getFirst().area();
    double exact = 16 * Math.PI * (18 * 18 + Math.PI * Math.PI * w * w / 12);
    assertEquals(exact, area.value(), 2e-3 * exact); // the tail cut off by the box
    assertThrows(IllegalArgumentException.class, () -> new Droplet(0.5, 0.5));
  }

  /// Droplets whose area falls at a rate with noise that is correlated in time.
  @Test
  void shrinkRateAndItsError() {
    var grid = new Grid(32, 32, 1);
    var random = new SplittableRandom(2);
    double exact = -6;
    var trial =
        Samples.trial(
            60,
            () -> {
              var droplet = new Droplet(1, -1);
              for (int run = 0; run < 10; run++) {
                double walk = 0;
                for (int t = 0; t <= 10; t++) {
                  double share = (400 + exact * t + walk) / grid.size();
                  droplet.accept(Samples.frame(t, run, ScalarField.uniform(grid, 1 - 2 * share)));
                  walk += 5 * random.nextGaussian();
                }
              }
              return droplet.rate(1, 10);
            });
    assertEquals(exact, trial.mean().value(), 4 * trial.mean().standardError());
    assertEquals(trial.deviation(), trial.quoted(), 0.37 * trial.deviation());
    var droplet = new Droplet(1, -1);
    droplet.accept(Samples.frame(0, 0, new ScalarField(grid)));
    assertEquals(512, droplet.points().getFirst().area().value(), 1e-9);
    assertThrows(IllegalArgumentException.class, () -> droplet.rate(0, 5));
  }
}
